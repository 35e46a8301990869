"""Every entry of the vocabulary does what its example says, and leaves its negatives alone.

In an example, square brackets mark the words where a fact of the file's kind (`yields`) must stand; in a negative, the
words where none may.  `gives` is what the fact must say: a time's value, a figure's or event's kind, a statement's
stance, the kind of a mention's entity.
"""

import re
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dateline.lexicon
from dateline.annotate.figures import load_kinds
from dateline.annotate.statements import load_cues
from dateline.errors import LexiconError
from dateline.reading import Reader, annotate
from dateline.records import Annotation, Report, spans_of

FILES = sorted((Path(dateline.lexicon.__file__).parent / "en").glob("*.toml"))
GIVES = {"times": "value", "figures": "kind", "statements": "stance", "events": "kind"}
ELSEWHERE = {"agency", "assertions", "boilerplate", "causes", "courses", "litter", "names", "published"}
"""Files whose entries lead to no fact of one report (pairs of names, lines of a page, steps of a course): the tests of
their rooms run them."""
YIELDS = {*GIVES, *ELSEWHERE, "mentions", "quantities", "unresolved"}


def entries(file: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for table, rows in tomllib.loads(file.read_text("utf-8")).items():
        if isinstance(rows, list):
            yield from ((table, row) for row in rows)


def listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())  # type: ignore[call-overload]


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and the spans that they marked."""
    spans, text = [], ""
    for part in re.split(r"(\[[^\]]*\])", marked):
        if part.startswith("["):
            spans.append((len(text), len(text) + len(part) - 2))
            part = part[1:-1]
        text += part
    return text, spans


def facts_at(found: Annotation, kind: str, start: int, end: int) -> list[Any]:
    facts = getattr(found, kind)
    spans = (lambda fact: fact.cue) if kind == "statements" else spans_of
    return [fact for fact in facts if any(s < end and start < e for s, e in spans(fact))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_examples(file: Path, reader: Reader) -> None:
    kind = tomllib.loads(file.read_text("utf-8")).get("yields")
    assert kind in YIELDS, f"{file.name} must say what it yields: one of {sorted(YIELDS)}"
    wrong = []
    for table, entry in entries(file):
        examples, negatives = listed(entry.get("example")), listed(entry.get("negative"))
        if not examples:
            wrong.append(f"[[{table}]] without an example: {entry}")
        if kind in ELSEWHERE:
            continue
        for marked, wanted in [*((e, True) for e in examples), *((n, False) for n in negatives)]:
            text, spans = unmark(marked)
            found = annotate(Report(id="lexicon", text=text, published="2023-09-27"), reader)
            if not spans:
                wrong.append(f"[[{table}]] marks nothing: {marked}")
            for start, end in spans:
                here = facts_at(found, kind, start, end)
                if wanted and not here:
                    wrong.append(f"[[{table}]] found nothing at [{text[start:end]}]: {text}")
                if not wanted and here:
                    wrong.append(f"[[{table}]] must find nothing at [{text[start:end]}]: {text}")
                if wanted and here and kind in GIVES and (gives := entry.get("gives")):
                    said = {getattr(fact, GIVES[kind]) for fact in here}
                    if not said & set(listed(gives)):
                        wrong.append(f"[[{table}]] gives {sorted(said)}, not {gives}: {text}")
    assert not wrong, "\n".join(wrong)


def test_an_entry_with_a_misspelt_key_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Entry(dateline.lexicon.Entry, frozen=True, kw_only=True):
        lemma: str

    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "cues.toml").write_text('[[verb]]\nlema = "say"\nexample = "x"\n', "utf-8")
    monkeypatch.setattr(dateline.lexicon, "files", lambda _: tmp_path)
    with pytest.raises(LexiconError, match=r"lexicon/en/cues.toml, \[\[verb\]\]: .*"):
        dateline.lexicon.read("cues", "verb", Entry)
    with pytest.raises(LexiconError, match="does not exist"):
        dateline.lexicon.read("nothing", "verb", Entry)


def test_a_new_verb_and_a_new_kind_of_figure_are_lines_of_toml(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, reader: Reader
) -> None:
    text = "The ministry bleated that the army had conscripted 400 villagers."
    report = Report(id="new", text=text, published="2023-09-27")
    before = annotate(report, reader)
    assert "denies" not in [statement.stance for statement in before.statements]
    assert "conscripted" not in [figure.kind for figure in before.figures]

    shutil.copytree(Path(dateline.lexicon.__file__).parent / "en", tmp_path / "en")
    with (tmp_path / "en" / "cues.toml").open("a", encoding="utf-8") as cues:
        cues.write('\n[[verb]]\ncue = "bleat"\nstance = "denies"\nexample = "The clerk [bleated] that it was late."\n')
    with (tmp_path / "en" / "figures.toml").open("a", encoding="utf-8") as kinds:
        kinds.write(
            '\n[[verb]]\nwords = ["conscript"]\nkind = "conscripted"\nlabel = "conscripted"\npatient = "object"\n'
            'example = "The army conscripted [400] villagers."\n'
        )
    monkeypatch.setattr(dateline.lexicon, "files", lambda _: tmp_path)
    after = annotate(report, replace(reader, cues=load_cues(), kinds=load_kinds()))
    assert [(text[s:e], told.stance) for told in after.statements for s, e in told.cue] == [("bleated", "denies")]
    assert [(figure.kind, figure.low) for figure in after.figures] == [("conscripted", 400)]
