"""The hand-made gold in tests/gold (statements, name pairs, places) means what its READMEs say it means."""

import csv
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.events import load_event_words

GOLD = Path(__file__).parent / "gold"
PASSAGES = sorted((GOLD / "statements").glob("*.toml"))

STYLES = {"wire", "ngo", "translated", "interview", "social", "headline", "list"}
MODES = {"direct", "indirect", "mixed"}
STANCES = {"asserts", "denies", "accuses", "demands", "promises", "questions"}
PASSAGE_KEYS = {"style", "hard", "text", "people", "statements", "not_statement"}
STATEMENT_KEYS = {
    "id", "parent", "content", "nth", "rest", "source", "source_nth", "cue", "cue_nth",
    "speaker", "mode", "stance", "alt", "optional",
}  # fmt: skip
ALT_KEYS = {"content", "source", "cue", "speaker", "mode", "stance"}

Span = tuple[int, int]


def load(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)


def occurrences(text: str, quote: str) -> list[Span]:
    """Where `quote` stands in `text` as whole words, in order."""
    start = r"(?<!\w)" if re.match(r"\w", quote) else ""
    end = r"(?!\w)" if re.search(r"\w\Z", quote) else ""
    return [m.span() for m in re.finditer(start + re.escape(quote) + end, text)]


def nth(text: str, quote: str, number: int | None) -> Span:
    """The one occurrence of `quote`, or the one that `number` counts from 1."""
    found = occurrences(text, quote)
    assert found, f"not in the text: {quote!r}"
    assert number is not None or len(found) == 1, f"stands {len(found)} times, needs a number: {quote!r}"
    assert number is None or 1 <= number <= len(found), f"stands {len(found)} times only: {quote!r}"
    return found[(number or 1) - 1]


def nearest(text: str, quote: str, content: list[Span], number: int | None) -> Span:
    """Where a source, a cue or a further piece of content stands: see statements/README.md."""
    if number is not None:
        return nth(text, quote, number)
    free = [s for s in occurrences(text, quote) if not any(s[0] < c[1] and c[0] < s[1] for c in content)]
    assert free, f"not in the text outside its content: {quote!r}"
    start, end = content[0]
    return min(free, key=lambda span: max(start - span[1], span[0] - end))


def spans(text: str, row: dict[str, Any]) -> dict[str, list[Span]]:
    """The spans of one statement of the gold, by `content`, `source` and `cue`."""
    content = [nth(text, row["content"], row.get("nth"))]
    for piece in row.get("rest", ()):
        content.append(nearest(text, piece, content, None))
    found = {"content": sorted(content), "source": [], "cue": []}
    for key in ("source", "cue"):
        if key in row:
            # distances are measured from the main piece of the content, which stands first here
            found[key] = [nearest(text, row[key], content, row.get(f"{key}_nth"))]
    return found


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_a_passage_keeps_to_its_format(path: Path) -> None:
    passage = load(path)
    assert passage.keys() <= PASSAGE_KEYS
    assert passage["style"] in STYLES
    assert passage["hard"]
    text, ids = passage["text"], [row["id"] for row in passage["statements"]]
    assert len(ids) == len(set(ids))
    for names in passage.get("people", {}).values():
        assert all(name in text for name in names), names
    for row in passage["statements"]:
        assert row.keys() <= STATEMENT_KEYS, row
        assert row["mode"] in MODES
        assert row["stance"] in STANCES
        alt = row.get("alt", {})
        assert alt.keys() <= ALT_KEYS
        assert set(alt.get("mode", ())) <= MODES - {row["mode"]}
        assert set(alt.get("stance", ())) <= STANCES - {row["stance"]}
        for key in ("content", "source", "cue"):
            assert all(quote in text for quote in alt.get(key, ())), (key, alt)
        # a source in the text is somebody, and nobody is guessed without a word for it in a passive
        assert "speaker" in row or "source" not in row, row


@pytest.mark.parametrize("path", PASSAGES, ids=lambda path: path.stem)
def test_the_words_of_a_passage_are_where_the_gold_says(path: Path) -> None:
    passage = load(path)
    text = passage["text"]
    placed = {row["id"]: spans(text, row) for row in passage["statements"]}
    for row in passage["statements"]:
        if "parent" in row:
            inner, outer = placed[row["id"]]["content"], placed[row["parent"]]["content"]
            assert outer[0][0] <= inner[0][0] and inner[-1][1] <= outer[-1][1], row
        for start, end in placed[row["id"]]["content"]:
            assert text[start:end] == text[start:end].strip()
    for decoy in passage.get("not_statement", ()):
        assert decoy.keys() <= {"quote", "nth", "why"}
        start, end = nth(text, decoy["quote"], decoy.get("nth"))
        required = [placed[r["id"]]["cue"] for r in passage["statements"] if not r.get("optional")]
        assert not any(start < b and a < end for cue in required for a, b in cue), decoy


def test_there_are_enough_passages_and_each_stance_is_met() -> None:
    rows = [row for path in PASSAGES for row in load(path)["statements"]]
    assert len(PASSAGES) >= 25
    assert {row["stance"] for row in rows} == STANCES
    assert {row["mode"] for row in rows} == MODES


NAME_COLUMNS = {"a", "b", "kind", "same", "habit", "why"}
HABITS = "arabic persian cyrillic ukrainian armenian azeri chinese burmese amharic spanish korean".split()


def names() -> list[dict[str, str]]:
    with (GOLD / "names.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_name_pairs_keep_to_their_format() -> None:
    pairs = names()
    for pair in pairs:
        assert pair.keys() == NAME_COLUMNS
        assert all(value and value == value.strip() for value in pair.values()), pair
        assert pair["kind"] in {"person", "organisation", "place"}
        assert pair["same"] in {"true", "false"}
        assert pair["a"] != pair["b"]
    assert len({frozenset((pair["a"], pair["b"])) for pair in pairs}) == len(pairs)


def test_there_are_enough_name_pairs_of_every_kind() -> None:
    pairs = names()
    assert len(pairs) >= 150
    for kind in ("person", "organisation", "place"):
        same = [pair["same"] == "true" for pair in pairs if pair["kind"] == kind]
        # neither answer may win by being given always
        assert 0.33 <= sum(same) / len(same) <= 0.67, kind
    for habit in HABITS:
        assert sum(pair["habit"] == habit for pair in pairs) >= 10, habit


# what a mention of each kind must say, beside text, mention and expect; and what it may say
PLACE_KEYS = {
    "place": ({"country", "lat", "lon", "name", "precision"}, {"km"}),
    "metonym": ({"actor", "country", "lat", "lon", "name"}, set()),
    "group": (set(), {"country"}),
    "not_a_place": ({"what"}, set()),
}
PRECISIONS = {"exact", "near", "admin2", "admin1", "country", "region"}


def places() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = load(GOLD / "places.toml")["mentions"]
    return rows


def test_place_mentions_keep_to_their_format() -> None:
    for row in places():
        must, may = PLACE_KEYS[row["expect"]]
        given = row.keys() - {"text", "mention", "nth", "expect", "why"}
        assert must <= given <= must | may, row
        nth(row["text"], row["mention"], row.get("nth"))
        assert row["why"]
        assert re.fullmatch(r"[A-Z]{2}", row.get("country", "XX")), row
        assert -90 <= row.get("lat", 0) <= 90 and -180 <= row.get("lon", 0) <= 180
        assert row.get("precision", "exact") in PRECISIONS
        assert row.get("what", "thing") in {"person", "organisation", "thing"}
    assert len({(row["text"], row["mention"]) for row in places()}) == len(places())


def test_there_are_enough_place_mentions_of_every_kind() -> None:
    rows = places()
    assert len(rows) >= 80
    for expect in PLACE_KEYS:
        assert sum(row["expect"] == expect for row in rows) >= 5, expect
    assert {row["precision"] for row in rows if row["expect"] == "place"} == PRECISIONS


# --- events ----------------------------------------------------------------------------------------------------------


EVENT_KEYS = {"at", "kind", "actor", "target", "place", "when", "status", "tellings"}


def test_events_stand_in_their_texts_and_are_of_known_kinds() -> None:
    kinds = {scheme.kind for scheme in load_event_words().schemes.values()}
    reports = load(GOLD / "events.toml")["reports"]
    assert len(reports) >= 40
    for report in reports:
        assert set(report) == {"text", "why", "events"} and report["why"]
        for event in report["events"]:
            assert set(event) <= EVENT_KEYS and event["kind"] in kinds, event
            assert occurrences(report["text"], event["at"]), event
            assert event["status"] in {"actual", "denied", "planned", "hypothetical", "historical"}, event
