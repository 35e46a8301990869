"""Which reports the record holds after a build: a function of what is there and what was read, not of their order.

Identical files are one report with several paths.  A file or line whose text changed supersedes its old text.  Two
texts under one id stay two reports: the one with the smaller hash keeps the id, the others get a suffix.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from dateline.records import Problem, Report

Key = tuple[str, str]
"""What makes two reports one: the id that was given to them, and the hash of their content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A report that is no longer part of the record, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The reports of the record, by id; what was retired; what the user should know."""

    reports: dict[str, Report]
    retired: tuple[Retired, ...]
    warnings: tuple[Problem, ...]


def base_id(report: Report) -> str:
    """The id that the report was given, without the suffix that tells it from another text of that id."""
    return report.id.removesuffix(_suffix(report))


def _suffix(report: Report) -> str:
    return f"~{report.sha256[:8]}"


def take_in(held: Mapping[str, Report], read: Iterable[Report], *, prune: bool = False, reread: bool = False) -> Intake:
    """What the record holds now.  With `prune`, reports whose paths were not read are retired.

    A report that is held already keeps the text it was first read as, unless `reread`: a newer extractor would move
    every span.  Texts are not looked at: a digest in the place of each will do (see store.texts).
    """
    incoming = _merged(read)
    files = _Files(incoming)
    live: dict[Key, Report] = {}
    retired = []
    for report in sorted(held.values(), key=lambda report: report.id):
        key = (base_id(report), report.sha256)
        again = frozenset(incoming[key].paths) if key in incoming else frozenset()
        paths = tuple(
            path for path in report.paths if path in again or (not prune and not files.supersede(path, key))
        )
        if paths:
            live[key] = report if paths == report.paths else replace(report, paths=paths)
        else:
            new = any(files.supersede(path, key) for path in report.paths)
            retired.append(
                Retired(
                    id=report.id,
                    reason=f"superseded: {report.paths[0]} was changed" if new else "pruned: its file is gone",
                )
            )
    for key, report in incoming.items():
        if key in live and not reread:
            kept = live[key]
            live[key] = replace(
                report, text=kept.text, reader=kept.reader, paths=tuple(sorted({*kept.paths, *report.paths}))
            )
        else:
            before = live[key].paths if key in live else ()
            live[key] = replace(report, paths=tuple(sorted({*before, *report.paths})))
    reports, warnings = _named(live)
    return Intake(reports=reports, retired=tuple(retired), warnings=tuple(warnings))


def _merged(read: Iterable[Report]) -> dict[Key, Report]:
    """One report for each id and content; metadata from the smallest path."""
    first: dict[Key, Report] = {}
    paths: dict[Key, set[str]] = defaultdict(set)
    for report in sorted(read, key=lambda report: (report.paths, report.id, report.sha256)):
        key = (base_id(report), report.sha256)
        first.setdefault(key, report)
        paths[key].update(report.paths)
    return {key: replace(report, paths=tuple(sorted(paths[key]))) for key, report in first.items()}


class _Files:
    """What stands in the files that were read: looked up for every report that the record holds, and a file may have
    as many.
    """

    def __init__(self, incoming: Mapping[Key, Report]) -> None:
        self._of_id: dict[tuple[str, str], list[Key]] = defaultdict(list)
        self._alone: dict[str, list[Key]] = defaultdict(list)
        for key, report in incoming.items():
            for path in report.paths:
                self._of_id[path, key[0]].append(key)
                if _one_a_file(report):
                    self._alone[path].append(key)

    def supersede(self, path: str, old: Key) -> bool:
        """Whether another report now stands where `old` stood: in the same file, or on the line of the same id."""
        there = chain(self._of_id.get((path, old[0]), ()), self._alone.get(path, ()))
        return any(key != old for key in there)


MANY = ("jsonl/", "json/", "csv/", "feed/")
"""Readers of files that hold many reports: what such a file has dropped (a feed rolls on) goes only with --prune."""


def _one_a_file(report: Report) -> bool:
    return report.id == f"r-{report.sha256[:16]}" and not report.reader.startswith(MANY)


def _named(live: Mapping[Key, Report]) -> tuple[dict[str, Report], list[Problem]]:
    texts: dict[str, list[Report]] = defaultdict(list)
    for (base, _), report in sorted(live.items()):
        texts[base].append(report if report.id == base else replace(report, id=base))
    reports, warnings = {}, []
    for base, found in sorted(texts.items()):
        for number, report in enumerate(found):
            named = replace(report, id=base + _suffix(report)) if number else report
            reports[named.id] = named
            if number:
                warnings.append(
                    Problem(
                        path=named.paths[0],
                        what=f"the id {base!r} has another text already",
                        advice=f"kept as {named.id!r}; give each report its own id",
                        severity="warning",
                    )
                )
    return reports, warnings
