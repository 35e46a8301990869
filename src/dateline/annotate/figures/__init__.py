"""How many, of whom, what happened to them, as of when, who says so.

numbers     every number of a sentence, as it is meant
vocabulary  what can happen to people, compiled from the lexicon
telling     what a word says of those it counts
happening   what happened to those who are counted
continued   numbers that go on from one before them
find        crisis figures, other quantities, unresolved
givers      who gives a figure
tables      numbers that stand in tables
attribute   as-of, place; givers applied
"""

from dateline.annotate.figures.attribute import attribute_figures, stands_as_of
from dateline.annotate.figures.find import Numbers, find_figures
from dateline.annotate.figures.tables import find_tables, read_tables
from dateline.annotate.figures.vocabulary import Kinds, load_kinds

__all__ = [
    "Kinds", "Numbers", "attribute_figures", "find_figures", "find_tables", "load_kinds", "read_tables", "stands_as_of",
]  # fmt: skip
