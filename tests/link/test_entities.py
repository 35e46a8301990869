"""One person, organisation or place under many spellings, across reports; what people decided about it."""

import random
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest

from dateline.link import entities as room
from dateline.link import pairs
from dateline.link.bearers import Node
from dateline.link.entities import Linked, find_names, link_entities
from dateline.link.kept import key_of
from dateline.link.names import Match, Matcher, compare, load_matcher
from dateline.records import Annotation, Decision, Entity, EntityKind, Mention
from dateline.store import writing


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return load_matcher()


def report(id: str, *people: str, kind: EntityKind = "person", country: str = "") -> Annotation:
    """A report that names these: "Kremlin spokesman/Dmitry Peskov" has a role before the name."""
    entities, mentions = [], []
    for at, person in enumerate(people):
        role, _, name = person.rpartition("/")
        entities.append(Entity(id=f"{id}-{at}", name=name, kind=kind, names=(name,)))
        mentions.append(Mention(start=at, end=at + 1, entity=f"{id}-{at}", form="name", role=role or None))
    if country:
        entities.append(Entity(id=f"{id}-c", name=country, kind="group", country=country, names=(country,)))
        mentions.append(Mention(start=90, end=91, entity=f"{id}-c", form="name"))
    return Annotation(id=id, entities=tuple(entities), mentions=tuple(mentions))


def link(reports: Iterable[Annotation], matcher: Matcher, *decisions: Decision) -> Linked:
    return link_entities({r.id: r for r in reports}, decisions, matcher)


def suggested(found: Linked) -> set[tuple[str, str]]:
    return {(one.a, one.b) for one in found.suggestions}


SAME = [
    ("Gegam Stepanyan", "Gigham Stepanian"),
    ("Ruben Vardanyan", "Reuben Vardanian"),
    ("Nikol Pashinyan", "Nikol Pashinyan"),
    ("Sergey Viktorovich Lavrov", "Sergei Lavrov"),
    ("Kremlin spokesman/Dmitry Peskov", "Kremlin spokesman/Peskov"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_one_person_in_two_reports(a: str, b: str, matcher: Matcher) -> None:
    assert link([report("a", a), report("b", b)], matcher).same_as == {"a-0": "a-0", "b-0": "a-0"}


# a surname alone, brothers, father and son, another office: two, and at most a suggestion
DIFFERENT = [
    ("Nikol Pashinyan", "Pashinyan", True),
    ("Pashinyan", "Pashinyan", False),
    ("Nikol Pashinyan", "Anna Pashinyan", False),
    ("Heydar Aliyev", "Ilham Aliyev", False),
    ("Kremlin spokesman/Dmitry Peskov", "army doctor/Peskov", True),
]


@pytest.mark.parametrize(("a", "b", "suggestion"), DIFFERENT)
def test_two_people_in_two_reports(a: str, b: str, suggestion: bool, matcher: Matcher) -> None:
    found = link([report("a", a), report("b", b)], matcher)
    assert found.same_as == {"a-0": "a-0", "b-0": "b-0"}
    assert suggested(found) == ({("a-0", "b-0")} if suggestion else set())


# A surname alone is the one bearer's of the pile in the same company: four others that both reports name.  Not where
# another bears it, in other company, with another office, or where its own report has the full name, too.
CROWD = ("Anna Petrosyan", "Levon Mirzoyan", "Ruben Vardanyan", "Gegam Stepanyan")


@pytest.mark.parametrize(
    ("reports", "one"),
    [
        ([("Dmitry Peskov", *CROWD), ("Peskov", *CROWD)], True),
        ([("Dmitry Peskov", *CROWD), ("Peskov", *CROWD[:3])], False),
        ([("Dmitry Peskov", *CROWD), ("Peskov", *CROWD), ("Elena Peskov",)], False),
        ([("Kremlin spokesman/Dmitry Peskov", *CROWD), ("army doctor/Peskov", *CROWD)], False),
        ([("Dmitry Peskov", *CROWD), ("Peskow", *CROWD)], False),
        # the company may be spelled otherwise, too
        ([("Dmitry Peskov", *CROWD), ("Peskov", *CROWD[:3], "Gigham Stepanian")], True),
        # in another spelling it wants an office that both have, too
        ([("policy adviser/Hikmet Hajiyev", *CROWD), ("adviser of the president/Gadzhiyev", *CROWD)], True),
        ([("policy adviser/Hikmet Hajiyev", *CROWD), ("police chief/Gadzhiyev", *CROWD)], False),
        ([("policy adviser/Hikmet Hajiyev", *CROWD), ("adviser of the president/Gadzhiyev", *CROWD[:3])], False),
        ([("Dmitry Peskov", *CROWD), ("Peskov", *CROWD, "Dmitry Peskov")], False),
    ],
)
def test_a_surname_in_the_same_company(reports: list[tuple[str, ...]], one: bool, matcher: Matcher) -> None:
    found = link([report("abc"[at], *people) for at, people in enumerate(reports)], matcher)
    assert (found.same_as["b-0"] == found.same_as["a-0"]) is one


# A head of government is called by surname alone; three reports that say who it is and the same three others will do.
# Not where the surname has an office of its own, another bears it, or the bearer is of less note or out of office.
LANDS = ("Goris", "Kapan", "Meghri")


@pytest.mark.parametrize(
    ("role", "single", "others", "one"),
    [
        ("Armenian Prime Minister", "Pashinyan", (), True),
        ("Armenian Prime Minister", "farmer/Pashinyan", (), False),
        ("Armenian Prime Minister", "Pashinyan", ("Anna Pashinyan",), False),
        ("former Prime Minister", "Pashinyan", (), False),
        ("ministry spokesman", "Pashinyan", (), False),
    ],
)
def test_a_head_of_government(role: str, single: str, others: tuple[str, ...], one: bool, matcher: Matcher) -> None:
    bodies = tuple(f"{land} Aid Fund" for land in LANDS)
    reports = [both(id, f"{role}/Nikol Pashinyan", bodies) for id in "abc"]
    reports += [both("d", single, bodies), *(report("e", name) for name in others)]
    same = link(reports, matcher).same_as
    assert (same["d-0"] == same["a-0"]) is one


def both(id: str, person: str, bodies: tuple[str, ...]) -> Annotation:
    """A report that names a person and organisations."""
    people, organisations = report(id, person), report(f"{id}o", *bodies, kind="organisation")
    return Annotation(
        id=id,
        entities=(*people.entities, *organisations.entities),
        mentions=(*people.mentions, *organisations.mentions),
    )


# Words that every role has ("head of the", "mayor of the") are no office that two share; a foreign h is a g.
@pytest.mark.parametrize(
    ("a", "b", "suggestion"),
    [
        ("head of the mission/Anna Petrosyan", "mayor of the town/Petrosyan", True),
        ("adviser of the president/Hikmet Hajiyev", "adviser of the minister/Gadzhiyev", True),
        ("Hikmet Hajiyev", "Gagik Tsarukyan", False),
    ],
)
def test_offices_that_are_not_one(a: str, b: str, suggestion: bool, matcher: Matcher) -> None:
    found = link([report("a", a), report("b", b)], matcher)
    assert found.same_as == {"a-0": "a-0", "b-0": "b-0"}
    assert suggested(found) == ({("a-0", "b-0")} if suggestion else set())


# What a person has held apart is not suggested again.
def test_what_is_decided_is_not_asked(matcher: Matcher) -> None:
    reports = [report("a", "Nikol Pashinyan"), report("b", "Pashinyan")]
    assert suggested(link(reports, matcher, SPLIT)) == set()


# A ministry without its country is one only among reports about one country.
def test_a_ministry_without_a_country(matcher: Matcher) -> None:
    reports = [
        report(id, "Interior Ministry", kind="organisation", country=c)
        for id, c in (("a", "EG"), ("b", "EG"), ("c", "IQ"))
    ]
    same = link(reports, matcher).same_as
    assert same["b-0"] == "a-0"
    assert same["c-0"] == "c-0"


# A body of a state that says whose it is: one in all reports, whatever most of the report is about.
def test_a_ministry_with_its_owner(matcher: Matcher) -> None:
    names = ("Russian Defence Ministry", "Russian Ministry of Defense", "Azerbaijani Defence Ministry")
    reports = [report(id, name, kind="organisation", country="AM") for id, name in zip("abc", names, strict=True)]
    same = link(reports, matcher).same_as
    assert same["b-0"] == same["a-0"] != same["c-0"]


# Two full names that contradict each other are not brought together by a third that fits both.
def test_no_chain_of_names(matcher: Matcher) -> None:
    same = link(
        [report("a", "Anna Maria Petrosyan"), report("b", "A. Petrosyan"), report("c", "Arpine Petrosyan")], matcher
    ).same_as
    assert same["a-0"] != same["c-0"]


def test_the_entity_of_the_record_knows_every_spelling(matcher: Matcher) -> None:
    found = link(
        [report("a", "Ruben Vardanyan"), report("b", "Reuben Vardanian"), report("c", "Ruben Vardanyan")], matcher
    )
    (entity,) = found.entities
    assert (entity.id, entity.name, entity.names) == ("a-0", "Ruben Vardanyan", ("Reuben Vardanian", "Ruben Vardanyan"))


MERGE = Decision(
    id="d1", action="merge", subjects=("a-0", "b-0"), author="coder", time="2024-01-01T10:00:00Z", reason="same"
)
SPLIT = Decision(
    id="d2", action="split", subjects=("a-0", "b-0"), author="coder", time="2024-01-02T10:00:00Z", reason="two"
)


def undo(decision: str) -> Decision:
    return Decision(id=f"u-{decision}", action="undo", subjects=(decision,), time="2024-01-03T10:00:00Z")


ALIYEVS = [report("a", "Heydar Aliyev"), report("b", "Ilham Aliyev")]
STEPANYANS = [report("a", "Gegam Stepanyan"), report("b", "Gigham Stepanyan")]


# reports, decisions, are a-0 and b-0 one?
@pytest.mark.parametrize(
    ("reports", "decisions", "one"),
    [
        (ALIYEVS, [MERGE], True),
        (ALIYEVS, [MERGE, undo("d1")], False),
        (STEPANYANS, [SPLIT], False),
        (STEPANYANS, [SPLIT, undo("d2")], True),
        (STEPANYANS, [MERGE, SPLIT], False),
        (ALIYEVS, [MERGE, SPLIT], False),
        (ALIYEVS, [MERGE, SPLIT, undo("d2")], True),
    ],
)
def test_decisions(reports: list[Annotation], decisions: list[Decision], one: bool, matcher: Matcher) -> None:
    for order in (decisions, decisions[::-1]):
        same = link(reports, matcher, *order).same_as
        assert (same["a-0"] == same["b-0"]) is one


# A decision whose ids are gone finds its subjects by report and words, or is listed as orphaned.
def test_a_decision_is_anchored_on_words(matcher: Matcher) -> None:
    anchors = (("a", "Heydar Aliyev", "", ""), ("b", "Ilham Aliyev", "", ""))
    moved = Decision(id="d", action="merge", subjects=("old-1", "old-2"), anchors=anchors)
    found = link(ALIYEVS, matcher, moved)
    assert found.same_as["b-0"] == "a-0" and found.orphans == ()
    lost = Decision(id="d", action="merge", subjects=("old-1", "old-2"), anchors=(anchors[0], ("b", "Nobody", "", "")))
    (orphan,) = link(ALIYEVS, matcher, lost).orphans
    assert (orphan.decision, orphan.why) == ("d", "no longer found: “Nobody” in b")


# The same set of reports gives the same record, whatever the order; ids of groups are those of their smallest members.
def test_any_order(matcher: Matcher) -> None:
    names = [
        "Ruben Vardanyan", "Reuben Vardanian", "Nikol Pashinyan", "N. Pashinyan", "Pashinyan", "Anna Petrosyan",
        "A. Petrosyan", "Dmitry Peskov", "Dmitriy Peskov", "Ilham Aliyev", "Heydar Aliyev",
    ]  # fmt: skip
    reports = [report(f"r{at}", *names[at : at + 3]) for at in range(len(names))]
    expected = link(reports, matcher)
    for seed in range(5):
        random.Random(seed).shuffle(reports)
        assert link(reports, matcher) == expected


# Each name is held against a bounded number of others: twice the pile, about twice the comparisons.
def test_comparisons_grow_with_the_pile(matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def counted(a: str, b: str, kind: str, matcher: Matcher) -> Match:
        nonlocal asked
        asked += 1
        return compare(a, b, kind, matcher)

    monkeypatch.setattr(room, "compare", counted)
    rng = random.Random(1)
    given = ["".join(rng.choice(p) for p in ("BDGKLMNPRST", "aeiou", "lmnr", "aeio")) for _ in range(60)]
    family = ["".join(rng.choice(p) for p in ("BDGKLMNPRST", "aeiou", "bdgkmn", "aeiou", "lmnr")) for _ in range(120)]
    of = ["Water", "Road", "Health", "Harbour", "Bridge", "Land"]
    kinds: tuple[tuple[EntityKind, list[str], list[str]], ...] = (
        ("person", given, [name + "yan" for name in family]), ("organisation", family, [f"{a} Office" for a in of])
    )  # fmt: skip
    for kind, first, last in kinds:
        counts = []
        for size in (200, 400, 800):
            asked = 0
            names = (tuple(f"{rng.choice(first)} {rng.choice(last)}" for _ in range(8)) for _ in range(size))
            link([report(f"r{at:03}", *some, kind=kind) for at, some in enumerate(names)], matcher)
            counts.append(asked)
        assert counts[-1] < 8 * 800 * 8, (kind, counts)  # eight a name
        assert counts[2] < 3 * counts[1] < 9 * counts[0], (kind, counts)


# Thousands of people with one surname: bounded, and nobody is merged.
def test_a_crowd_of_one_surname(matcher: Matcher) -> None:
    ends = ("dan", "gor", "mik", "pet", "sul", "tov", "zak")
    given = [f"{a}{b}{c}" for a in "BDGKLMNPRST" for b in ("ar", "el", "im", "on") for c in ends]
    found = link([report("r", *(f"{name} Hakobyan" for name in given))], matcher)
    assert len(set(found.same_as.values())) > 0.9 * len(given)


GIVEN = "Anna Boris Omar Ali Nikol Ilham Heydar Sergey Sergei Dmitry Dmitri Liz Elizabeth".split()
FAMILY = "Pashinyan Pashinian Aliyev Aliev Lavrov Peskov Petrosyan Petrosian Ali Gadzhiyev Hajiyev".split()
BODIES = ("Red Cross", "ICRC", "Ministry of Health", "Health Ministry", "UN", "United Nations", "Acme Ltd")
ROLES = ("foreign minister/", "Kremlin spokesman/", "prime minister/", "", "", "")


def drawn(rng: random.Random) -> Annotation:
    """A report that names whom chance wants."""
    id = f"r{rng.randrange(10**6):06}"
    if rng.random() < 0.3:
        return report(id, *rng.sample(BODIES, 3), kind="organisation", country=rng.choice(("", "Armenia")))
    given = (rng.choice(("", *(f"{name} " for name in GIVEN))) for _ in range(6))
    return report(id, *(f"{rng.choice(ROLES)}{name}{rng.choice(FAMILY)}" for name in given))


# Reports come and go and are read anew, people decide and change their minds: as if all had been there from the start.
@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_changes_nothing(seed: int, matcher: Matcher, tmp_path: Path) -> None:
    rng = random.Random(seed)
    here: dict[str, Annotation] = {}
    decisions: list[Decision] = []
    with writing(tmp_path / "record.db") as writer:
        for step in range(12):
            here |= {one.id: one for one in (drawn(rng) for _ in range(rng.choice((0, 1, 1, 2, 20))))}
            for id in rng.sample(sorted(here), min(len(here), rng.choice((0, 0, 1, 9)))):
                del here[id]
            ids = [entity.id for one in here.values() for entity in one.entities]
            if len(ids) > 1 and rng.random() < 0.5:
                action: Literal["merge", "split"] = rng.choice(("merge", "split"))
                of, time = tuple(rng.sample(ids, 2)), f"2024-01-01T{step:02}"
                decisions.append(Decision(id=f"d{step}", action=action, subjects=of, time=time))
            elif decisions and rng.random() < 0.4:
                decisions.append(undo(rng.choice(decisions).id))
            kept = writer.kept({id: key_of(repr(one).encode()) for id, one in here.items()}, "rules")
            found, afresh = (find_names(here, decisions, matcher, one) for one in (kept, None))
            assert found.whole() == afresh.whole()
            assert found.marks().tolist() == afresh.marks().tolist()


# one report comes to two hundred: the names that it has are compared, and no others
def test_what_comes_is_compared_and_nothing_else(
    matcher: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(7)
    here = {one.id: one for one in (drawn(rng) for _ in range(200))}
    looked: set[str] = set()
    glance = pairs._alike

    def watched(a: Node, b: Node, matcher: Matcher) -> bool:
        looked.add(f"{a.name}, {b.name}")
        return glance(a, b, matcher)

    monkeypatch.setattr(pairs, "_alike", watched)
    with writing(tmp_path / "record.db") as writer:
        for _ in range(2):
            kept = writer.kept({id: key_of(id.encode()) for id in here}, "rules")
            looked.clear()
            find_names(here, (), matcher, kept)
            here["new"] = report("new", "Tigran Pashinyan")
    assert looked and all("Tigran Pashinyan" in pair for pair in looked)
