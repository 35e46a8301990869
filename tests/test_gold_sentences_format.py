"""The hand-made gold in tests/gold (statements, name pairs, places) means what its READMEs say it means."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

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
    gap = lambda span: max(content[0][0] - span[1], span[0] - content[0][1])  # noqa: E731
    return min(free, key=gap)


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
