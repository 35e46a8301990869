"""Who did it to whom, told the other way round: "A attacked B", says the one, "B attacked A", the other.

Both may have happened, on two days or in two places; where the two speak of one day or one place, or are printed close
to each other and one of them names neither, they are set side by side.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import msgspec

from dateline.link import roles
from dateline.link.accounts import name_key, same_giver
from dateline.link.groups import Union
from dateline.link.kept import Afresh, Kept, Part, each_part
from dateline.records import Annotation, Dispute, Proposition, Report, Side, Statement, group_id

CROWD = 60
"""Statements of one verb and party that are compared with each other."""


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
    read = each_part(kept or Afresh(), part(reports, annotations), (report.id for report in reports))
    deeds = {one.statement: one for _, found in read for one in found}
    near: dict[tuple[str, ...], list[_Deed]] = defaultdict(list)
    for one in (deeds[id] for id in sorted(deeds)):
        for key in sorted(set(roles.keys(one.deed.frames[0]))):
            near[key].append(one)
    pairs = {
        (members[a].statement, members[b].statement): roles.judge(members[a].deed.frames, members[b].deed.frames)
        for members in near.values() if len(members) > 1
        for a, b in roles.on_one_occasion([one.deed for one in members[:CROWD]])
    }  # fmt: skip
    opposed = [
        pair for pair, verdict in sorted(pairs.items())
        if verdict == "opposite"
        and not any(deeds[id].denies for id in pair)
        and not same_giver(*(name_key(deeds[id].speaker) for id in pair))
    ]  # fmt: skip
    one_side = Union(sorted({id for pair in opposed for id in pair}))
    known = {id for pair in opposed for id in pair}
    for pair, verdict in sorted(pairs.items()):
        if verdict == "same" and known.issuperset(pair) and not any(deeds[id].denies for id in pair):
            one_side.join(*pair)
    sides = one_side.sets()
    done = set()
    for a, b in opposed:
        top = tuple(sorted((one_side.top(a), one_side.top(b))))
        if top[0] != top[1] and top not in done:
            done.add(top)
            yield _dispute([[deeds[id] for id in sides[name]] for name in top])


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
