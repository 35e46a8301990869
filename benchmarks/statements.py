"""Who says what: the cost of statements and speakers over the bare parse, its growth, and textacy's beside it.

    python benchmarks/statements.py [--reports FILE.jsonl] [--repeat N] [--largest N]

Cost: CPU time of statements and speakers, as a share of the bare parse of the same text in the same run.  Growth: the
same two steps on hostile text of doubling length (marks never closed, quotations in quotations, one sentence without
an end, capitals, an interview, lists); printed is by what power of the length the time grows, 1 being linear.
textacy's direct quotations are timed and counted on the same parse where it is installed (requirements/bench.txt).

How right they are: benchmarks/attributions.py.
"""

import argparse
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import median

from cost import cpu, reports

from dateline import reading
from dateline.annotate.language import BATCH
from dateline.annotate.paragraphs import paragraphs
from dateline.annotate.speakers import resolve_speakers
from dateline.annotate.statements import find_statements
from dateline.records import Entity, Mention, Report, Statement
from dateline.syntax import Sentence

HOSTILE: dict[str, tuple[str, str]] = {
    "marks never closed": ("", 'He said "we left. She said «they ran. '),
    "five deep": ("", "“One, ‘two, “three, ‘four, “five,” he’ said,” she’ said,” they said. "),
    "one sentence": ("The mayor said that ", "the road was shut and the nurse said that "),
    "capitals": ("", 'THE ARMY SAID: "WE LEFT THE TOWN." '),
    "interview": ("", "Q: Why did they leave?\nSARO: Because they said the road was shut.\n"),
    "list": ("", "- 12 dead, the mayor said\n– 9 hurt: hospital\n"),
    "tweets": ("", "@town_council: “We have no water” #siege RT @saro: they deny it\n"),
    "no stop, many cues": ("", "said told asked denied warned that the mayor said "),
}
"""How a text begins, and what is then repeated."""


class Read:
    """A text read up to where statements begin."""

    def __init__(self, text: str, reader: reading.Reader) -> None:
        self.sentences: list[Sentence] = reading.parse(text, (), reader.language)
        self.entities: list[Entity]
        self.mentions: list[Mention]
        self.entities, self.mentions = reading.entities.find_entities(
            "x", self.sentences, reader.names, reader.gazetteer
        )[:2]

    def statements(self, reader: reading.Reader) -> list[Statement]:
        """Statements with their speakers: what is timed."""
        found = find_statements("x", self.sentences, self.mentions, reader.cues)
        return resolve_speakers(found, self.sentences, self.mentions, self.entities, reader.speaker_words)


def cost(pile: list[Report], reader: reading.Reader, repeat: int) -> None:
    """Prints the share of the parse, and textacy's."""
    model = reader.language.pipeline
    texts = [[r.text[s:e] for s, e in paragraphs(r.text, ())] for r in pile]
    bare = lambda: [list(model.pipe(dict.fromkeys(of_one), batch_size=BATCH)) for of_one in texts]  # noqa: E731
    read = [Read(report.text, reader) for report in pile]
    ours = lambda: [len(one.statements(reader)) for one in read]  # noqa: E731
    bare(), ours()  # warm
    parses, shares = [], []
    for _ in range(repeat):
        parse, docs = cpu(bare)
        spent, found = cpu(ours)
        parses.append(parse)
        shares.append(spent / parse)
    words = sum(len(text.split()) for of_one in texts for text in of_one)
    print(f"{len(pile)} reports, {words} words, {sum(found)} statements")
    print(f"statements and speakers: {100 * median(shares):.1f} % of the bare parse, CPU (median of {repeat})")
    try:
        from textacy.extract import direct_quotations  # noqa: PLC0415 (optional)
    except ModuleNotFoundError:
        print("textacy is not installed: requirements/bench.txt has it")
        return
    spent, quoted = cpu(
        lambda: sum(len(list(_quotations(direct_quotations, doc))) for of_one in docs for doc in of_one)
    )
    print(f"textacy, direct quotations alone: {100 * spent / median(parses):.1f} % of the parse, {quoted} found")


def _quotations(find: Callable[..., object], doc: object) -> list[object]:
    """What textacy finds in a paragraph; it gives up on unbalanced marks with an error."""
    try:
        return list(find(doc))  # type: ignore[call-overload]
    except ValueError:
        return []


def growth(reader: reading.Reader, largest: int, repeat: int) -> None:
    """Prints by what power of the length the time grows, from an eighth of the largest length on."""
    print(f"growth from {largest // 8} to {largest} words (1 is linear):")
    for name, (start, piece) in HOSTILE.items():
        times = []
        for size in (largest // 8, largest):
            read = Read(start + piece * (size // len(piece.split())), reader)
            times.append(min(cpu(lambda read=read: read.statements(reader))[0] for _ in range(repeat)))
        power = log(times[1] / times[0]) / log(8)
        print(f"  {name:22} power {power:.2f}   {1e6 * times[1] / largest:6.0f} µs a word")


def main() -> None:
    """Measures and prints."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--reports", type=Path)
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--largest", type=int, default=10_000, help="words of the longest hostile text")
    given = arguments.parse_args()
    reader = reading.load_reader()
    cost(reports(given.reports), reader, given.repeat)
    growth(reader, given.largest, given.repeat)


if __name__ == "__main__":
    main()
