"""Who did it to whom, told the other way round: "A attacked B", says the one, "B attacked A", the other.

Both may have happened, on two days or in two places; where the two speak of one day or one place, or are printed close
to each other and one of them names neither, they are set side by side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.link import roles
from dateline.link.accounts import name_key, same_giver
from dateline.link.blocks import Made
from dateline.link.carried import carried, of_each
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, Part, digest_of, packed
from dateline.link.marks import Members, keys_of, marks_of
from dateline.link.neighbours import ranges
from dateline.link.words import numbers_of
from dateline.records import Annotation, Dispute, Proposition, Report, Side, Statement, group_id

CROWD = 60
"""Statements of one verb and party that are compared with each other."""


SAME, OPPOSITE = 0, 1
"""What two statements say: that one did it to the other, or the other to him."""


class _Deed(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A statement of who did what to whom."""

    statement: str
    speaker: str
    content: str
    denies: bool
    deed: roles.Deed


def part(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> Part[tuple[_Deed, ...]]:
    """What the statements of one report say that somebody did to somebody."""
    by_id = {report.id: report for report in reports}
    return Part("deeds", tuple[_Deed, ...], lambda id: tuple(_deeds(by_id[id], annotations[id])))


def find_reversals(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], kept: Kept | None = None
) -> Iterator[Dispute]:
    """One dispute for each group of statements by named speakers who have the same parties the other way round."""
    kept, ids = kept or Afresh(), sorted(report.id for report in reports)
    of_deeds = part(reports, annotations)
    columns = carried(kept, of_deeds, ids, _columns)
    if not columns:
        return
    held = kept.at_hand(of_deeds, ids)
    whose = np.repeat(np.arange(len(ids)), columns[of_each("statement")])
    begins = np.cumsum(columns[of_each("statement")]) - columns[of_each("statement")]

    def deed(number: int) -> _Deed:
        return held[ids[whose[number]]][int(number - begins[whose[number]])]

    # those that are looked up by one key, in the order of their ids
    each = np.repeat(np.arange(len(whose)), columns["looked up"])
    by_id = np.argsort(columns["statement"][each], kind="stable")
    alike = Members.equal(columns["key"][by_id])
    several = np.flatnonzero(alike.sizes > 1)
    at, which = ranges(alike.begins[several], np.minimum(alike.begins[several + 1], alike.begins[several] + CROWD))
    crowds = Members.of(which, each[by_id[alike.items[at]]], len(several))
    marks = crowds.marks(marks_of([columns["digest"].tobytes()]))
    _, first = np.unique(keys_of(marks), return_index=True)

    def make(number: int) -> Iterator[Made]:
        members = [deed(one) for one in crowds.of_group(int(first[number]))]
        for a, b in roles.on_one_occasion([one.deed for one in members]):
            verdict = roles.judge(members[a].deed.frames, members[b].deed.frames)
            if verdict in ("same", "opposite"):
                pair = members[a].statement, members[b].statement
                yield Made(pair[0], packed(pair), OPPOSITE if verdict == "opposite" else SAME)

    judged = kept.blocks("pairs of deeds", marks[first], make)
    order = np.argsort(columns["statement"], kind="stable")

    @cache
    def told(id: str) -> _Deed:
        return deed(int(order[np.searchsorted(columns["statement"], id.encode(), sorter=order)]))

    opposed = [
        pair for pair in sorted(set(map(_of_pair, judged.records(OPPOSITE))))
        if not any(told(id).denies for id in pair) and not same_giver(*(name_key(told(id).speaker) for id in pair))
    ]  # fmt: skip
    one_side = Union(sorted({id for pair in opposed for id in pair}))
    known = {id for pair in opposed for id in pair}
    for pair in sorted(set(map(_of_pair, judged.records(SAME)))) if opposed else ():  # as most are
        if known.issuperset(pair) and not any(told(id).denies for id in pair):
            one_side.join(*pair)
    sides = one_side.sets()
    done = set()
    for a, b in opposed:
        top = tuple(sorted((one_side.top(a), one_side.top(b))))
        if top[0] != top[1] and top not in done:
            done.add(top)
            yield _dispute([[told(id) for id in sides[name]] for name in top])


_of_pair = msgspec.msgpack.Decoder(tuple[str, str]).decode


def _columns(deeds: Sequence[_Deed]) -> Mapping[str, NDArray[Any]]:
    """The deeds of a report in columns, and what each is looked up by."""
    keys = [sorted(set(roles.keys(one.deed.frames[0]))) for one in deeds]
    return {
        "statement": np.array([one.statement.encode() for one in deeds], "S"),
        "digest": np.array([digest_of(packed(one)) for one in deeds], "S16"),
        "looked up": np.array([len(mine) for mine in keys], np.int64),
        "key": numbers_of("\t".join(key) for mine in keys for key in mine),
    }


def _deeds(report: Report, annotation: Annotation) -> Iterator[_Deed]:
    mains: dict[str, Proposition] = {}
    for one in annotation.propositions:
        mains.setdefault(one.statement, one)
    parties = {id for id, main in mains.items() if {"who", "whom"} <= {part.role for part in main.parts}}
    told = tuple(one for one in annotation.propositions if one.statement in parties)
    frames = roles.read_frames(report, replace(annotation, propositions=told))
    days = roles.days_of(annotation)
    for statement in annotation.statements:
        mine = frames.get(statement.id, ())
        if statement.speaker and mine and mine[0].who and mine[0].whom:
            yield _Deed(
                statement=statement.id, speaker=statement.speaker, content=_content(report, statement),
                denies=statement.stance not in ("asserts", "accuses") or mine[0].negated,
                deed=roles.read_deed(days, statement, mine, annotation.published.best),
            )  # fmt: skip


def _content(report: Report, statement: Statement) -> str:
    return " ".join(report.text[start:end] for start, end in statement.content)


def _dispute(sides: Sequence[Sequence[_Deed]]) -> Dispute:
    return Dispute(
        id=group_id("dispute", [one.statement for side in sides for one in side]),
        type="responsibility",
        sides=tuple(
            Side(
                holders=tuple(sorted({one.speaker for one in side})),
                facts=tuple(sorted(one.statement for one in side)),
                says=side[0].content,
            )
            for side in sides
        ),
        about=sides[0][0].content,
        why="each says that the other did it",
    )
