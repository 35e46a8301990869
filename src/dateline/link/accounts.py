"""A figure with what it can be compared by: whose, of whom, where, in which event, total or period, as of when.

Two counts may stand in one course, or against each other, only where all of these agree.  A count whose report leaves
one of them out ("six are missing") is read by what stands around it: the place that its sentence or report names, the
only population that others of the same matter count.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from dateline import lexicon
from dateline.link.groups import Union
from dateline.link.neighbours import find_neighbours
from dateline.link.stories import lead_vector
from dateline.records import Annotation, AsOf, Entity, Figure, Mention, Report, Span, Status, Time

FLOWS = frozenset({"evacuated", "arrived", "returned", "assisted"})
"""Kinds that are counted by the day; the dead and the injured of one day are those of one event."""
STATES = frozenset({"displaced", "homeless"})
"""Labels of the displaced that say how many there are, not how many became so."""
UP_TO = re.compile(r"\b(?:by|as (?:of|at)|un?til|through|since|before|up to)\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE)
"""Before a time: the count is a running total up to it."""
SOME_OF = re.compile(r"[\w,.-]+ of (?:them|those|these|the)\b", re.IGNORECASE)
DISOWNED = re.compile(
    r"\b(?:source|g[ai]ven?|giving|released|issued|told|published|provided|announced|quoted)\b", re.IGNORECASE
)
"""In a denial that a number stands in: it was never given, which says nothing of the number itself."""
EVERYBODY = re.compile(r"\b(?:people|persons?|residents?|inhabitants?|lives|individuals?)\b", re.IGNORECASE)
"""Whoever says so counts all, and not a class."""
ADDED = re.compile(r"[\w,.]+ (?:more|further|additional|new|fresh)\b(?! than)", re.IGNORECASE)
NEAR = 0.12
"""Cosine of leads from which on a report may say what another leaves out."""
NEIGHBOURS = 20
PERIOD = 2
"""Days from which on a time is a period that is counted, and no day of an event."""


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Patterns of lexicon/en/courses.toml."""

    words: tuple[str, ...]


@lru_cache(maxsize=16)
def cue(table: str) -> re.Pattern[str]:
    """The pattern of a table of courses.toml: any of its words, as whole words, case aside."""
    words = [word for entry in lexicon.read("courses", table, Words) for word in entry.words]
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A figure in its report, with all that it is compared by."""

    figure: Figure
    report: str
    sentence: Span
    around: str
    """The sentence and the one after it."""
    who: str
    """The class of those counted, singular; "" for people in general."""
    place: str | None
    """The number of the place in GeoNames, or its name in lower case."""
    place_name: str | None
    region: Entity | None
    """The entity of the place, if there is one."""
    measure: Literal["stock", "flow"]
    period: tuple[str, str] | None
    """First and last day that a flow is counted in."""
    day: date | None
    """The day of the event that its sentence names."""
    as_of: AsOf
    """When the count stood so; of a total that is dated by its event, the day its giver spoke."""
    giver: str
    """Who gives it, for comparison; `report:ID` where the reporter does."""
    chain: tuple[str, ...]
    """All who pass it on and the giver, for comparison."""
    anonymous: bool
    """Whether the giver is nobody in particular."""
    status: Status
    """The figure's; "denied" also where its giver is said to deny that he gave it."""
    disowned: bool
    """Whether the giver denies having given it, whatever the number is."""
    matter: str = ""
    """Place and event; equal for figures that may be compared."""

    @property
    def scope(self) -> tuple[str, ...]:
        """Equal for figures of one quantity."""
        return (self.figure.kind, self.figure.unit, self.who, self.measure, self.matter)


def find_accounts(
    reports: Sequence[Report], annotations: Mapping[str, Annotation], entities: Sequence[Entity]
) -> list[Account]:
    """All figures as accounts, sorted by report and place in the text."""
    by_id = {entity.id: entity for entity in entities}
    found = [
        account
        for report in sorted(reports, key=lambda report: report.id)
        for account in _read(report, annotations[report.id], by_id)
    ]
    return _same_counter(_same_population(_same_matter(_same_names(found), _near(reports, annotations))))


def name_key(name: str) -> str:
    """A name or description as it is compared: lower case, without article and "unnamed"."""
    bare = re.sub(r"^unnamed:\s*", "", name.casefold().strip())
    return re.sub(r"^(?:the|a|an|its|their|his|her|our)\s+", "", bare).removesuffix("'s").strip()


def same_giver(a: str, b: str) -> bool:
    """Whether two keys may name one giver: equal, or one short for the other ("ministry", "mining ministry")."""
    if a == b:
        return True
    short, long = sorted((a.split(), b.split()), key=len)
    return not a.startswith(("report:", "e-")) and 0 < len(short) < len(long) and long[-len(short) :] == short


def values(figure: Figure) -> tuple[float, float]:
    """The lowest and highest number that a figure allows."""
    return (
        figure.low if figure.low is not None else 0.0,
        figure.high if figure.high is not None else float("inf"),
    )


def number(figure: Figure) -> float | None:
    """The number that is printed; of a range its lower end."""
    return figure.low if figure.low is not None else figure.high


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The names that stand in no other: "Karachi Police" says nothing of where anything happened."""
    end = 0
    for mention in sorted((m for m in mentions if m.form == "name"), key=lambda m: (m.start, -m.end)):
        if mention.end > end:
            yield mention
            end = mention.end


def compatible(a: Figure, b: Figure) -> bool:
    """Whether both can hold: "at least 40" and 43 can."""
    (low_a, high_a), (low_b, high_b) = values(a), values(b)
    return low_a <= high_b and low_b <= high_a


# --- one report ----------------------------------------------------------------------------------------------------


def _read(report: Report, annotation: Annotation, entities: Mapping[str, Entity]) -> list[Account]:
    opens = [start for start, _ in annotation.sentences]
    places = sorted(
        (mention.start, mention.entity)
        for mention in _outermost(annotation.mentions)
        if (one := entities.get(mention.entity)) is not None and one.kind == "place"
    )
    only = Counter(place for _, place in places).most_common(1)
    times = {time.id: time for time in annotation.times}
    said = {statement.id: statement for statement in annotation.statements if statement.stance == "denies"}
    found = []
    for figure in annotation.figures:
        here = max(0, bisect_right(opens, figure.start) - 1)
        span = annotation.sentences[here] if opens else (figure.start, figure.end)
        after = annotation.sentences[here + 1][1] if here + 1 < len(opens) else span[1]
        entity = figure.place_entity
        if not entity and not figure.place:
            before = bisect_left(places, (span[1], ""))
            entity = places[before - 1][1] if before else only[0][0] if only else None
        where = entities.get(entity or "")
        sentence = report.text[span[0] : span[1]]
        time = times.get(figure.as_of.time or "")
        if figure.as_of.basis != "sentence":
            time = _told_time(figure, annotation, span)
        if time is not None and UP_TO.search(report.text, max(0, time.start - 30), time.start):
            time = None
        measure, period, day = _measure(figure, sentence, time)
        printed = report.text[figure.start : figure.end + 20]
        who = population(figure)
        if SOME_OF.match(printed):
            who = f"some {who}".strip()
        elif ADDED.match(printed) and measure == "stock":
            stood = (figure.as_of.latest or "")[:10]
            measure, period = "flow", (stood, stood)
        chain = tuple(_giver_keys(figure, report.id))
        denial = said.get(figure.statement or "")
        refused = denial is not None and DISOWNED.search(_cut(report.text, denial.content)) is not None
        found.append(
            Account(
                figure=figure, report=report.id, sentence=span, around=report.text[span[0] : after],
                who=who, place=_place_key(where, figure.place),
                place_name=where.name if where else figure.place, region=where,
                measure=measure, period=period, day=day,
                as_of=_stood(figure, annotation, measure, times.get(figure.as_of.time or "")),
                giver=chain[-1], chain=chain, anonymous=_anonymous(figure),
                status="denied" if refused else figure.status, disowned=refused,
            )
        )  # fmt: skip
    return found


def _place_key(entity: Entity | None, name: str | None) -> str | None:
    if entity is not None and entity.geonames is not None:
        return f"geonames {entity.geonames}"
    return name_key(entity.name) if entity is not None else name_key(name) if name else None


def population(figure: Figure) -> str:
    """The class of those counted: the head of the noun phrase, singular; "" for people in general."""
    words = re.sub(r"\b(?:of|from|in|who|which|that|with|at|among)\b.*", "", figure.counted).split()
    head = words[-1].strip(".,;:'\"").casefold() if words else ""
    if not head or cue("plain").fullmatch(head):
        if figure.part_of and not head:
            return f"part of {figure.part_of}"
        head = ""
    elif head.endswith("men"):
        head = head[:-3] + "man"
    elif head == "children":
        head = "child"
    elif head.endswith("ies") and len(head) > len("dies"):
        head = head[:-3] + "y"
    elif head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    # soldiers of one side are not those of the other
    sides = [word for word in words[:-1] if word[0].isupper()]
    return " ".join([*sides, head]).strip()


def _cut(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _told_time(figure: Figure, annotation: Annotation, sentence: Span) -> Time | None:
    """The only day that the sentence names for what happened, and not for when it was said."""
    said = next((s.content for s in annotation.statements if s.id == figure.statement), (sentence,))
    inside = [
        time
        for time in annotation.times
        if sentence[0] <= time.start < sentence[1]
        and time.type in ("DATE", "TIME")
        and any(start <= time.start < end for start, end in said)
    ]
    return inside[0] if len(inside) == 1 else None


def _measure(
    figure: Figure, sentence: str, time: Time | None
) -> tuple[Literal["stock", "flow"], tuple[str, str] | None, date | None]:
    """Running total or so many in a period, the period, and the day of the event."""
    if time is None or not time.earliest or not time.latest:
        return "stock", None, None
    first, last = time.earliest[:10], time.latest[:10]
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    clause = _clause(sentence, figure)
    if cue("cumulative").search(clause):
        return "stock", None, None
    moved = figure.kind in FLOWS or (figure.kind == "displaced" and figure.label not in STATES)
    if days > PERIOD or moved:
        return "flow", (first, last), None
    return "stock", None, date.fromisoformat(first)


def _clause(sentence: str, figure: Figure) -> str:
    """The part of the sentence between commas that the figure stands in is all that says what kind of count it is."""
    pieces = re.split(r"[;,](?!\d)", sentence)
    printed = f"{number(figure) or 0:,.0f}"
    return next((piece for piece in pieces if printed in piece or printed.replace(",", "") in piece), sentence)


def _stood(figure: Figure, annotation: Annotation, measure: str, time: Time | None) -> AsOf:
    as_of, printed = figure.as_of, annotation.published
    if time is not None and time.type == "TIME" and time.earliest and time.latest:
        return replace(as_of, earliest=time.earliest, latest=time.latest, best=time.earliest)
    if measure == "flow" or as_of.basis != "sentence" or not printed.best or not as_of.latest:
        return as_of
    if as_of.latest >= printed.best[:10]:
        return as_of
    return AsOf(earliest=printed.earliest, latest=printed.latest, best=printed.best, basis="report")


def _giver_keys(figure: Figure, report: str) -> list[str]:
    keys = [name_key(name) for name in figure.givers or ((figure.giver,) if figure.giver else ())]
    if figure.giver_entity:
        keys[-1:] = [name_key(figure.giver or figure.giver_entity)]
    return keys or [f"report:{report}"]


def _anonymous(figure: Figure) -> bool:
    if figure.giver is None:
        return False
    if not figure.giver.startswith("unnamed:"):
        return False
    bare = re.sub(r"\b(?:of|from|in|who|at|with|near)\b.*", "", name_key(figure.giver)).split()
    return not bare or cue("anonymous").fullmatch(bare[-1]) is not None


# --- across reports ------------------------------------------------------------------------------------------------


def _near(reports: Sequence[Report], annotations: Mapping[str, Annotation]) -> dict[str, set[str]]:
    vectors = {report.id: lead_vector(report, annotations.get(report.id)) for report in reports}
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in find_neighbours(vectors, floor=NEAR, most=NEIGHBOURS):
        near[a].add(b)
        near[b].add(a)
    return near


def _same_names(accounts: Sequence[Account]) -> list[Account]:
    """A place that is known by name only is the one place of that name that GeoNames has, if others mean one by it."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for account in accounts:
        if account.place and account.place.startswith("geonames ") and account.place_name:
            numbers[name_key(account.place_name)].add(account.place)
    return [
        replace(account, place=next(iter(numbers[account.place])))
        if account.place and len(numbers.get(account.place, ())) == 1
        else account
        for account in accounts
    ]


def _same_matter(accounts: Sequence[Account], near: Mapping[str, set[str]]) -> list[Account]:
    """The accounts with their matter: the place, and the event where one place has several.

    An account without a place takes that of the matter of its kind that most reports near it speak of.
    """
    by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
    for k, account in enumerate(accounts):
        by_kind[account.figure.kind, account.figure.unit].append(k)
    done = list(accounts)
    for members in by_kind.values():
        told_by: dict[str, Counter[str]] = defaultdict(Counter)
        for k in members:
            if accounts[k].place:
                told_by[accounts[k].report][accounts[k].place or ""] += 1
        groups = Union([str(k) for k in members])
        first: dict[str, str] = {}
        unplaced: dict[str, list[str]] = defaultdict(list)
        for k in members:
            account = accounts[k]
            place = account.place
            if not place:
                votes = Counter(told_by[account.report])
                for other in near.get(account.report, ()):
                    votes.update(told_by[other].keys())
                if not votes:
                    unplaced[account.report].append(str(k))
                    continue
                place = min(votes, key=lambda p: (-votes[p], p))
            groups.join(first.setdefault(place, str(k)), str(k))
        _join_unplaced(unplaced, near, groups)
        for group in groups.sets().values():
            for k, matter in _events([int(member) for member in group], accounts):
                done[k] = replace(accounts[k], matter=matter)
    return done


def _join_unplaced(unplaced: Mapping[str, Sequence[str]], near: Mapping[str, set[str]], groups: Union) -> None:
    """Accounts (by report) without a place, nor anybody near who has one, are of one matter where reports are near."""
    for report, here in sorted(unplaced.items()):
        for k in here[1:]:
            groups.join(here[0], k)
        for other in sorted(near.get(report, set()) & unplaced.keys()):
            groups.join(here[0], unplaced[other][0])


def _events(members: Sequence[int], accounts: Sequence[Account]) -> list[tuple[int, str]]:
    """The members of a place with their matter: one for each day on which something happened there.

    A count that names no day is of the event whose number it repeats, else of the last one before it.
    """
    named = min(accounts[k].figure.id for k in members)
    days = sorted({day for k in members if (day := accounts[k].day)})
    if len(days) < 2:
        return [(k, named) for k in members]
    numbers: dict[float, set[date]] = defaultdict(set)
    for k in members:
        printed = number(accounts[k].figure)
        if printed is not None and (day := accounts[k].day):
            numbers[printed].add(day)
    found = []
    for k in members:
        account = accounts[k]
        same = numbers.get(number(account.figure) or -1.0, set())
        stood = (account.as_of.latest or "9999")[:10]
        before = [day for day in days if day.isoformat() <= stood]
        day = account.day or (min(same) if len(same) == 1 else before[-1] if before else days[0])
        found.append((k, f"{named} {day}"))
    return found


def _same_population(accounts: Sequence[Account]) -> list[Account]:
    """Counts that do not say of whom ("six", "nobody", "nine men") are of the only class that a matter counts, if there
    is one and no report has both numbers.
    """
    classes: dict[tuple[str, ...], set[str]] = defaultdict(set)
    both: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for account in accounts:
        key = (account.figure.kind, account.figure.unit, account.measure, account.matter)
        if account.who:
            classes[key].add(account.who)
        else:
            both[key].add(account.report)
    mixed = {
        (account.figure.kind, account.figure.unit, account.measure, account.matter)
        for account in accounts
        if account.who
        and account.report in both[account.figure.kind, account.figure.unit, account.measure, account.matter]
    }
    result = []
    for account in accounts:
        key = (account.figure.kind, account.figure.unit, account.measure, account.matter)
        bare = not EVERYBODY.search(account.figure.counted) or values(account.figure) == (0, 0)
        if not account.who and bare and len(classes[key]) == 1 and key not in mixed and not account.figure.part_of:
            account = replace(account, who=next(iter(classes[key])))
        result.append(account)
    return result


def _same_counter(accounts: Sequence[Account]) -> list[Account]:
    """Where no place is named and one report has two numbers, each giver is taken to count a place of his own."""
    scopes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, account in enumerate(accounts):
        if account.place is None and account.status == "actual" and number(account.figure) is not None:
            scopes[account.scope].append(k)
    done = list(accounts)
    for members in scopes.values():
        twice = any(
            accounts[a].report == accounts[b].report
            and not compatible(accounts[a].figure, accounts[b].figure)
            and not same_giver(accounts[a].giver, accounts[b].giver)
            and not cue("correction").search(accounts[a].around + accounts[b].around)
            for a, b in pairwise(members)
        )
        if not twice:
            continue
        givers = sorted({accounts[k].giver for k in members}, key=lambda name: (len(name), name))
        for k in members:
            giver = next(name for name in givers if same_giver(name, accounts[k].giver))
            done[k] = replace(accounts[k], matter=f"{accounts[k].matter} {giver}")
    return done
