"""Counts cues, sources and contents in PolNeAR and fits the weights of circumstances: the data that chooses statements.

    python scripts/count_cues.py FOLDER [--cache FOLDER]

FOLDER holds PolNeAR's train reports (github.com/networkdynamics/PolNeAR; Newell, Margolin & Ruths 2018, "An
Attribution Relations Corpus for Political News") as input.jsonl, {"id", "text"}, and gold.jsonl, {"id", "split",
"statements": [{"source", "cue", "content": [[start, end], ...]}]}; only lines with split "train" are read. Written
into src/dateline/lexicon/en: cue_counts.csv, context_counts.csv, statement_weights.csv. None of them holds a
sentence.

A candidate counts as kept where it is the best match of an annotated attribution: contents with a word F1 of at least
one half, and the same cue or source. The weights are those of two logistic regressions (scikit-learn, needed by this
script only) over circumstances with names: of a candidate alone, and of the same beside the others of its sentence, for
which each report's likelihoods come from weights fitted without it. Each candidate's own count is left out of the
numbers it is fitted on.
"""

import argparse
import csv
import json
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from dateline.annotate import language
from dateline.annotate.statements import WORTH, paragraphs_of, source_spans
from dateline.annotate.statements.choose import NUMBERS, Look, Numbers, Odds, Weights, likelihood
from dateline.annotate.statements.evidence import content_key, evidence, governor_key, kind_of, object_key, source_key
from dateline.annotate.statements.frames import Known, candidates, whole_quotes
from dateline.annotate.statements.quotes import Quoted, find_quotes
from dateline.annotate.statements.rivals import Said, rivals
from dateline.annotate.statements.spans import Candidate
from dateline.annotate.statements.vocabulary import CueWords, load_cue_words
from dateline.reading import parse

OUT = Path(__file__).resolve().parent.parent / "src" / "dateline" / "lexicon" / "en"
SOURCE = "PolNeAR (networkdynamics/PolNeAR), train reports; counted by scripts/count_cues.py"
WORD = re.compile(r"\w+(?:['’]\w+)*")
RARE = 20
"""A circumstance seen less often gets no weight."""
SMALL = 0.04
"""A weight smaller than this is left out."""

FOLDS = 3
"""Parts of the reports whose likelihoods come from weights fitted on the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate with its circumstances, and whether it was annotated."""

    report: int
    said: Said
    circumstances: list[str]
    kept: int


class Words:
    """The words of a text, and which of them a span touches."""

    def __init__(self, text: str) -> None:
        found = list(WORD.finditer(text))
        self.starts, self.ends = [m.start() for m in found], [m.end() for m in found]

    def of(self, spans: Iterable[Sequence[int]]) -> frozenset[int]:
        return frozenset(w for a, b in spans for w in range(bisect_right(self.ends, a), bisect_left(self.starts, b)))


def merged(statements: list[dict[str, Any]], words: Words) -> list[dict[str, frozenset[int]]]:
    """The annotated attributions as sets of words, those of one cue and source as one."""
    found: dict[object, dict[str, frozenset[int]]] = {}
    for n, statement in enumerate(statements):
        a = {role: words.of(statement[role]) for role in ("source", "cue", "content")}
        key = (a["cue"], a["source"]) if a["cue"] else n
        if key in found:
            found[key]["content"] |= a["content"]
        else:
            found[key] = a
    return [a for a in found.values() if a["content"]]


def label(found: list[Said], gold: list[dict[str, frozenset[int]]], words: Words) -> list[int]:
    """1 for each candidate that is the best match of an attribution, else 0."""
    contents = [words.of(said.content) for said in found]
    cues = [words.of([(said.candidate.cue.start, said.candidate.cue.end)]) for said in found]
    sources = [words.of(source_spans(said.candidate)) for said in found]
    holders = defaultdict(list)
    for n, content in enumerate(contents):
        for word in content:
            holders[word].append(n)
    pairs = []
    for g, annotated in enumerate(gold):
        for n, shared in Counter(n for word in annotated["content"] for n in holders[word]).items():
            f1 = 2 * shared / (len(annotated["content"]) + len(contents[n]))
            same_cue = bool(cues[n] & annotated["cue"])
            same_source = bool(sources[n] & annotated["source"]) or not (sources[n] or annotated["source"])
            if f1 >= 0.5 and (same_cue or same_source):
                pairs.append((-(f1 + 0.5 * same_cue + 0.3 * same_source), g, n))
    kept, done = [0] * len(found), set()
    for _, g, n in sorted(pairs):
        if g not in done and not kept[n]:
            done.add(g)
            kept[n] = 1
    return kept


def known_cues(reports: Iterable[tuple[str, list[dict[str, Any]]]], model: language.Language) -> Known:
    """The nouns, adjectives and adverbs that stand in an annotated cue at least twice."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for text, statements in reports:
        spans = [tuple(span) for statement in statements for span in statement["cue"]]
        for sentence in parse(text, (), model):
            near = [(a, b) for a, b in spans if a < sentence.end and b > sentence.start]
            for token in sentence.tokens:
                if any(a <= token.start < b for a, b in near):
                    seen[token.pos][token.lower if token.pos == "ADV" else token.lemma] += 1
    lemmas = {pos: frozenset(w for w, n in counts.items() if n >= 2 and w.isalpha()) for pos, counts in seen.items()}
    adverbs = frozenset(w for w in lemmas["ADV"] if w.endswith("edly"))
    return Known(nouns=lemmas["NOUN"], adjectives=lemmas["ADJ"], adverbs=adverbs)


def rows(
    report: int, text: str, statements: list[dict[str, Any]], known: Known, cues: CueWords, model: language.Language
) -> list[Row]:
    """The candidates of one report, given by its number, in the order of its sentences."""
    sentences = parse(text, (), model)
    quoted = Quoted(find_quotes(sentences))
    found = [
        Said(c, whole_quotes(c, quoted), 0.0, index)
        for index, (sentence, paragraph) in enumerate(zip(sentences, paragraphs_of(sentences), strict=True))
        for c in candidates(sentence, quoted, known, cues, paragraph)
    ]
    words = Words(text)
    kept = label(found, merged(statements, words), words)
    return [
        Row(report, said, evidence(said.candidate, said.content, quoted, cues), k)
        for said, k in zip(found, kept, strict=True)
    ]


class Counts:
    """The counts while they are made; `odds(row)` leaves that row's own count out."""

    def __init__(self, counted: list[Row]) -> None:
        self.tables: dict[str, dict[Any, tuple[int, int]]] = {
            name: {} for name in ("cues", "lemmas", "frames", "sources", "contents", "governors", "objects")
        }
        for row in counted:
            self.add(row.said.candidate, 1, row.kept)

    def add(self, candidate: Candidate, seen: int, kept: int) -> None:
        key, pos, frame = candidate.key, candidate.cue.pos, candidate.frame
        for name, entry in (
            ("cues", (key, pos, frame)), ("lemmas", (key, pos)), ("frames", frame),
            ("sources", source_key(candidate.source, candidate.path)),
            ("contents", content_key(candidate, kind_of(frame))),
            ("governors", governor_key(candidate, kind_of(frame))),
            ("objects", object_key(candidate, kind_of(frame))),
        ):  # fmt: skip
            n, k = self.tables[name].get(entry, (0, 0))
            self.tables[name][entry] = n + seen, k + kept

    def without(self, row: Row, odds: Odds) -> Numbers:
        candidate, kept = row.said.candidate, row.kept
        self.add(candidate, -1, -kept)
        odds.recount()
        found = odds.numbers(candidate)
        self.add(candidate, 1, kept)
        return found


def fit(counted: list[Row], counts: Counts) -> tuple[dict[str, float], dict[str, float]]:
    """The weights by name, alone and together; "" is the constant.  Fills in how likely each row is alone."""
    nothing = Weights.named({"": 0.0})
    odds = Odds(**counts.tables, alone=nothing, together=nothing)
    numbers = [counts.without(row, odds) for row in counted]
    circumstances = [row.circumstances for row in counted]
    for fold in range(FOLDS):
        inside = [n for n, row in enumerate(counted) if row.report % FOLDS != fold]
        weights = _regression([numbers[n] for n in inside], [circumstances[n] for n in inside],
                              [counted[n].kept for n in inside])  # fmt: skip
        fitted = Weights.named(weights)
        for n, row in enumerate(counted):
            if row.report % FOLDS == fold:
                row.said.likely = likelihood(fitted.odds(Look(numbers[n], circumstances[n])))
    kept = [row.kept for row in counted]
    alone = _regression(numbers, circumstances, kept)
    others = [
        names
        for _, sentence in groupby(counted, key=lambda row: (row.report, row.said.sentence))
        for names in rivals([row.said for row in sentence])
    ]
    again = [
        Look(own, seen).beside(row.said.likely, names)
        for own, seen, row, names in zip(numbers, circumstances, counted, others, strict=True)
    ]
    worth = [n for n, row in enumerate(counted) if row.said.likely >= likelihood(WORTH)]
    together = _regression([again[n].numbers for n in worth], [again[n].circumstances for n in worth],
                           [kept[n] for n in worth])  # fmt: skip
    return alone, together


def _regression(numbers: list[Numbers], circumstances: list[list[str]], kept: list[int]) -> dict[str, float]:
    from sklearn.feature_extraction import DictVectorizer  # noqa: PLC0415 (needed here only)
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    frequent = {name for name, n in Counter(e for found in circumstances for e in set(found)).items() if n >= RARE}
    table = [
        {**dict(zip(NUMBERS, own, strict=False)), **dict.fromkeys((e for e in found if e in frequent), 1.0)}
        for own, found in zip(numbers, circumstances, strict=True)
    ]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=0.2, max_iter=400).fit(vectorizer.fit_transform(table), kept)
    weights = {str(name): float(w) for name, w in zip(vectorizer.feature_names_, model.coef_[0], strict=True)}
    return {"": float(model.intercept_[0]), **{name: w for name, w in weights.items() if abs(w) >= SMALL}}


def write(name: str, about: str, header: list[str], lines: Iterable[Sequence[object]]) -> None:
    """One table, with what it is and where it comes from in its first lines."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {about}\n# {SOURCE}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def main() -> None:
    """Reads PolNeAR, writes the three tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--cache", type=Path)
    options = arguments.parse_args()
    model = language.load(cache=options.cache)
    texts = {d["id"]: d["text"] for d in map(json.loads, (options.folder / "input.jsonl").open(encoding="utf-8"))}
    gold = map(json.loads, (options.folder / "gold.jsonl").open(encoding="utf-8"))
    reports = [(texts[g["id"]], g["statements"]) for g in gold if g["split"] == "train"]
    known, words = known_cues(reports, model), load_cue_words()
    counted = [
        row for n, (text, statements) in enumerate(reports) for row in rows(n, text, statements, known, words, model)
    ]
    counts = Counts(counted)
    alone, together = fit(counted, counts)
    listed = {
        (w, pos) for pos, ws in (("NOUN", known.nouns), ("ADJ", known.adjectives), ("ADV", known.adverbs)) for w in ws
    }
    write(
        "cue_counts.csv",
        "How often a cue stood in a frame, and how often that was an attribution.",
        ["cue", "pos", "frame", "seen", "kept"],
        (key + n for key, n in sorted(counts.tables["cues"].items()) if n[0] > 1 or n[1] or key[:2] in listed),
    )
    write(
        "context_counts.csv",
        "How often a candidate had such a source or content, and how often that was an attribution.",
        ["role", "key", "seen", "kept"],
        (
            (role, key, *n)
            for role in ("source", "content", "governor", "object")
            for key, n in sorted(counts.tables[role + "s"].items())
            if n[0] > 4
        ),
    )
    write(
        "statement_weights.csv",
        "What each circumstance adds to the logarithm of the odds: of a candidate alone, and beside its rivals.",
        ["circumstance", "alone", "together"],
        (
            (name, f"{alone.get(name, 0):.2f}", f"{together.get(name, 0):.2f}")
            for name in sorted(alone.keys() | together.keys())
        ),
    )
    kept = sum(row.kept for row in counted)
    print(f"{len(reports)} reports, {len(counted)} candidates, {kept} kept, {len(alone)} and {len(together)} weights")


if __name__ == "__main__":
    main()
