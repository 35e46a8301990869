"""Sentences told again: many pairs of reports at once come to what each comes to by itself."""

from random import Random

import pytest

from dateline.link import retold
from dateline.link.retold import align, read_sentences
from dateline.link.texts import Text, read_columns
from dateline.records import Annotation, Report

WORDS = "harbour convoy ministry bridge shelter doctors blankets ferry orchard valley engineers granary".split()


def told(random: Random, sentences: int) -> retold.Sentences:
    """A report of short sentences out of few words: most sentences are like several of any other report."""
    lines = [" ".join(random.choices(WORDS, k=random.randint(2, 5))) + "." for _ in range(sentences)]
    text = "\n".join(lines)
    spans, at = [], 0
    for line in lines:
        spans.append((at, at + len(line)))
        at += len(line) + 1
    annotation = Annotation(id="r", sentences=tuple(spans))
    return read_sentences(Text(Report(id="r", text=text), read_columns(Report(id="r", text=text), annotation)))


# Many sequences weigh the same here, so that it matters which of them is taken; and reports without a word, of one
# sentence, and longer than others stand side by side.
@pytest.mark.parametrize("seed", range(4))
def test_chains_of_many_pairs_are_those_of_each_pair(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    reports = [told(random, random.choice((0, 1, 3, 20, 40))) for _ in range(24)]
    pairs = [(random.choice(reports), random.choice(reports)) for _ in range(150)]
    together = align(pairs)
    assert together == [align([pair])[0] for pair in pairs]
    assert sum(found is not None for found in together) > 5
    monkeypatch.setattr(retold, "WIDE", 0)  # one after the other, by a tree
    assert together == align(pairs)
    monkeypatch.setattr(retold, "CELLS", 0)
    assert together == align(pairs)
