"""Who says what in whole reports of our own, of many crises and styles: a floor, and what came out at first sight."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dateline.records import Report, Spans, Statement

if TYPE_CHECKING:
    from dateline.reading import Reader

REPORTS = tomllib.loads((Path(__file__).parent.parent / "gold" / "said.toml").read_text("utf-8"))["report"]
WORD = re.compile(r"\w+")
SMALL = {"the", "a", "an", "of", "and", "in", "for", "unnamed", "its", "his", "her", "to", "s"}


def names(speaker: str) -> set[str]:
    return {word.lower().rstrip("s") for word in WORD.findall(speaker)} - SMALL


def same(wanted: str, got: str | None) -> bool:
    """Does half of the words of one of the wanted names stand in the name that was found?"""
    return got is not None and any(2 * len(names(w) & names(got)) >= len(names(w)) for w in wanted.split("|"))


def matched(text: str, said: list[list[str]], found: tuple[Statement, ...]) -> dict[int, int]:
    """Gold to found, one to one, by the words of the contents: at least half of them, the right speaker first."""
    words = [m.span() for m in WORD.finditer(text)]

    def covered(spans: Spans) -> set[int]:
        return {i for i, (a, b) in enumerate(words) if any(a < e and s < b for s, e in spans)}

    pairs = []
    for g, (speaker, _, content) in enumerate(said):
        gold = [covered((m.span(),)) for m in re.finditer(re.escape(content), text)]
        for f, statement in enumerate(found):
            told = covered(statement.content)
            f1 = max(2 * len(words & told) / (len(words) + len(told)) for words in gold)
            if f1 >= 0.5:
                pairs.append((f1 + 0.3 * same(speaker, statement.speaker), -g, -f))
    pairing: dict[int, int] = {}
    for _, g, f in sorted(pairs, reverse=True):
        if -g not in pairing and -f not in pairing.values():
            pairing[-g] = -f
    return pairing


def scored(reports: list[dict[str, Any]], reader: "Reader") -> tuple[Counter[str], list[str]]:
    from dateline.reading import annotate

    n: Counter[str] = Counter()
    errors = []
    for report in reports:
        found = annotate(Report(id=report["id"], text=report["text"]), reader).statements
        pairing = matched(report["text"], report["said"], found)
        n += Counter(gold=len(report["said"]), found=len(found), both=len(pairing))
        for g, (speaker, stances, content) in enumerate(report["said"]):
            if g not in pairing:
                errors.append(f"{report['id']}: missed {speaker!r}: {content[:70]!r}")
                continue
            statement = found[pairing[g]]
            n["speaker"] += (right := same(speaker, statement.speaker))
            n["stance"] += statement.stance in stances.split("|")
            if not right:
                errors.append(f"{report['id']}: {content[:70]!r} is said by {speaker!r}, not {statement.speaker!r}")
        errors += [
            f"{report['id']}: nobody says {report['text'][s.content[0][0] : s.content[-1][1]][:70]!r}"
            for f, s in enumerate(found) if f not in pairing.values()
        ]  # fmt: skip
    return n, errors


# At first sight round 1 gave recall 94.8 % of 97, precision 90.2, speakers 91.3 %; round 2, on other crises and after
# the errors of round 1 were mended, 88.2 % of 51, 91.8 and 86.7 %: what was mended for round 1 helped round 2 little.
# Both are now in sample.
@pytest.mark.parametrize(
    ("round_", "recall", "precision", "speaker"), [(1, 0.96, 0.92, 0.97), (2, 0.90, 0.93, 0.93)]
)
def test_who_says_what_in_reports(
    round_: int, recall: float, precision: float, speaker: float, reader: "Reader"
) -> None:
    n, errors = scored([report for report in REPORTS if report["round"] == round_], reader)
    listing = f"{n}\n" + "\n".join(errors)
    assert n["both"] / n["gold"] >= recall, listing
    assert n["both"] / n["found"] >= precision, listing
    assert n["speaker"] / n["both"] >= speaker, listing
    assert n["stance"] / n["both"] >= 0.97, listing
