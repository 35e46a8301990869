"""How right statements are on annotated reports, with 95 % intervals by bootstrap over reports.

    python benchmarks/attributions.py GOLD.jsonl INPUT.jsonl [--split NAME] [--resamples N]

INPUT holds {"id", "text"}, GOLD {"id", "split"?, "statements": [{"source", "cue", "content": [[start, end], ...]}]},
offsets in code points, as scripts/count_cues.py reads them (PolNeAR: github.com/networkdynamics/PolNeAR).

Spans are compared as the sets of words that they touch; statements of one cue and source count as one.  They are
matched one to one by the word F1 of their contents, at least one half.  A matched pair is right where the sources share
a word other than an article, preposition or pronoun (any word, where the annotated source has no other), or where
neither names a source.  Exact: the same words.  Speaker: the right source among the matched pairs that have one.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from dateline import reading
from dateline.records import Report

WORD = re.compile(r"\w+(?:['’]\w+)*")
SMALL = frozenset(
    "a an the of in on at to for by and or from with his her its their my our your this that these those who which he "
    "she it they i we you him them us me mr mrs ms dr".split()
)
QUOTED = re.compile(r"[“«„][^”»\n]*[”»]?|\"[^\"\n]*\"?")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A statement as sets of words, given by their numbers."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]


def attributions(rows: Iterable[Any], words: Sequence[tuple[int, int]]) -> list[Attribution]:
    """The statements of a report, those of one cue and source joined."""
    found: dict[object, Attribution] = {}
    for n, row in enumerate(rows):
        source, cue, content = (
            frozenset(i for i, (a, b) in enumerate(words) if any(a < e and b > s for s, e in spans)) for spans in row
        )
        key = (cue, source) if cue else n
        before = found[key].content if key in found else frozenset()
        found[key] = Attribution(source, cue, content | before)
    return [a for a in found.values() if a.content]


def f1(a: frozenset[int], b: frozenset[int]) -> float:
    """Of two sets of words."""
    return 2 * len(a & b) / (len(a) + len(b))


def count(text: str, gold_rows: Iterable[Any], found_rows: Iterable[Any]) -> Counter[str]:
    """What is right and wrong in one report."""
    matches = list(WORD.finditer(text))
    words, lower = [m.span() for m in matches], [m.group().lower() for m in matches]
    spoken = [m.span() for m in QUOTED.finditer(text)]
    quoted = {i for i, (a, _) in enumerate(words) if any(s <= a < e for s, e in spoken)}
    gold, found = attributions(gold_rows, words), attributions(found_rows, words)
    pairs = sorted(
        (-overlap, i, j) for i, g in enumerate(gold) for j, f in enumerate(found)
        if (overlap := f1(g.content, f.content)) >= 0.5
    )  # fmt: skip
    matched: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in matched and j not in matched.values():
            matched[i] = j
    n: Counter[str] = Counter({"gold": len(gold), "found": len(found)})
    contents = Counter(f.content for f in found)
    n["exact"] = sum((contents & Counter(g.content for g in gold)).values())
    for i, g in enumerate(gold):
        share = len(g.content & quoted) / len(g.content)
        mode = "direct" if share > 0.95 else "mixed" if share else "indirect"
        n[mode] += 1
        if i not in matched:
            continue
        source = found[matched[i]].source
        named = frozenset(w for w in g.source if lower[w] not in SMALL) or g.source
        right = bool(named & source) if g.source else not source
        n["hit"] += 1
        n[f"{mode} hit"] += 1
        n["right"] += right
        n["with source"] += bool(g.source)
        n["right source"] += right and bool(g.source)
    return n


def figures(n: Counter[str]) -> dict[str, float]:
    """Percentages."""
    both = (n["gold"] + n["found"]) or 1
    shares = {
        "who said what, P": n["right"] / (n["found"] or 1), "who said what, R": n["right"] / (n["gold"] or 1),
        "who said what, F1": 2 * n["right"] / both, "content hit, F1": 2 * n["hit"] / both,
        "content exact, F1": 2 * n["exact"] / both, "speaker": n["right source"] / (n["with source"] or 1),
        **{f"recall, {mode}": n[f"{mode} hit"] / (n[mode] or 1) for mode in ("direct", "mixed", "indirect")},
    }  # fmt: skip
    return {name: 100 * share for name, share in shares.items()}


def main() -> None:
    """Reads, compares, prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("input", type=Path)
    arguments.add_argument("--split")
    arguments.add_argument("--resamples", type=int, default=1000)
    given = arguments.parse_args()
    texts = {row["id"]: row["text"] for row in map(json.loads, given.input.open(encoding="utf-8"))}
    gold = [
        row for row in map(json.loads, given.gold.open(encoding="utf-8")) if given.split in (None, row.get("split"))
    ]
    reader = reading.load_reader(cache=reading.cache_folder())
    counted = []
    for row in gold:
        text = texts[row["id"]]
        found = reading.annotate(Report(id=row["id"], text=text), reader).statements
        right = [(s["source"], s["cue"], s["content"]) for s in row["statements"]]
        counted.append(count(text, right, [(s.source, s.cue, s.content) for s in found]))
    chance = Random(0)
    samples = [figures(_sum(chance.choices(counted, k=len(counted)))) for _ in range(given.resamples)]
    print(f"{len(counted)} reports, {_sum(counted)['gold']} statements, {given.resamples} resamples of the reports")
    for name, value in figures(_sum(counted)).items():
        spread = sorted(sample[name] for sample in samples)
        low, high = spread[int(0.025 * len(spread))], spread[int(0.975 * len(spread)) - 1]
        print(f"  {name:20} {value:5.1f}   95 %: {low:.1f} to {high:.1f}")


def _sum(counts: Iterable[Counter[str]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for n in counts:
        total.update(n)
    return total


if __name__ == "__main__":
    main()
