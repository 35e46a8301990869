"""What people decide about names: who is one, who is not, and taking it back.

A decision is an entry in the record with author, time and reason.  It names entities by id and, since ids move with
spans when texts are read again, is anchored on a mention of each: its report, its words and what stands around them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.errors import BadOption, UnknownId
from dateline.records import Annotation, Decision, Report, digest

AROUND = 32
"""Code points before and after a mention that are kept to find it again."""

Anchor = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An entity of one report that is part of an entity of the record."""

    id: str
    report: str
    name: str


def members(annotations: Mapping[str, Annotation], same_as: Mapping[str, str], entity: str) -> list[Member]:
    """Which entities of which reports are this entity of the record; in the order of reports.  Raises UnknownId.

    `annotations` are the reports as they were read by themselves, `same_as` says which of their entities is which.
    """
    found = [
        Member(id=one.id, report=report, name=one.name)
        for report, annotation in annotations.items()
        for one in annotation.entities
        if same_as.get(one.id, one.id) == entity
    ]
    if not found:
        raise UnknownId(f"the record has no entity {entity!r}; ids of entities are in: dateline export --to csv")
    return found


def merge(
    found: Sequence[Sequence[Member]], anchors: Mapping[str, Anchor], *, author: str, time: str, reason: str
) -> Decision:
    """These entities of the record are one.  `found` holds the members of each.  Raises BadOption."""
    subjects = tuple(dict.fromkeys(of_one[0].id for of_one in found))
    if len(subjects) < 2:
        raise BadOption("merging takes two entities that are not one already")
    return _decided("merge", subjects, anchors, author, time, reason)


def split(
    found: Sequence[Member], apart: str, anchors: Mapping[str, Anchor], *, author: str, time: str, reason: str
) -> Decision:
    """The member `apart` is not the others.  Raises BadOption where it is none, or all there is."""
    if apart not in {member.id for member in found}:
        listed = ", ".join(f"{member.id} ({member.name}, {member.report})" for member in found)
        raise BadOption(f"{apart!r} is no member of this entity; its members are {listed}")
    rest = [member.id for member in found if member.id != apart]
    if not rest:
        raise BadOption("this entity has one member; there is nothing to split")
    return _decided("split", (apart, rest[0]), anchors, author, time, reason)


def undo(decisions: Sequence[Decision], id: str, *, author: str, time: str, reason: str) -> Decision:
    """That decision counts as never made; it stays on record.  Raises UnknownId, BadOption."""
    if id not in {decision.id for decision in decisions}:
        raise UnknownId(f"the record has no decision {id!r}; its decisions are in: dateline export --to jsonl")
    if any(decision.action == "undo" and id in decision.subjects for decision in decisions):
        raise BadOption(f"{id!r} is undone already")
    return _decided("undo", (id,), {}, author, time, reason)


def anchors(
    annotations: Mapping[str, Annotation], reports: Mapping[str, Report], entities: Sequence[Member]
) -> dict[str, Anchor]:
    """For each member the first mention by name: report, quote, prefix, suffix."""
    wanted = {member.id: member.report for member in entities}
    found: dict[str, Anchor] = {}
    for id, report in wanted.items():
        text = reports[report].text
        for mention in annotations[report].mentions:
            if mention.entity == id and mention.form == "name":
                start, end = mention.start, mention.end
                around = text[max(0, start - AROUND) : start], text[end : end + AROUND]
                found[id] = (report, text[start:end], *around)
                break
    return found


def _decided(
    action: Literal["merge", "split", "undo"],
    subjects: tuple[str, ...],
    known: Mapping[str, Anchor],
    author: str,
    time: str,
    reason: str,
) -> Decision:
    return Decision(
        id=f"d-{digest('decision', action, subjects, time)}",
        action=action,
        subjects=subjects,
        anchors=tuple(known.get(subject, ("", "", "", "")) for subject in subjects) if known else (),
        author=author,
        time=time,
        reason=reason,
    )
