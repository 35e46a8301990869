"""The report piles under gold/piles, read by the real pipeline: what the record says across reports, scored and kept.

The gold was written before the code.  Figures and statements that the annotators miss count against the pile, for that
is what a coder gets.  The floor is the number reached; raising it is an ordinary change, lowering it is said out loud.
"""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.link.claims import find_claims
from dateline.link.copies import find_copies, find_origins
from dateline.link.entities import link_entities, rename
from dateline.link.matters import find_accounts
from dateline.reconcile.courses import find_courses
from dateline.reconcile.disputes import find_disputes
from dateline.reconcile.support import add_support
from dateline.records import Annotation, Claim, Copy, Dispute, Figure, Origin, Report, Series, Statement, spans_of

if TYPE_CHECKING:
    from dateline.reading import Reader

PILES = sorted((Path(__file__).parent / "gold" / "piles").glob("*.toml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the program says about a pile."""

    annotations: Mapping[str, Annotation]
    copies: Sequence[Copy]
    origins: Sequence[Origin]
    series: Sequence[Series]
    claims: Sequence[Claim]
    disputes: Sequence[Dispute]


@dataclass(slots=True)
class Score:
    """How much of the gold was told right, by what it is about; and what was not."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def count(self, about: str, right: bool, what: str) -> None:
        self.asked[about] += 1
        self.right[about] += right
        if not right:
            self.wrong.append(f"{about}: {what}")


def tell(pile: Mapping[str, Any], reader: "Reader") -> Told:
    from dateline.reading import annotate

    reports = [
        Report(
            id=row["id"], text=row["text"], published=row.get("published"), publisher=row["publisher"],
            agency=row.get("agency"), url=row.get("url"),
        )
        for row in pile["reports"]
    ]  # fmt: skip
    read = {report.id: annotate(report, reader) for report in reports}
    named = link_entities(read, [])
    read = {id: rename(found, named) for id, found in read.items()}
    copies = find_copies(reports, read)
    origins = find_origins(reports, copies)
    accounts = find_accounts(reports, read, named.entities)
    courses = find_courses(accounts, copies)
    blocks = find_claims(accounts, reports, read, origins, copies)
    supported = add_support(blocks, accounts, reports, read, copies)
    disputes = find_disputes(courses.disputes, reports, read, named.entities, supported.of_several)
    return Told(
        annotations=read, copies=copies, origins=origins, series=courses.series, claims=supported.claims,
        disputes=disputes,
    )  # fmt: skip


def answers(pile: Mapping[str, Any], told: Told) -> dict[str, set[str]]:
    """The ids of the exported facts that answer each fact of the gold, by its key."""
    texts = {row["id"]: row["text"] for row in pile["reports"]}
    found = {}
    for fact in pile["gold"]["facts"]:
        start = -1
        for _ in range(fact.get("nth", 1)):
            start = texts[fact["report"]].index(fact["quote"], start + 1)
        end = start + len(fact["quote"])
        annotation = told.annotations[fact["report"]]
        same: Sequence[Figure] | Sequence[Statement] = annotation.statements
        if "kind" in fact:
            same = [figure for figure in annotation.figures if figure.kind == fact["kind"]]
        found[fact["key"]] = {one.id for one in same if any(s < end and start < e for s, e in spans_of(one))}
    return found


def score(pile: Mapping[str, Any], told: Told) -> Score:
    gold, result = pile["gold"], Score()
    ids = answers(pile, told)
    for key, answer in ids.items():
        result.count("facts", bool(answer), key)
    partition = sorted(sorted(group) for group in gold["origins"])
    got = sorted(sorted(origin.reports) for origin in told.origins)
    result.count("origins", partition == got, f"{got}, not {partition}")
    _copies(gold, told, result)
    _series(gold, told, ids, result)
    _claims(gold, told, ids, result)
    _disputes(gold, told, ids, result)
    _warnings(gold, told, ids, result)
    return result


def _copies(gold: Mapping[str, Any], told: Told, result: Score) -> None:
    by_pair = {(copy.a, copy.b): copy for copy in told.copies}
    for want in gold.get("copies", []):
        a, b = sorted((want["a"], want["b"]))
        copy = by_pair.get((a, b))
        way = {"undirected": "undirected", "a to b": want["a"], "b to a": want["b"]}[want["direction"]]
        what = f"{a} {b} {want['relation']} {want['extent']} {want['direction']}"
        result.count("copies", copy is not None, what)
        result.count(
            "relation", copy is not None and copy.relation == want["relation"], f"{what}: {copy and copy.relation}"
        )
        result.count("extent", copy is not None and copy.extent == want["extent"], f"{what}: {copy and copy.extent}")
        got = copy and {"a": copy.a, "b": copy.b, "undirected": "undirected"}[copy.direction]
        result.count("direction", got == way, f"{what}: {got}")
    for a, b in gold.get("not_copy", []):
        result.count("no copy", tuple(sorted((a, b))) not in by_pair, f"{a} {b}")


def _series(gold: Mapping[str, Any], told: Told, ids: Mapping[str, set[str]], result: Score) -> None:
    # what takes a number back is a statement in the gold, and the number that stands in it in the record
    in_statement = {
        figure.id: figure.statement for read in told.annotations.values() for figure in read.figures if figure.statement
    }
    stood = {fact["key"]: fact.get("as_of") for fact in gold["facts"]}
    for want in gold.get("series", []):
        opening = stood[want["points"][0]["fact"]]
        wanted = {id for point in want["points"] for id in ids[point["fact"]]}
        best = max(told.series, key=lambda one: len(wanted & {p.figure for p in one.points}), default=None)
        steps = {point.figure: point for point in best.points} if best else {}
        for point in want["points"]:
            mine = ids[point["fact"]]
            if point["step"] == "retraction":
                mine = mine | {id for id, statement in in_statement.items() if statement in mine}
            got = next((steps[id] for id in sorted(mine) if id in steps), None)
            what = f"{want['kind']} {point['fact']} {point['step']}"
            result.count("points", got is not None, what)
            # points of one as-of may stand in either order, so either may be the first
            steps_right = {point["step"]}
            if steps_right <= {"first", "different giver"} and opening and stood[point["fact"]] == opening:
                steps_right = {"first", "different giver"}
            result.count("steps", got is not None and got.step in steps_right, f"{what}: {got and got.step}")
            if point.get("shrinks"):
                result.count("shrinks", got is not None and got.shrinks, what)
        if best and steps.keys() & wanted:
            result.count(
                "measure", best.measure == want["measure"], f"{want['kind']} {want['measure']}: {best.measure}"
            )
    together = [{point.figure for point in one.points} for one in told.series]
    _apart(gold, "not_same_series", ids, together, result)


def _claims(gold: Mapping[str, Any], told: Told, ids: Mapping[str, set[str]], result: Score) -> None:
    facts = [{id for holder in claim.holders for id in holder.facts} for claim in told.claims]
    for want in gold.get("claims", []):
        wanted = [ids[key] for key in want["facts"] if ids[key]]
        best = max(range(len(facts)), key=lambda k: sum(bool(facts[k] & one) for one in wanted), default=None)
        whole = best is not None and len(wanted) == len(want["facts"]) and all(facts[best] & one for one in wanted)
        result.count("claims", whole, want["about"])
        claim = told.claims[best] if best is not None else None
        got = [len(claim.reports), len(claim.origins), len(claim.givers)] if claim else []
        result.count("support", got == want["support"], f"{want['about']}: {got}, not {want['support']}")
    _apart(gold, "not_same_claim", ids, facts, result)


def _disputes(gold: Mapping[str, Any], told: Told, ids: Mapping[str, set[str]], result: Score) -> None:
    left = list(told.disputes)
    for want in gold.get("disputes", []):
        sides = [set().union(*(ids[key] for key in side["facts"])) for side in want["sides"]]
        match = next((one for one in left if one.type == want["type"] and _opposed(one, sides)), None)
        what = f"{want['type']} {[side['facts'] for side in want['sides']]}"
        result.count("disputes", match is not None, what)
        if match:
            left.remove(match)
        if want.get("settled_by"):
            settled = match is not None and match.settled_by in ids[want["settled_by"]]
            result.count("settled", settled, what)
    for one in left:
        result.count("no other dispute", False, f"{one.type}: {[side.says for side in one.sides]}")
    if not left:
        result.count("no other dispute", True, "")


def _opposed(dispute: Dispute, sides: Sequence[set[str]]) -> bool:
    """Whether every side of the gold has a side of its own here, and none has facts of another."""
    got = [set(side.facts) for side in dispute.sides]
    used = []
    for side in sides:
        mine = [k for k, facts in enumerate(got) if facts & side]
        if len(mine) != 1 or any(got[mine[0]] & other for other in sides if other is not side):
            return False
        used.append(mine[0])
    return len(set(used)) == len(sides)


def _warnings(gold: Mapping[str, Any], told: Told, ids: Mapping[str, set[str]], result: Score) -> None:
    def warned(kind: str, keys: Sequence[str]) -> bool:
        for claim in told.claims:
            mine = {id for holder in claim.holders for id in holder.facts}
            for warning in claim.warnings:
                if warning.startswith(kind) and all(
                    ids[key] & mine or any(id in warning for id in ids[key]) for key in keys
                ):
                    return True
        return False

    for want in gold.get("warnings", []):
        result.count(want["type"], warned(want["type"], want["facts"]), ", ".join(want["facts"]))
    for pair in gold.get("no_overlap", []):
        result.count("no overlap", not warned("overlap", pair), ", ".join(pair))


def _apart(
    gold: Mapping[str, Any], name: str, ids: Mapping[str, set[str]], groups: Sequence[set[str]], result: Score
) -> None:
    for one, other in gold.get(name, []):
        joined = any(group & ids[one] and group & ids[other] - ids[one] for group in groups)
        result.count(name.replace("_", " "), not joined, f"{one}, {other}")


def scores(reader: "Reader", paths: Sequence[Path] = tuple(PILES)) -> Iterator[tuple[str, Score]]:
    for path in paths:
        pile = tomllib.loads(path.read_text("utf-8"))
        yield pile["id"], score(pile, tell(pile, reader))


# What was reached, out of what is asked.  The first run reached 541 of 853, with 178 of 239 facts found by the
# annotators; five piles that came later reached 81 of 115 at first, and eight more 145 of 174.  Most of what is still
# missing hangs on a figure or a giver that they do not find.
FLOORS = {
    "facts": 347,
    "claims": 45,
    "support": 43,
    "disputes": 34,
    "settled": 7,
    "no other dispute": 84,
    "points": 134,
    "steps": 126,
    "shrinks": 9,
    "measure": 51,
    "not same series": 72,
    "overlap": 11,
    "single giver": 15,
}

# What hangs on nothing but the texts must be told right everywhere.
PERFECT = ["origins", "copies", "extent", "direction", "no copy", "not same claim", "no overlap", "circular credits"]

# Known failures: rewording and translation look alike, and a text told again throughout is called a translation; in
# reports of two sentences, a denial and an admission in the same dozen words look like a passage.
KNOWN = {
    ("reworded-retelling", "relation"),
    ("boat-rammed", "origins"),
    ("boat-rammed", "no copy"),
    ("flood-gates-opened", "no copy"),
}


def test_the_piles_are_told_no_worse_than_before(reader: "Reader") -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong = set()
    for name, one in scores(reader):
        right += one.right
        asked += one.asked
        wrong |= {(name, about.partition(":")[0]) for about in one.wrong}
    table = "\n".join(f"{about}: {right[about]} of {n}" for about, n in sorted(asked.items()))
    assert all(right[about] >= floor for about, floor in FLOORS.items()), table
    assert {(name, about) for name, about in wrong if about in (*PERFECT, "relation")} == KNOWN
