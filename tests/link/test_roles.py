"""Who did what to whom: the same in other words is one claim, the same words the other way round are two."""

import tomllib
from importlib.resources import files
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from builds import copies_of

from dateline.link import roles
from dateline.link.claims import find_claims
from dateline.link.matters import find_accounts
from dateline.records import Annotation, Claim, Origin, Report

if TYPE_CHECKING:
    from dateline.reading import Reader

FILE = tomllib.loads((files("dateline.lexicon") / "en" / "assertions.toml").read_text("utf-8"))
ENTRIES = [(table, entry) for table in ("verb", "noun") for entry in FILE[table]]


def read(reader: "Reader", *texts: str) -> tuple[list[Report], dict[str, Annotation]]:
    """Reports of one sentence each, printed on one day, under the names of their pile."""
    from dateline.link.entities import link_entities, rename
    from dateline.reading import annotate

    reports = [Report(id=chr(97 + k), text=text, published="2024-05-14") for k, text in enumerate(texts)]
    found = {report.id: annotate(report, reader) for report in reports}
    named = link_entities(found, [])
    return reports, {id: rename(annotation, named) for id, annotation in found.items()}


def claims(reader: "Reader", *texts: str) -> list[Claim]:
    reports, found = read(reader, *texts)
    origins = [Origin(id=f"origin:{report.id}", reports=(report.id,)) for report in reports]
    blocks = find_claims(find_accounts([], {}, []), reports, found, origins, copies_of([]))
    return [claim for made in blocks for claim in made]


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=[f"{table} {entry['words'][0]}" for table, entry in ENTRIES])
def test_every_example_of_the_vocabulary_holds_a_word_of_its_entry(
    reader: "Reader", table: str, entry: dict[str, Any]
) -> None:
    from dateline.reading import parse

    for example in [entry["example"]] if isinstance(entry["example"], str) else entry["example"]:
        start = example.index("[")
        (sentence,) = parse(example.replace("[", "").replace("]", ""), (), reader.language)
        token = sentence.at(start)
        assert token is not None
        assert token.lemma.lower() in entry["words"]
        assert roles.group_of(table, token.lemma.lower()) & roles.group_of(table, entry["words"][-1])


SHELLS = "The shells that hit the grain market in Orlo were fired from the northern ridge, the council said."

# (what one report says, what another says, whether it is one claim)
PAIRS = [
    # active and passive, a participle, a relative clause
    (
        "The army shelled the mill in Orlo, the mayor said.",
        "The mill in Orlo was shelled by the army, villagers told a court.",
        True,
    ),
    (SHELLS, "Shells fired from the northern ridge hit the grain market of Orlo, the mayor said.", True),
    # synonyms, and a narrower noun
    (
        "Army officers arrested Governor Irena Malk on Monday, a colonel said.",
        "Governor Irena Malk was detained by soldiers on Monday, the mayor said.",
        True,
    ),
    # the same words the other way round
    (
        "The Northern League attacked the Coastal Union in Orlo on Monday, the mayor said.",
        "The Coastal Union attacked the Northern League in Orlo on Monday, the council said.",
        False,
    ),
    (
        "The ferry rammed the trawler off Port Sable, the harbour office said.",
        "The trawler rammed the ferry off Port Sable, the coastguard said.",
        False,
    ),
    # the same deed of somebody else, or on another day, or in another place
    (
        "The Northern League burned the granary in Orlo on Monday, the mayor said.",
        "The Coastal Union burned the granary in Orlo on Monday, the council said.",
        False,
    ),
    (
        "The police arrested the mayor of Orlo on 3 May, the council said.",
        "The mayor of Orlo was detained by the police on 9 May, the union said.",
        False,
    ),
    # the same words, and other deeds
    (
        SHELLS,
        "The grain market in Orlo will reopen when the shelling of the northern ridge is investigated, the mayor said.",
        False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_pairs(reader: "Reader", one: str, other: str, expected: bool) -> None:
    found = [claim for claim in claims(reader, one, other) if len(claim.reports) == 2]
    assert bool(found) is expected


# "It" and "its" of a denial are the denier's; who is accused of a deed is who did it.
def test_stances_of_one_deed(reader: "Reader") -> None:
    found = claims(
        reader,
        "A patrol vessel of the coastguard rammed the migrants' boat off Cape Orso, the harbour office said.",
        "The rescue group Open Sea accused the coastguard of ramming the migrants' boat.",
        "The coastguard denied that its patrol vessel had rammed the migrants' boat off Cape Orso.",
        "The migrants' boat rammed a patrol vessel off Cape Orso, the coastguard said.",
    )
    (claim,) = found
    stances = {(holder.name or "").removeprefix("the "): holder.stance for holder in claim.holders}
    assert stances == {"harbour office": "asserts", "Open Sea": "accuses", "coastguard": "denies"}


# Who takes back what he said stands on both sides of one claim, in whatever order the two reports come.
def test_a_claim_that_its_own_giver_denies(reader: "Reader") -> None:
    said = "The army shelled the mill in Orlo, Irena Malk said."
    denied = "Irena Malk denied that the army had shelled the mill in Orlo."
    for texts in ((said, denied), (denied, said)):
        (claim,) = claims(reader, *texts)
        assert {(holder.name, holder.stance) for holder in claim.holders} == {
            ("Irena Malk", "asserts"),
            ("Irena Malk", "denies"),
        }
        assert len(claim.reports) == 1


# What is looked up by days, places and printing finds what looking at every pair would find.
def test_pairs_on_one_occasion_are_those_of_all_pairs() -> None:
    random = Random(4)

    def deed() -> roles.Deed:
        beside = roles.few(random.sample(("goris", "kapan", "sisian"), random.choice((0, 0, 1, 2))))
        frame = roles.Frame(verbs=("storm",), who=None, whom=None, negated=False, beside=beside)
        days = roles.few(f"2024-05-{random.randint(1, 6):02}" for _ in range(random.choice((0, 0, 1, 2))))
        printed = random.choice(("", "2024-05", f"2024-05-{random.randint(1, 28):02}", "2024-05-07T10:00"))
        return roles.Deed(frames=(frame,), days=days, printed=printed)

    deeds = [deed() for _ in range(90)]
    alike = [pair for pair in combinations(range(90), 2) if roles.at_one_time_and_place(*(deeds[k] for k in pair))]
    assert roles.on_one_occasion(deeds) == alike
    assert 200 < len(alike) < 3000
