"""Who blames whom, and who rejects it: disputes of statements whose words differ.

A denial seldom repeats what it denies.  "Rejected the accusations" answers what was said just before it in the same
report; "denied allegations of looting" answers whoever in the pile accuses the denier, or somebody in a place that
both name, of looting; and "charges levelled by the council" name the accuser themselves.  Where none of these leads to
somebody who says so, there is no second side and no dispute.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import chain, pairwise

from dateline.link import roles
from dateline.link.accounts import cue, name_key, same_giver
from dateline.link.contents import Content
from dateline.link.groups import Union
from dateline.link.neighbours import CROWDED, find_neighbours
from dateline.link.terms import read_words
from dateline.reconcile.sayings import CROWD, PRONOUN, Saying
from dateline.records import Dispute, Side, group_id

BACK = 3
"""Sentences back that "the accusations" may have been made."""
FAR_BACK = 10
"""The same of somebody else's denial of them: whoever refutes "the accusations" further down means those."""
KEPT = 0.7
"""The least part of what is denied, by weight, that an accusation must speak of."""
ALIKE = 0.3
"""Cosine from which on two statements about who did it may be about one deed."""
NEIGHBOURS = 10
OF_HIMSELF = re.compile(r"\b(?:responsibility|involvement|wrongdoing|(?:any|a) (?:part|role))\b", re.IGNORECASE)


def find_rejections(said: Sequence[Saying]) -> Iterator[Dispute]:
    """One dispute for each group of accusations and what rejects them."""
    by_id = {one.statement.id: one for one in said}
    denials = [one for one in said if one.statement.stance == "denies" and one.statement.speaker]
    blamed = [one for one in said if one.blames and one.statement.speaker]
    admitted: dict[str, list[Saying]] = defaultdict(list)
    for one in said:
        if one.admits and one.statement.speaker:
            admitted[_who(one)].append(one)
    groups = Union(dict.fromkeys(by_id))
    joined: set[str] = set()
    against: set[str] = set()
    here: dict[str, list[Saying]] = defaultdict(list)
    for one in sorted(said, key=lambda one: (one.sentence, one.statement.cue or one.statement.content)):
        here[one.report].append(one)
    for denial, one in _met(denials, blamed, here):
        groups.join(denial.statement.id, one.statement.id)
        joined |= {denial.statement.id, one.statement.id}
        if one.statement.stance != "denies":
            against.add(one.statement.id)
    joined |= {one.statement.id for one in denials if one.charged_by}
    by_stem: dict[str, list[Saying]] = defaultdict(list)
    for one in denials:
        for stem in one.core:
            by_stem[stem].append(one)
    for one, other in chain(_denied_twice(denials, by_stem, joined), _denied_by_a_word(denials, by_stem, here)):
        if joined & {one.statement.id, other.statement.id}:
            groups.join(one.statement.id, other.statement.id)
            joined |= {one.statement.id, other.statement.id}
    for members in groups.sets().values():
        mine = [by_id[member] for member in members if member in joined]
        no = [one for one in mine if one.statement.id not in against]
        gave_way = [one for denial in no for one in admitted[_who(denial)][:CROWD] if _gives_way(denial, one)]
        yes = [one for one in mine if one.statement.id in against and one not in gave_way]
        if dispute := _dispute(yes, no):
            last = min(gave_way, key=lambda one: (one.printed, one.statement.id), default=None)
            yield replace(dispute, settled_by=last.statement.id if last else None)


def _met(
    denials: Sequence[Saying], blamed: Sequence[Saying], here: Mapping[str, Sequence[Saying]]
) -> Iterator[tuple[Saying, Saying]]:
    """Denials with what each answers in its report, or the accusations of the same in any."""
    speaking: dict[str, list[Saying]] = defaultdict(list)
    for one in blamed:
        for stem in one.spoken:
            speaking[stem].append(one)
    for denial in denials:
        if denial.answers:
            found = _answered(denial, here[denial.report])
        else:
            few = (speaking.get(stem, ()) for stem in denial.core)
            near = {id(one): one for some in few if len(some) <= CROWDED for one in some}
            found = [one for one in near.values() if _of_one_thing(denial, one)]
        for one in found:
            yield denial, one


def _who(one: Saying) -> str:
    return one.statement.speaker_entity or name_key(one.statement.speaker or "")


def _gives_way(denial: Saying, admission: Saying) -> bool:
    """Whether a denier later says so himself."""
    if not denial.printed or denial.printed >= admission.printed:
        return False
    kept = sum(weight for stem, weight in denial.core.items() if stem in admission.core)
    same_words = bool(denial.core) and kept >= KEPT * sum(denial.core.values())
    return same_words or _one_deed(denial, admission)


def _denied_twice(
    denials: Sequence[Saying], by_stem: Mapping[str, Sequence[Saying]], joined: Set[str]
) -> list[tuple[Saying, Saying]]:
    """Pairs of denials of one thing, in order, as far as they lead to one that is `joined`; most lead to none."""
    pairs: dict[tuple[str, str], tuple[Saying, Saying]] = {}
    waiting = [one for one in denials if one.statement.id in joined]
    reached = {one.statement.id for one in waiting}
    while waiting:
        one = waiting.pop()
        same = (by_stem[stem] for stem in one.core)
        near = {other.statement.id: other for few in same if len(few) <= CROWD for other in few}
        for id, other in near.items():
            low, high = sorted((one, other), key=lambda one: one.statement.id)
            pair = low.statement.id, high.statement.id
            if one is not other and pair not in pairs and _of_one_denial(low, high):
                pairs[pair] = low, high
                if id not in reached:
                    reached.add(id)
                    waiting.append(other)
    return [both for _, both in sorted(pairs.items(), key=lambda item: item[0])]


def _of_one_denial(one: Saying, other: Saying) -> bool:
    """Whether the shorter of two denials speaks of nothing else, and both of one place or denier."""
    few, many = sorted((one.core, other.core), key=len)
    kept = [weight for stem, weight in few.items() if stem in many]
    about = len(kept) > 1 and sum(kept) >= KEPT * sum(few.values())
    return about and (bool(one.names & other.names) or _one_speaker(one, other))


def _denied_by_a_word(
    denials: Sequence[Saying], by_stem: Mapping[str, Sequence[Saying]], here: Mapping[str, Sequence[Saying]]
) -> Iterator[tuple[Saying, Saying]]:
    """Pairs of denials of one denier: of "it" or "the charge", and of what was said where that word answers it."""
    for denial in (one for one in denials if one.answers):
        for answered in _answered(denial, here[denial.report]):
            words = read_words(answered.around, (), ())
            said = frozenset(words.stem)
            same = (by_stem.get(stem, ()) for stem in sorted(said))
            near = {one.statement.id: one for few in same if len(few) <= CROWD for one in few}
            for other in near.values():
                kept = sum(weight for stem, weight in other.core.items() if stem in said)
                if kept >= KEPT * sum(other.core.values()) and _one_speaker(denial, other):
                    yield denial, other


def _answered(denial: Saying, here: Sequence[Saying]) -> list[Saying]:
    """What "the accusations" or "this" answers: the last accusation before it; where the word may mean any assertion
    ("the report", "this"), else what somebody said in the sentence before.
    """
    before = [
        one for one in here
        if 0 <= denial.sentence - one.sentence <= BACK and one.at < denial.at and not _inside(one, denial)
        and one.statement.speaker and not _one_speaker(one, denial) and not one.answers
    ]  # fmt: skip
    told = [one for one in before if one.actors & denial.speaker and one.statement.stance in ("asserts", "accuses")]
    if told:  # "killed in an Israeli air strike, the ministry said. Israel's military denied responsibility"
        return told[-1:]
    blames = [one for one in before if one.blames or (one.statement.stance == "denies" and one.core)]
    if OF_HIMSELF.search(denial.content):  # whoever was accused of nothing denies no more than that
        blames = [one for one in blames if one.statement.stance != "asserts" or _calls(one, denial)]
    if blames:
        last = blames[-1]
        beside = [one for one in blames if one.sentence == last.sentence]
        aimed = [one for one in beside if one.actors & denial.speaker]
        return [last] if len(beside) == 1 else aimed if len(aimed) == 1 else []
    if cue("assertion").search(denial.content) or PRONOUN.fullmatch(denial.content):
        close = [one for one in before if denial.sentence - one.sentence <= 1 and one.statement.stance == "asserts"]
        if close:
            return close[-1:]
    # a second denial, of what the report began with
    denied = [
        one for one in here
        if one.statement.stance == "denies" and one.core and one.statement.speaker
        and 0 <= denial.sentence - one.sentence <= FAR_BACK and one.at < denial.at
    ]  # fmt: skip
    return denied[-1:] if cue("charge").search(denial.content) else []


def _calls(one: Saying, denial: Saying) -> bool:
    """Whether a statement speaks of who denies, by a name or by the words that he is called."""
    return bool(one.actors & denial.speaker) or name_key(denial.statement.speaker or "") in one.content.casefold()


def _inside(one: Saying, other: Saying) -> bool:
    """Whether one is the other's parent."""
    return one.statement.id == other.statement.parent or other.statement.id == one.statement.parent


def _one_speaker(one: Saying, other: Saying) -> bool:
    mine, theirs = one.statement, other.statement
    if mine.speaker_entity and mine.speaker_entity == theirs.speaker_entity:
        return True
    return same_giver(name_key(mine.speaker or ""), name_key(theirs.speaker or ""))


def _of_one_thing(denial: Saying, blame: Saying) -> bool:
    """Whether an accusation speaks of what is denied, and of the denier or of somebody or a place that both name."""
    whole = sum(denial.core.values())
    kept = {stem: weight for stem, weight in denial.core.items() if stem in blame.spoken}
    if not whole or _one_speaker(denial, blame):
        return False
    aimed, one_place = bool(blame.actors & denial.speaker), bool(denial.names & blame.names)
    if sum(kept.values()) < KEPT * whole:
        return (aimed or one_place) and _one_deed(denial, blame)
    return aimed or (len(kept) > 1 and one_place)


def _one_deed(denial: Saying, blame: Saying) -> bool:
    """Whether both speak of the same done to the same, whoever did it: "accused of killing", "denied having killed"."""
    mine, theirs = denial.frames[:1], blame.frames[:1]
    if not mine or not theirs or not roles.meet(mine[0].verbs, theirs[0].verbs):
        return False
    return roles.alike(mine[0].whom, theirs[0].whom) is True


def _dispute(yes: Sequence[Saying], no: Sequence[Saying]) -> Dispute | None:
    """The two sides; those whom only a denial names as accusers stand on that denial."""
    holders: dict[str, set[str]] = defaultdict(set)
    for one in yes:
        holders[one.statement.speaker or ""].add(one.statement.id)
    for one in no:
        for _, name in one.charged_by:
            if not any(same_giver(name_key(name), name_key(known)) for known in holders):
                holders[name].add(one.statement.id)
    if not holders or not no:
        return None
    yes = sorted(yes, key=lambda one: (not one.core, -len(one.core), one.statement.id))
    clear = max(no, key=lambda one: (bool(one.core), len(one.core), one.statement.id))
    blames = yes[0].content if yes and yes[0].core else yes[0].around if yes else clear.content
    facts = sorted({fact for mine in holders.values() for fact in mine})

    def aimed(one: Saying) -> bool:
        return any(one.actors & denial.speaker for denial in no)

    rejected = sorted({one.statement.id for one in no})
    return Dispute(
        id=group_id("dispute", {*facts, *rejected}),
        type="responsibility" if not yes or any(one.blames or aimed(one) for one in yes) else "assertion",
        sides=(
            Side(holders=tuple(sorted(holders)), facts=tuple(facts), says=blames),
            Side(
                holders=tuple(sorted({one.statement.speaker or "" for one in no})), facts=tuple(rejected),
                says=f"rejects: {clear.content}",
            ),
        ),
        about=clear.content if clear.core else blames,
        why="one side rejects what the other says" if yes else "who rejects the accusation names the accuser",
    )  # fmt: skip


# --- mutual blame --------------------------------------------------------------------------------------------------


def find_mutual_blame(said: Sequence[Saying]) -> Iterator[Dispute]:
    """Two who blame each other, or one who rejects the other's blame: each side speaks of the other, of one deed."""
    by_id = {one.statement.id: one for one in said if one.compared is not None}
    contents = {id: one.compared for id, one in by_id.items() if one.compared is not None}
    back = {(one.statement.id, other.statement.id): (one, other) for one, other in _blamed_back(said)}
    yield from (_mutual(one, other, "each speaks of the other") for one, other in back.values())
    vectors = {id: content.stems for id, content in contents.items()}
    for a, b in find_neighbours(vectors, floor=ALIKE, most=NEIGHBOURS, of=_speaking(by_id, vectors)):
        one, other = by_id[a], by_id[b]
        if one.statement.speaker == other.statement.speaker or back.keys() & {(a, b), (b, a)}:
            continue
        each = sum(not contents[x].stems.keys().isdisjoint(by_id[y].called) for x, y in ((a, b), (b, a)))
        rejects = _rejects(one, contents[b]) or _rejects(other, contents[a])
        if each == 2 or (each == 1 and rejects):
            yield _mutual(
                one, other, "each speaks of the other" if each == 2 else "one rejects what the other says of it"
            )


def _speaking(said: Mapping[str, Saying], stems: Mapping[str, Mapping[str, float]]) -> set[str]:
    """Those that speak of somebody who says another, or are said by somebody of whom another speaks."""
    called = {stem for one in said.values() for stem in one.called}
    spoken_of = {stem for mine in stems.values() for stem in mine if stem in called}
    return {
        id for id, one in said.items() if not called.isdisjoint(stems[id]) or not spoken_of.isdisjoint(one.called)
    }


def _mutual(one: Saying, other: Saying, why: str) -> Dispute:
    return Dispute(
        id=group_id("dispute", [one.statement.id, other.statement.id]), type="responsibility",
        sides=tuple(
            Side(holders=(side.statement.speaker,), facts=(side.statement.id,), says=side.content)
            for side in (one, other)
        ),
        about=one.content, why=why,
    )  # fmt: skip


def _blamed_back(said: Sequence[Saying]) -> Iterator[tuple[Saying, Saying]]:
    """Two who blame each other right one after the other: "Kyiv accused Moscow of blowing it up.  The Kremlin said it
    was Ukraine that had sabotaged it".
    """
    blamed = (one for one in said if one.blames and one.statement.speaker)
    for one, other in pairwise(sorted(blamed, key=lambda one: (one.report, one.sentence, one.at))):
        near = one.report == other.report and other.sentence - one.sentence <= 1 and not _inside(one, other)
        if near and _speaks_of(one, other) and _speaks_of(other, one) and not _one_speaker(one, other):
            yield one, other


def _speaks_of(one: Saying, other: Saying) -> bool:
    """Whether a statement accuses who makes the other, or his state."""
    return bool(one.actors & other.speaker) and not one.speaker & other.speaker


def _rejects(one: Saying, other: Content) -> bool:
    """Whether a statement denies something of what the other says."""
    return one.statement.stance == "denies" and not other.negative and bool(one.core.keys() & other.stems.keys())
