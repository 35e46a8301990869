"""The figures of one report read as accounts: what each can be compared by, as its text tells it.

A count whose report leaves something out ("six are missing") is read by what stands around it: the place that its
sentence or report names (see located), the time that its sentence tells.  Its matter is still open (see matters).
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import structs

from dateline.link.accounts import FLOWS, Account, cue, in_small, name_key, number, peoples, same_giver, small_cue
from dateline.link.causes import SINCE, Causes
from dateline.link.located import VICTIMS, as_told_again, in_place, named_places, summed
from dateline.records import Annotation, AsOf, Entity, Figure, Quantity, Report, Span, Stance, Statement, Time

STATES = frozenset({"displaced", "homeless"})
"""Labels of the displaced that say how many there are, not how many became so."""
STANDING = frozenset({"dead", "deaths", "death toll", "bodies", "buried", "missing"})
"""Labels of victims of whom a day says when the count stood so, and not when it happened."""
UP_TO = re.compile(r"\b(?:by|as (?:of|at)|un?til|through|since|before|up to)\s+(?:the\s+\w+\s+of\s+)?$", re.IGNORECASE)
"""Before a time: the count is a running total up to it."""
SOME_OF = re.compile(
    r"(?!number|total|count)(?:at least )?[\w,.-]+ (?:of (?:them|those|these|whom|the)|"
    r"from (?:the|that|this|its) (?:list|group|total))\b",
    re.IGNORECASE,
)
NONE_OF = re.compile(r"(?:none|not one|no one|nobody) (?:of|from|in) ", re.IGNORECASE)
"""None of some: "none of his battalion died" is no toll of all."""
OWN = re.compile(r"[\w,.-]+ (?:of )?(?:its|their|his|her|our|my) ", re.IGNORECASE)
"""Of those who are the giver's: three of its peacekeepers are none of another army's."""
CITIZENS = re.compile(r"\b(?:people|persons|citizens|nationals|compatriots|countrymen)$", re.IGNORECASE)
OF_THEM = re.compile(
    r"[\w,.-]+ of them,? (?:were |are |being |was |is )?"
    r"(?!hours?|days?|weeks?|months?|years?|seconds?|minutes?|times?)((?-i:[a-z]{3,}s(?<!ss)|(?:wo|police|fire)?men|children))\b"
)
"""A number of those before it who are of another class: all soldiers among the 60 dead, not some."""
DISOWNED = re.compile(
    r"\b(?:source|g[ai]ven?|giving|released|issued|told|published|provided|announced|quoted)\b", re.IGNORECASE
)
"""In a denial that a number stands in: it was never given, which says nothing of the number itself."""
ADDED = re.compile(r"[\w,.]+ (?:more|further|additional|new|fresh)\b(?! than)", re.IGNORECASE)
ANOTHER = re.compile(r"\b(?:another|a further|an additional)\s*$", re.IGNORECASE)
"""Before a number or at its beginning: it is added to one of its kind that stands before it."""
ALSO = re.compile(r"(?:[^.;:,\n]{0,20}\s)?also\b", re.IGNORECASE)
"""Right behind a number: so many besides those before it, of the same people ("one civilian was also killed")."""
BODIES = re.compile(r"\b(?:bod(?:y|ies)|corpses?|remains|burials?)\b", re.IGNORECASE)
WIDE = 1000
"""Characters on either side of a figure that its sentence may have: a list without full stops is read in parts."""
LOOKED_BACK = 60
"""Characters before a number that may say how it is meant, and
BETWEEN, what may stand between the two."""
BETWEEN = re.compile(r"\s+(?:(?:the|an?|about|some|around|at least|more than|only|just)\s+)*", re.IGNORECASE)
TAKEN_BACK = re.compile(
    r"\b(?:(?:withdr(?:aw|aws|ew|awn)|retract(?:s|ed)?|took back|taken back|disown(?:s|ed)?)\s+"
    r"(?:the|that|this|its|their|his|her)\s+(?:\w+\s+)?(?:number|figure|toll|count|estimate|total|tally)(?!\s+(?:of|for))"
    r"|(?:was|were|been|be|is)\s+(?:\w+\s+)?(?:withdrawn|retracted|taken back|disowned))\b",
    re.IGNORECASE,
)
"""After a number, in its sentence: "had published 11,300 dead; it withdrew the number a day later"."""
GOES_ON = re.compile(r"[,;]\s+(?:and|but|while|as|which|where)\s+(?!\d)")
"""Between a number and a time: another clause."""
BEGAN = re.compile(r"\b(?:which|that) (?:began|started|erupted|broke out|flared up)(?: \w+){0,2} ?$")
"""Before a time: when something else began ("the war, which began in April 2023, has displaced 11 million")."""
ITS_TOLL = re.compile(r"\s+(?:[\w'’]+\s+){0,5}", re.IGNORECASE)
"""Between "withdrew" and the number that is withdrawn."""
LONG_GONE = 60
"""Days before the printing from which on a count since then is not of one event, and
YEAR, from which on a count that stood so is of another one."""
YEAR = 365
COUNTED_BY_SIDE = VICTIMS | {"displaced", "evacuated"}
HOLDER = re.compile(r"(\w+)[- ](?:held|controlled|occupied|administered)\b|occupied\b")
"""At the head of a place: who holds it, whatever it is called ("rebel-held areas", "the rebel-held north")."""
PARTS = 5
"""Counts that may add up to the one before them."""
PERIOD = 2
"""Days from which on a time is a period that is counted, and no day of an event."""


class Around(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What the words around a figure say of it, whoever is named there; fields mean what they mean in an Account."""

    sentence: Span
    end: int
    """Where the sentence after it ends."""
    measure: Literal["stock", "flow"]
    period: tuple[str, str] | None
    day: date | None
    as_of: AsOf
    denied: bool
    disowned: bool
    withdrawn: bool
    stance: Stance
    cause: str
    likely: tuple[str, ...]
    earlier: bool
    alone: bool
    wide: bool
    rejects: tuple[float, ...]


def read_around(report: Report, annotation: Annotation) -> tuple[Around, ...]:
    """The figures of a report by the words around them, in the order of its text: no names of a record are needed."""
    opens = [start for start, _ in annotation.sentences]
    times = {time.id: time for time in annotation.times}
    statements = {statement.id: statement for statement in annotation.statements}
    small = in_small(report.text)
    causes = Causes(small, annotation.sentences)
    wrong = _wrong(small, annotation)
    days = sorted((time for time in annotation.times if time.type in ("DATE", "TIME")), key=lambda time: time.start)
    starts = sorted(figure.start for figure in annotation.figures)
    found = []
    for figure in annotation.figures:
        here = max(0, bisect_right(opens, figure.start) - 1)
        span = annotation.sentences[here] if opens else (figure.start, figure.end)
        span = (max(span[0], figure.start - WIDE), min(span[1], figure.end + WIDE))
        after = annotation.sentences[here + 1][1] if here + 1 < len(opens) else span[1]
        sentence = small[span[0] : span[1]]
        said = statements.get(figure.statement or "")
        time = times.get(figure.as_of.time or "")
        if figure.as_of.basis != "sentence":
            time = _told_time(figure, said, days, span, small)
        elif time is not None and (GOES_ON.search(small, figure.end, time.start) or _of_saying(time, said, figure)):
            time = None
        since = time
        if time is not None and UP_TO.search(report.text, max(0, time.start - 30), time.start):
            time = None
        measure, period, day = _measure(figure, sentence, time)
        if measure == "stock" and ADDED.match(report.text[figure.start : figure.end + 30]):
            stood = (figure.as_of.latest or "")[:10]
            measure, period = "flow", (stood, stood)
        denial = said if said is not None and said.stance == "denies" else None
        inside = denial is not None and any(start <= figure.start < end for start, end in denial.content)
        refused = denial is not None and DISOWNED.search(_cut(report.text, denial.content)) is not None
        withdrawn = _stands_after("withdrawal", small, figure.start, between=ITS_TOLL)
        later = TAKEN_BACK.search(report.text, figure.end, span[1])
        withdrawn = withdrawn or (
            later is not None and bisect_left(starts, figure.end) == bisect_left(starts, later.start())
        )
        denied, stance = inside or refused, said.stance if said is not None else "asserts"
        found.append(
            Around(
                sentence=span, end=min(after, span[1] + WIDE), measure=measure, period=period, day=day,
                as_of=_stood(figure, annotation, measure, times.get(figure.as_of.time or "")),
                denied=denied, disowned=refused, withdrawn=withdrawn,
                stance="denies" if denied or withdrawn or figure.status == "denied" else stance,
                cause=_cause(figure, causes, since, annotation.published.best) if measure == "stock" else "",
                likely=causes.likely(figure.start) if figure.kind in VICTIMS else (),
                earlier=_stands_after("earlier", small, figure.start),
                alone=small_cue("alone").search(sentence) is not None,
                wide=small_cue("wide").search(sentence) is not None,
                rejects=tuple(value for at, value in wrong if span[0] <= at < span[1]),
            )
        )  # fmt: skip
    return tuple(found)


def read_accounts(
    report: Report, annotation: Annotation, entities: Mapping[str, Entity], around: Sequence[Around] | None = None
) -> list[Account]:
    """The figures of a report as accounts, in the order of its text; `entities` by id, `around` as `read_around` gives
    it, where that is at hand.  Their matter is still open.
    """
    opens = [start for start, _ in annotation.sentences]
    places = named_places(report.text, annotation, entities)
    statements = {statement.id: statement for statement in annotation.statements}
    named = sorted(
        ((mention.start, mention.end), known.name)
        for mention in annotation.mentions
        if (known := entities.get(mention.entity)) is not None and known.kind in ("organisation", "person")
    )
    small = in_small(report.text)
    regions: dict[str, Entity] = {}
    found: list[Account] = []
    placed: Account | None = None
    fates = Counter((figure.start, figure.end) for figure in annotation.figures if figure.kind in VICTIMS)
    around = read_around(report, annotation) if around is None else around
    for k, (figure, told) in enumerate(zip(annotation.figures, around, strict=True)):
        here = max(0, bisect_right(opens, figure.start) - 1)
        span, said = told.sentence, statements.get(figure.statement or "")
        place = figure.place_entity, figure.place
        if not any(place):
            place = places.around(figure, span, said)
        held = places.held(annotation.figures, k, span, report.text) if figure.kind in COUNTED_BY_SIDE else None
        place = (None, held) if held is not None else place
        here_named = any(place)
        if not here_named and not told.wide:
            place = places.going_on(figure, placed, opens[max(0, here - 1)] if opens else 0, report.text)
            place = place if any(place) else places.of_report(figure)
        where = entities.get(place[0] or "")
        printed = report.text[figure.start : figure.end + 30]
        chain = tuple(_giver_keys(figure, report.id))
        passed_on = _passed_on(figure, said, span, report, named)
        if passed_on and name_key(passed_on) not in chain:
            chain = (name_key(passed_on), *chain)
        if (cited := _cited(figure, span, small, named)) and name_key(cited) != chain[-1]:
            others = tuple(name for name in chain if name != name_key(cited)) if figure.giver else ()
            if passed_on is None or name_key(passed_on) == name_key(cited):
                passed_on = figure.giver if others else None
            chain = (*others, name_key(cited))
        found.append(
            Account(
                figure=figure, report=report.id, sentence=span, around=report.text[span[0] : told.end],
                who=_who(figure, printed, shared=fates[figure.start, figure.end] > 1),
                place=_place_key(where, place[1]), place_name=where.name if where else place[1],
                region=regions.setdefault(where.id, replace(where, names=(), why=())) if where else None,
                measure=told.measure, period=told.period, day=told.day, as_of=told.as_of,
                giver=chain[-1], chain=chain, passed_on=passed_on, anonymous=_anonymous(figure),
                status="denied" if told.denied else figure.status, disowned=told.disowned,
                cause=told.cause, likely=told.likely,
                inferred=not (figure.place_entity or figure.place or held),
                found=figure.kind == "killed" and BODIES.search(figure.counted) is not None,
                earlier=told.earlier, alone=told.alone, wide=told.wide, withdrawn=told.withdrawn, stance=told.stance,
                whole="", own="", rejects=frozenset(told.rejects),
            )
        )  # fmt: skip
        placed = found[-1] if here_named else placed
    counted = in_place(_without_parts(summed(_added(_own(found, report.text, entities), report.text))))
    return as_told_again(counted, annotation.title_span)


def _wrong(small: str, annotation: Annotation) -> list[tuple[int, float]]:
    """The numbers of a report that it says are wrong, and where they stand; `small` is its text in small letters."""
    counts: list[Quantity | Figure] = [*annotation.quantities]
    counts += [figure for figure in annotation.figures if figure.status == "denied"]
    return sorted(
        (count.start, value)
        for count in counts
        if (value := count.low if count.low is not None else count.high) is not None
        and _stands_after("contrast", small, count.start)
    )


ABROAD = re.compile(
    r"\b(?:foreign (?:ministry|minister|office|secretary)|state department|embassy|consulate)\b", re.IGNORECASE
)
"""Who speaks for a country's people elsewhere."""


def _counts_its_own(account: Account, entities: Mapping[str, Entity]) -> bool:
    """Whether people in another country are counted by who speaks for the giver's own there: "The Thai foreign ministry
    confirmed one death" of those in Seoul.
    """
    giver, where = entities.get(account.figure.giver_entity or ""), account.region
    if giver is None or where is None or None in (giver.country, where.country) or giver.country == where.country:
        return False
    plain = account.who in ("", "national") and account.figure.kind in VICTIMS
    return plain and ABROAD.search(giver.name) is not None


def _own(found: list[Account], text: str, entities: Mapping[str, Entity]) -> list[Account]:
    """The accounts of a report, with whose those counted are; of whom nothing is said right behind some of those ("and
    21 wounded"), are of them; and so is "another" behind one.
    """
    done: list[Account] = []
    for account in found:
        figure, before = account.figure, done[-1] if done else account
        named = figure.giver is not None and not figure.giver.startswith("unnamed:")
        if _counts_its_own(account, entities):
            account = structs.replace(account, who=f"{(figure.giver or '').split()[0]} national")
        elif named and OWN.match(text, figure.start):
            if account.who:
                account = structs.replace(account, own=figure.giver or "")
            elif CITIZENS.search(text, figure.start, figure.end):  # some of all people, whoever else counts
                account = structs.replace(account, who=f"{figure.giver} person")
        elif before.own and account.sentence == before.sentence and not (account.who or figure.counted):
            account = structs.replace(account, who=before.who, own=before.own)
        elif text[figure.start : figure.end].casefold() == "another":
            if account.sentence == before.sentence and before.who and not account.who:
                account = structs.replace(account, who=before.who)
        elif people := _besides_own(account, done, text, entities):
            account = structs.replace(account, who=f"{people} {account.who or 'person'}")
        done.append(account)
    return done


def _besides_own(account: Account, before: Sequence[Account], text: str, entities: Mapping[str, Entity]) -> str:
    """The people of victims whom nobody places, where a state has just counted its own: "Azerbaijan said 192 of
    its servicemen were killed.  One civilian was also killed": no civilian of the other side, where all fought.
    """
    figure, near = account.figure, before[-PARTS:]
    if figure.kind not in VICTIMS or not account.inferred or ALSO.match(text, figure.end) is None:
        return ""
    own = next((one for one in reversed(near) if one.own), None)
    side = entities.get(own.figure.giver_entity or "") if own is not None else None
    giver = entities.get(figure.giver_entity or "")
    if side is None or side.country is None or account.who[:1].isupper():
        return ""
    return peoples().get(side.country, "") if giver is None or giver.country in (None, side.country) else ""


def _added(found: list[Account], text: str) -> list[Account]:
    """The accounts of a report; "another 2,000" beside a count of the same kind are so many on top of it."""
    done = list(found)
    for k, account in enumerate(found[1:], 1):
        start = account.figure.start
        said = ANOTHER.search(text, max(0, start - 20), start) or ANOTHER.match(text[start : start + 8].split(" ")[0])
        near = [one for one in found[max(0, k - PARTS) : k] if one.sentence[1] + 2 >= account.sentence[0]]
        alike = any(
            (one.figure.kind, one.figure.unit) == (account.figure.kind, account.figure.unit) for one in near
        )
        if said and alike and account.measure == "stock":
            stood = (account.figure.as_of.latest or "")[:10]
            done[k] = structs.replace(account, measure="flow", period=(stood, stood))
    return done


def _without_parts(found: list[Account]) -> list[Account]:
    """The accounts of a report; counts that follow a total close by and add up to it are some of those ("20 dead: 13
    found at the scene and seven who died in hospital").
    """
    done = list(found)
    for k, whole in enumerate(found):
        total, sum_so_far, parts = number(whole.figure), 0.0, []
        for j in range(k + 1, min(k + 1 + PARTS, len(found))):
            part = found[j]
            alike = (part.figure.kind, part.figure.unit) == (whole.figure.kind, whole.figure.unit)
            if total is None or not alike or part.sentence[0] > whole.sentence[1] + 2:
                break
            sum_so_far += number(part.figure) or 0.0
            parts.append(j)
            if sum_so_far == total and len(parts) > 1:
                for at in parts:
                    who = f"some {found[at].who}".strip() if found[at].who in ("", whole.who) else found[at].who
                    done[at] = structs.replace(found[at], who=who, whole=whole.figure.id)
                break
    return done


def _stands_after(table: str, small: str, start: int, *, between: re.Pattern[str] = BETWEEN) -> bool:
    """Whether what begins at `start` of a text in small letters comes right after words of a table of courses.toml,
    `between` aside.
    """
    return _ends_with(table, small[max(0, start - LOOKED_BACK) : start], between)


@lru_cache(maxsize=1 << 12)
def _ends_with(table: str, before: str, between: re.Pattern[str]) -> bool:
    return any(between.fullmatch(before, found.end()) for found in small_cue(table).finditer(before))


def _cause(figure: Figure, causes: Causes, time: Time | None, printed: str | None) -> str:
    """What a count of victims is of: of all since a day long gone, or of what happened once."""
    if figure.kind not in VICTIMS:
        return ""
    days = ((time.earliest if time is not None else None, LONG_GONE), (figure.as_of.latest, YEAR))
    for day, most in days:
        if day and printed and (date.fromisoformat(printed[:10]) - date.fromisoformat(day[:10])).days > most:
            return f"{SINCE}{day[:7]}"
    return causes.named(figure.start)


def _place_key(entity: Entity | None, name: str | None) -> str | None:
    if entity is not None and entity.geonames is not None:
        return f"geonames {entity.geonames}"
    if entity is not None or not name:
        return name_key(entity.name) if entity is not None else None
    holder = HOLDER.match(name)
    return f"held by {(holder[1] or 'the occupier').lower()}" if holder else name_key(name)


def population(figure: Figure) -> str:
    """The class of those counted: the head of the noun phrase, singular; "" for people in general."""
    words = _noun_phrase(figure.counted)
    head = words[-1].strip(".,;:'\"").casefold() if words else ""
    if not head or cue("plain").fullmatch(head):
        if figure.part_of and not head:
            return f"part of {figure.part_of}"
        head = ""
    head = singular(head)
    if words[-1:] and words[-1].istitle() and not any(why.startswith("column") for why in figure.why):
        head = head.capitalize()  # "31 Palestinians" are named for their people; heads of columns are capitals too
    # soldiers of one side are not those of the other, nor suspected cases those that were confirmed
    cases = figure.kind == "other"
    sides = [word for word in words[:-1] if word[0].isupper() or (cases and cue("sure").fullmatch(word))]
    if cases and cue("sure").fullmatch(head):
        sides, head = [*sides, head], "case"
    return " ".join([*sides, head]).strip()


@lru_cache(maxsize=4096)
def _noun_phrase(counted: str) -> list[str]:
    """The words of what is counted, up to what is said of it."""
    return re.sub(r"\b(?:of|from|in|who|which|that|with|at|among)\b.*", "", counted).split()


def _who(figure: Figure, printed: str, *, shared: bool) -> str:
    """The class of those counted, by what is printed of them: of "20 of the dead" it is not said which 20, nor how many
    of those who share a number died ("killing and wounding 40").
    """
    who = population(figure)
    if shared or NONE_OF.match(printed):
        return f"some {who}".strip()
    part = SOME_OF.match(printed)
    # "police said 168 of them were detained": of those who marched, and no part of the detained
    if part is None or (part[0].endswith(" of them") and figure.giver and not figure.part_of):
        return who
    class_of = OF_THEM.match(printed)
    if class_of is None:
        return f"some {who}".strip()
    return singular(class_of[1].casefold()) if not who or who.startswith("part of") else who


def singular(noun: str) -> str:
    """The singular of a noun for people, in lower case; what is none stays as it is."""
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun == "children":
        return "child"
    if noun.endswith("ies") and len(noun) > len("dies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _cut(text: str, spans: Sequence[Span]) -> str:
    return " ".join(text[start:end] for start, end in spans)


def _told_time(
    figure: Figure, said: Statement | None, days: Sequence[Time], sentence: Span, small: str
) -> Time | None:
    """The only day that the sentence names for what happened, and not for when it was said, nor for something else that
    it goes on to tell ("lost 40 in the quake, and confirmed on Saturday that").
    """
    content = said.content if said is not None else (sentence,)
    first, last = (bisect_left(days, at, key=lambda time: time.start) for at in sentence)
    inside = [time for time in days[first:last] if any(start <= time.start < end for start, end in content)]
    if len(inside) != 1 or GOES_ON.search(small, figure.end, inside[0].start):
        return None
    if BEGAN.search(small[sentence[0] : inside[0].start]):
        return None
    return inside[0]


def _of_saying(time: Time, statement: Statement | None, figure: Figure) -> bool:
    """Whether a time stands outside of the statement that its figure stands in: it is when somebody spoke."""
    content = statement.content if statement else ()
    if not any(start <= figure.start < end for start, end in content):
        return False
    return not any(start <= time.start < end for start, end in content)


def _measure(
    figure: Figure, sentence: str, time: Time | None
) -> tuple[Literal["stock", "flow"], tuple[str, str] | None, date | None]:
    """Running total or so many in a period, the period, and the day of the event; `sentence` is in small letters."""
    if time is None or not time.earliest or not time.latest:
        return "stock", None, None
    first, last = time.earliest[:10], time.latest[:10]
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    clause = _clause(sentence, figure)
    if small_cue("cumulative").search(clause):
        return "stock", None, None
    moved = figure.kind in FLOWS or (figure.kind == "displaced" and figure.label not in STATES)
    if days > PERIOD or moved:
        return "flow", (first, last), None
    return "stock", None, None if figure.label in STANDING | STATES else date.fromisoformat(first)


def _clause(sentence: str, figure: Figure) -> str:
    """The part of the sentence between commas that the figure stands in is all that says what kind of count it is."""
    pieces = re.split(r"[;,](?!\d)", sentence)
    printed = f"{number(figure) or 0:,.0f}"
    return next((piece for piece in pieces if printed in piece or printed.replace(",", "") in piece), sentence)


def _stood(figure: Figure, annotation: Annotation, measure: str, time: Time | None) -> AsOf:
    as_of, printed = figure.as_of, annotation.published
    if time is not None and time.type == "TIME" and time.earliest and time.latest:
        return replace(as_of, earliest=time.earliest, latest=time.latest, best=time.earliest)
    stands = figure.label in STANDING and any(why.startswith(("toll", "goes on: toll")) for why in figure.why)
    if stands or measure == "flow" or as_of.basis != "sentence" or not printed.best or not as_of.latest:
        return as_of
    if as_of.latest >= printed.best[:10]:
        return as_of
    return AsOf(earliest=printed.earliest, latest=printed.latest, best=printed.best, basis="report")


def _passed_on(
    figure: Figure, statement: Statement | None, sentence: Span, report: Report, named: Sequence[tuple[Span, str]]
) -> str | None:
    """Who passes on what another gives: the outermost giver, or whoever cites him ("the UN said, citing the clinic").

    `named` are the spans and names of people and organisations.  Whoever cites stands between what is said and the
    "citing", else at the head of the sentence.
    """
    if len(figure.givers) > 1:
        return figure.givers[0]
    if not figure.giver or statement is None or not statement.cue:
        return None
    at = statement.cue[0][0]
    if not cue("passing").search(report.text, at, statement.cue[-1][1]):
        return None
    said = max((end for start, end in statement.content if start < at), default=at)
    here = named[bisect_left(named, ((sentence[0], 0), "")) : bisect_left(named, ((at, 0), ""))]
    between = [name for (start, end), name in here if said <= start and end <= at]
    head = [name for (start, _), name in here if start == sentence[0]]
    return next((name for name in [*between, *head] if not same_giver(name_key(name), name_key(figure.giver))), None)


def _cited(figure: Figure, sentence: Span, small: str, named: Sequence[tuple[Span, str]]) -> str | None:
    """Whom the sentence of a figure cites after it, whatever its statement says: "the UN said, citing the clinic".
    `small` is the text of the report in small letters.
    """
    for cites in small_cue("passing").finditer(small, figure.end, sentence[1]):
        here = bisect_left(named, ((cites.end(), 0), ""))
        if here < len(named) and BETWEEN.fullmatch(small, cites.end(), named[here][0][0]):
            return named[here][1]
    return None


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
