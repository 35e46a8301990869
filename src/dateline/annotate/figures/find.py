"""The numbers of a report, sorted: crisis figures, other quantities, and what could not be read.

A number becomes a figure where something of the vocabulary happened to those it counts, or where it counts people,
households or what a relief operation hands out.  Distances, ages, money, dates and shares are quantities or no facts
at all.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.annotate.figures.context import (
    is_date_or_label,
    is_exempt,
    is_lawsuit,
    is_rate,
    is_strength,
    is_that_one,
    quantity,
)
from dateline.annotate.figures.continued import goes_on, is_earlier, is_former, is_rejected, totals
from dateline.annotate.figures.counted import Counted, find_counted, names_people, points_back, who
from dateline.annotate.figures.either import either
from dateline.annotate.figures.happening import (
    beside,
    fronted,
    happenings,
    labelled,
    listed_before,
    own_participle,
    toll_before,
)
from dateline.annotate.figures.numbers import Number
from dateline.annotate.figures.parts import (
    BACK,
    FAR,
    Found,
    counted_again,
    figure_records,
    in_lists,
    summed,
    with_remainders,
)
from dateline.annotate.figures.rows import of_row
from dateline.annotate.figures.shares import (
    behind_parts,
    divides_fronted,
    graded_by_state,
    is_anothers,
    is_bare,
    is_divided,
    is_graded,
    is_next_part,
)
from dateline.annotate.figures.singles import find_singles
from dateline.annotate.figures.telling import Happening, carried_by, happened, nouns, of_noun
from dateline.annotate.figures.vocabulary import Kinds, Who
from dateline.clauses import VERBS, status
from dateline.records import Figure, Quantity, Status, Time, Unit, Unresolved, fact_id
from dateline.syntax import Sentence, Token


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Every number of a report, sorted: crisis figures, other quantities, and what could not be read."""

    figures: tuple[Figure, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()


def find_figures(report: str, sentences: Sequence[Sentence], times: Sequence[Time], kinds: Kinds) -> Numbers:
    """The numbers of a report (given by its id), in the order of the text; giver, as-of and place not yet filled in.

    `times` are the time expressions of the report: a number inside a date or clock time is none of ours.
    """
    figures: list[Figure] = []
    quantities: list[Quantity] = []
    unresolved: list[Unresolved] = []
    dates = sorted((time.start, time.end) for time in times if time.type in ("DATE", "TIME"))
    loose: set[str] = set()
    last: _Last = (None, None, None, None)
    above: Sentence | None = None
    for sentence in sentences:
        found: list[Found] = []
        of_things, lately = "", last
        bare: Counted | None = None
        head = () if above is None or above.tokens[-1].text != ":" else above.tokens
        above = sentence
        for counted in find_counted(sentence, kinds):
            if (cell := of_row(counted, found, sentence.tokens, head, kinds)) is not None:
                found.append(cell)
                lately = _latest([cell], lately)
                continue
            if is_date_or_label(counted, dates, sentence.tokens, kinds):
                continue
            what = quantity(counted, sentence.tokens, kinds)
            some = [] if what else _figures(counted, sentence.tokens, kinds, lately, of_things)
            if what and is_strength(counted, sentence.tokens):  # "a five-strong team was killed"
                members = _figures(counted, sentence.tokens, kinds, lately, of_things)
                some = [f for f in members if f.happening is not None and f.happening.kind in _STRONG]
            if some and bare is not None and (shared := _shares_noun(bare, some[0], sentence.tokens)) is not None:
                found.append(shared)
                quantities.pop()
            bare = counted if not some and not what and counted.noun is None else None
            if counted.number.form == "unreadable":
                unresolved.extend(_unresolved(report, counted.number, some))
            elif some:
                found.extend(some)
                lately = _latest(some, lately)
            elif counted.number.form != "none":
                quantities.append(_quantity(report, counted, what or "other"))
            things = not some and not what and not (counted.noun is not None and names_people(counted, kinds))
            of_things = ("named" if counted.noun is not None else "bare") if things else ""
        taken = {i for f in found for i in range(f.counted.number.first, f.counted.last + 1)}
        found.extend(
            Found(counted=one, unit="people", happening=happening, part=happening.part)
            for one, happening in find_singles(sentence, kinds, taken)
        )
        listed = summed(in_lists(sorted(found, key=lambda f: f.counted.start)), sentence, kinds)
        records = figure_records(report, sentence.text, listed, figures[-BACK:])
        loose.update(
            r.id for r, f in zip(records, listed, strict=True) if f.happening is not None and f.happening.loose
        )
        figures.extend(records)
        asks = not found and any(a.lower == "how" and b.lower == "many" for a, b in pairwise(sentence.tokens))
        # "It was not clear how many were on board.  The broadcaster said 400": none of the rescued before it
        last = (None, None, None, None) if asks else _latest(found, last)
    figures = with_remainders(counted_again(_victims(_headings(figures, sentences), loose)))
    return Numbers(figures=tuple(figures), quantities=tuple(quantities), unresolved=tuple(unresolved))


def _headings(figures: Sequence[Figure], sentences: Sequence[Sentence]) -> list[Figure]:
    """The figures, those of a heading ("40 thousand families") with what the text says of the same number below it."""
    bare = {s.start for s in sentences if len(s.tokens) <= _HEADING and not any(t.pos in VERBS for t in s.tokens)}
    if not bare:
        return list(figures)
    starts = sorted(s.start for s in sentences)
    told: dict[tuple[object, ...], Figure] = {}
    for figure in figures:
        if figure.label and not figure.part_of:
            told.setdefault((figure.low, figure.high, figure.unit), figure)
    found = []
    for figure in figures:
        fuller = told.get((figure.low, figure.high, figure.unit)) if figure.low is not None else None
        heading = starts[max(0, bisect_right(starts, figure.start) - 1)] in bare
        if heading and not figure.label and fuller is not None and fuller.start > figure.start:
            figure = replace(
                figure, kind=fuller.kind, label=fuller.label, status=fuller.status,
                why=(*figure.why, "heading of the one below"),
            )  # fmt: skip
        found.append(figure)
    return found


def _victims(figures: Sequence[Figure], loose: Collection[str]) -> list[Figure]:
    """The figures; victims (the ids in `loose`) are the injured where a report tells of injured and of no dead."""
    told = {f.kind: f for f in reversed(figures) if f.id not in loose and f.status == "actual"}
    injured = told.get("injured")
    if not loose or injured is None or "killed" in told:
        return list(figures)
    why = "no dead are told of"
    return [replace(f, kind="injured", label=injured.label, why=(*f.why, why)) if f.id in loose else f for f in figures]


_HEADING = 8
"""Tokens of a heading that is a number and what it counts."""


def _quantity(report: str, counted: Counted, what: str) -> Quantity:
    number = counted.number
    return Quantity(
        id=fact_id("quantity", report, [(number.start, number.end)]), start=number.start, end=number.end,
        low=number.low, high=number.high, modifier=number.modifier, unit=counted.text, what=what,
    )  # fmt: skip


def _unresolved(report: str, number: Number, some: Sequence[Found]) -> Iterator[Unresolved]:
    for found in some[:1]:
        label = found.happening.label if found.happening else "people"
        written = found.counted.node.sentence.tokens[number.core : number.last + 1]
        digits = any(c.isdigit() for t in written for c in t.text)
        marks = "its marks group neither thousands nor decimals" if digits else "what its hyphen joins is no number"
        yield Unresolved(
            id=fact_id("unresolved", report, [(number.start, number.end)]), start=number.start, end=number.end,
            why=f"a number that cannot be read, beside {label!r}: {marks}",
        )  # fmt: skip


# --- figures ---------------------------------------------------------------------------------------------------------


_TOGETHER = frozenset({"killed", "injured", "detained", "missing"})
"""Kinds of which one number can have two: "killed and wounded scores", "were abducted and shot dead"."""
_WEAK = frozenset({"assisted", "arrived", "other"})
_STRONG = frozenset({"killed", "injured", "detained", "missing", "displaced", "evacuated"})
_LARGE = frozenset("dozens scores hundreds thousands tens millions dozen hundred thousand million".split())


_Last = tuple[Found | None, Found | None, Found | None, Found | None]
"""The last figure, the last that is a whole of something that happened, the last that a toll stands at, and the first
of the last sentence that is such a whole."""


def _latest(found: Sequence[Found], before: _Last) -> _Last:
    """The same after the figures of a sentence (or of a part of it)."""
    whole = next((f for f in reversed(found) if f.happening is not None and not f.part), before[1])
    toll = next(
        (f for f in reversed(found) if f.happening is not None and f.happening.why.startswith("toll")), before[2]
    )
    return found[-1] if found else before[0], whole, toll, _opening(before[3], found)


def _opening(before: Found | None, found: Sequence[Found]) -> Found | None:
    """The first whole of its sentence, after some of that sentence or of the next."""
    first = next((f for f in found if f.happening is not None and not f.part), None)
    here = first is None or (before is not None and before.counted.node.sentence is first.counted.node.sentence)
    return before if here else first


def _is_near(last: Found | None, counted: Counted) -> bool:
    """Whether a number may still go on from a figure: a sentence lies between, and no more."""
    if last is None:
        return False
    there, here = last.counted.node.sentence, counted.node.sentence
    return here.paragraph - there.paragraph <= 1 and here.start - there.end < FAR


def _figures(counted: Counted, tokens: Sequence[Token], kinds: Kinds, lately: _Last, of_things: str) -> list[Found]:
    """The figures that one number is: none, one, or two where two things happened to the same people.

    `of_things` says whether the number before it counts things, "named" or "bare", so that "of which 13" are too.
    """
    last, whole, toll, opening = (f if _is_near(f, counted) else None for f in lately)
    if toll is not None and is_former(counted, tokens) and toll.counted.node.sentence is counted.node.sentence:
        last = whole = toll  # "the toll rose to 204, with 109 missing, up from 188"
    if opening is not None and opening.counted.node.sentence is counted.node.sentence and is_earlier(counted, kinds):
        last = whole = opening  # "put it at 471 dead and 314 wounded, down from its earlier figure of 500"
    here = last is not None and last.counted.node.sentence is counted.node.sentence
    if counted.noun is None and here and last and last.happening and last.happening.counts == "homes":
        homes = [h for h in happenings(counted.node, None, False, kinds) if h.counts == "homes"]
        if homes:  # "1,250 houses were destroyed and 3,400 damaged"
            return [replace(last, counted=counted, happening=homes[0])]
    entry, person = who(counted, kinds), names_people(counted, kinds)
    told = _told(counted, tokens, person, entry, kinds)
    ends = any(h.label.endswith(("alive", "rescued")) for h in told)  # "buried 90 people alive", "pulled 10 alive"
    alive = [] if ends else _alive(counted, tokens)
    told = alive or told
    first = counted.number.first
    back = points_back(counted, tokens)
    # "5,600 families, of whom 1,200"; "taken from two villages, of whom 83"
    of_those = last is not None and counted.noun is None and back and last.unit != "other"
    unit = last.unit if last is not None and of_those else _unit(counted, entry, told, kinds)
    number = counted.number
    before, behind = (_word(tokens, i) for i in (first - 1, number.last + 2))
    of_them = of_things == "named" and behind == "them" and not any(h.kind == "killed" for h in told)
    bare = is_bare(counted)
    things = bool(of_things) and back and bare and (before in ("which", "them") or of_them)
    others = is_exempt(counted, tokens) or is_that_one(counted, tokens, kinds)
    if things or others or is_rate(counted, tokens) or is_lawsuit(counted):
        return []  # "launched 52 drones, of which 45 were shot down", "attacked 27 sites, burning many of them"
    if last is not None and back and (is_graded(counted, last, tokens) or (told and is_anothers(counted, told[0]))):
        return [replace(_gone_on(last, counted, "actual"), part=True, back=True)]
    share = last is not None and (divides_fronted(counted, last, tokens) or is_graded(counted, last, tokens))
    if share and told and last is not None and (last.happening is None or told[0].kind != last.happening.kind):
        back, share = True, False  # "of the 19 hostages, 15 were freed"
    if (
        not back
        and not alive
        and last is not None
        and (
            not told
            or (here and counted.noun is None and told[0].kind in _WEAK and told[0].label != "affected")
            or share
        )
    ):
        gone_on = _going_on(counted, tokens, kinds, last, whole, loose=not told)
        if isinstance(gone_on, Found):
            return [gone_on]
        told = told or gone_on
    told = _of_before(told) if is_former(counted, tokens) else told
    large = any(t.lower in _LARGE for t in tokens[number.core : number.core_last + 1])
    told = [] if told and _says_little(counted, told[0], large, kinds) else told
    vague = number.low is None and number.high is None  # "several people were killed or injured": some of each
    told = told if vague else either(told, tokens, kinds)
    if told:
        back = back or (here and last is not None and last.part and is_next_part(counted, last, tokens))
        back = back or _is_of_the(counted, tokens, told[0]) or bool(fronted(tokens, first, kinds))
        back = back or (here and first > 0 and tokens[first - 1].lower == "including")
        both = [h for h in told[1:] if h.kind in _TOGETHER and told[0].kind in _TOGETHER and h.label != "hurt"]
        found = Found(counted=counted, unit=unit, happening=None, back=back)
        return [replace(found, happening=h, part=h.part or back) for h in (told[0], *both)]
    if number.form in ("none", "unreadable") or (entry is None and not person):
        return []
    there = last if here else None
    return _uneventful(counted, tokens, kinds, there, entry, unit, back=back, large=large)


def _of_before(told: Sequence[Happening]) -> list[Happening]:
    return [replace(h, status="historical") if h.status == "actual" else h for h in told]


def _alive(counted: Counted, tokens: Sequence[Token]) -> list[Happening]:
    """That those counted live, where it is said right behind them: "260 bodies and 25 people still alive"."""
    behind = tokens[counted.last + 1 : counted.last + 3]
    words = [token.lower for token in behind]
    if words[:1] != ["alive"] and words not in (["still", "alive"], ["found", "alive"]):
        return []
    return [Happening(kind="other", label="alive", token=behind[0], counts="people", why="alive")]


def _word(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].lower if 0 <= i < len(tokens) else ""


def _uneventful(
    counted: Counted, tokens: Sequence[Token], kinds: Kinds, last: Found | None, entry: Who | None, unit: Unit, *,
    back: bool, large: bool,
) -> list[Found]:  # fmt: skip
    """The figure of a number of people of whom nothing in the vocabulary is said; `last` stands in the sentence."""
    number = counted.number
    joined = last is not None and last.unit == "people" and tokens[number.first - 1].lower in ("and", "while", ";")
    # "thousands marched"; "340 children were found and 96 interviewed"
    crowd = counted.node.dep in ("nsubj", "nsubjpass") and (large or joined)
    if (counted.noun is None and not (number.glued or back or crowd)) or counted.node.dep == "poss":
        return []  # also "two peacekeepers' vehicles hit mines"
    part = back or _is_part(counted)
    value = number.low if number.low is not None else number.high
    named = counted.noun is not None and not back
    if (value == 1 or (value is None and not large)) and not (part and named):
        return []
    noun = counted.noun
    teams = entry is not None and entry.group == "teams" and noun is not None and noun.tag in ("NNS", "NNPS")
    if entry is not None and (teams or entry.unit in ("things", "homes")):  # 43 teams are no 43 people
        unit = "other"
    known = _clause_status(counted.node, kinds)
    return [Found(counted=counted, unit=unit, happening=None, part=part, back=back, status=known)]


_OPENING = 3
"""Tokens before a number that goes on from one of another sentence, at most."""


def _going_on(
    counted: Counted, tokens: Sequence[Token], kinds: Kinds, last: Found, whole: Found | None, *, loose: bool
) -> Found | list[Happening]:
    """The figure that a number is by going on from one before, else what that one's noun says of it ("another 2,000").

    Not `loose`, it must be next in a list: something is said of it that may be another's ("2,168 [dead] in the north,
    according to the aid group, and 1,414 in the south").
    """
    if divides_fronted(counted, last, tokens) or is_graded(counted, last, tokens):
        return replace(_gone_on(last, counted, "actual"), part=True, back=True)
    if loose and whole is not None and (known := totals(counted, whole.counted, kinds)) is not None:
        return _gone_on(whole, counted, known)
    known = goes_on(counted, last.counted, tokens, kinds)
    one = last.happening is None and counted.number.low == 1
    if known is not None and not one and (loose or known == "actual"):
        return _gone_on(last, counted, known)
    here = last.counted.node.sentence is counted.node.sentence
    more = loose and _is_more(counted, tokens) and last.counted.noun is not None
    more = more and (here or counted.number.first <= _OPENING)  # "a dam broke, and 14 more are under alert"
    return [h for h in of_noun(last.counted.noun, kinds) if h.kind != "population"] if more else []


def _gone_on(last: Found, counted: Counted, known: Status) -> Found:
    """What `last` says, said of the number that goes on from it."""
    happening = last.happening
    if happening is not None:
        why = f"goes on: {happening.why.removeprefix('goes on: ')}"
        happening = replace(happening, status=known, bound=None, why=why)
    return replace(last, counted=counted, happening=happening, status=known)


def _shares_noun(bare: Counted, found: Found, tokens: Sequence[Token]) -> Found | None:
    """The figure of a number that has its noun from the next: "48 confirmed and 310 suspected cases"."""
    between = tokens[bare.number.last + 1 : found.counted.number.first]
    if len(between) != 2 or found.counted.noun is None or between[1].lower not in ("and", "or", ","):
        return None
    if between[0].pos not in ("ADJ", "VERB") or tokens[found.counted.number.last + 1] is found.counted.noun:
        return None
    counted = replace(bare, text=between[0].text, last=between[0].i, end=between[0].end)
    return replace(found, counted=counted)


def _unit(counted: Counted, entry: Who | None, told: Sequence[Happening], kinds: Kinds) -> Unit:
    """People or households, by the noun; of a bare number by what its toll counts: families that grew to 12."""
    if entry is not None or counted.noun is not None or not told:
        return "households" if entry is not None and entry.unit in ("households", "homes") else "people"
    if _labelled_unit(counted, kinds) in ("homes", "households"):
        return "households"
    token = told[0].token
    words = (token.lemma.lower(), token.head.lemma.lower() if token.dep in ("amod", "acl") else "")
    families = any((known := kinds.who.get(word)) is not None and known.unit == "households" for word in words)
    return "households" if families else "people"


def _labelled_unit(counted: Counted, kinds: Kinds) -> str:
    """What the label before a number counts: "Houses destroyed: 1,210", "Displaced families: 7,450"; "" without one."""
    tokens, first = counted.node.sentence.tokens, counted.number.first
    if first < 2 or tokens[first - 1].text != ":":
        return ""
    words = (t.lemma.lower() for t in tokens[max(0, first - 5) : first - 1] if t.pos in ("NOUN", "PROPN"))
    return next((kinds.who[word].unit for word in words if word in kinds.who), "")


def _is_more(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Another 2,000; 2,000 more."""
    number = counted.number
    after = tokens[number.last + 1].lower if number.last + 1 < len(tokens) else ""
    bare = counted.noun is None and number.form in ("digits", "words")
    than = number.last + 2 < len(tokens) and tokens[number.last + 2].lower == "than"  # a difference: "86 more than"
    another = "another" in (tokens[number.first].lower, tokens[max(0, number.first - 1)].lower)
    return bare and (another or (after == "more" and not than))


_KNOWN = frozenset({"the", "these", "those", "this", "that"})


def _clause_status(node: Token, kinds: Kinds) -> Status:
    """Whether the clause whose subject or object is counted is so; whom it calls "the 40 men" there are."""
    verb = node.head
    known = any(c.lower in _KNOWN or c.dep == "poss" for c in node.children)
    if known or node.dep not in ("nsubj", "nsubjpass", "dobj") or verb.pos not in ("VERB", "AUX"):
        return "actual"
    awaited = node.dep == "nsubjpass" and verb.lemma.lower() in _AWAITED
    meant = kinds.modality.governors.get(verb.lemma.lower()) if node.dep == "nsubjpass" else None
    awaited = awaited or (meant == "planned" and verb.child("xcomp") is not None)  # "2,000 are set to join them"
    return "planned" if awaited else status(verb, kinds.modality)  # "thousands are expected today"


_AWAITED = frozenset({"expect", "await", "anticipate"})


def _said_next(counted: Counted, tokens: Sequence[Token], kinds: Kinds) -> list[Happening]:
    """What the word right after a bare number says, whatever the parse made of it: "67 dead and 1,000 wounded"."""
    j = counted.number.last + 1
    if j + 1 < len(tokens) and tokens[j].lower in ("more", "others"):  # "79 dead and many more missing"
        j += 1
    if counted.noun is not None or j >= len(tokens):
        return []
    if tokens[j].lower in ("under", "beneath") and any(t.lower in _RUINS for t in tokens[j + 1 : j + 4]):
        return [happened(kinds.adjectives["trapped"], tokens[j], kinds, "beside: under rubble")]
    return beside(tokens, j, counted.number.last, True, kinds) if tokens[j].lower in kinds.adjectives else []


_RUINS = frozenset({"rubble", "debris", "ruins", "wreckage", "mud", "landslide"})
"""Whoever is under them is not among the dead before: "left 3 dead and 11 under the rubble"."""


def _is_denied(noun: Token, kinds: Kinds) -> bool:
    """Whether the clause that a noun opens is denied: "denied that 11,000 bodies had been found"."""
    clause = noun.head
    inside = noun.pos == "NOUN" and noun.dep in ("nsubj", "nsubjpass", "dobj") and clause.dep == "ccomp"
    return inside and kinds.modality.governors.get(clause.head.lemma.lower()) == "denied"


def _exceeded(counted: Counted, told: list[Happening], kinds: Kinds) -> list[Happening]:
    """The same with how the verb means the number: "the number of victims exceeds 33,000 dead"."""
    verb = counted.node.head
    bound = kinds.bounds.get(verb.lemma.lower()) if counted.node.dep == "dobj" else None
    subject = verb.child("nsubj") if bound is not None else None
    entries = kinds.nouns.get(subject.lemma.lower(), ()) if subject is not None else ()
    if bound is None or not any(entry.frame in ("measure", "toll") for entry in entries):
        return told
    return [replace(h, bound=bound.modifier) for h in told]


def _told(counted: Counted, tokens: Sequence[Token], person: bool, entry: Who | None, kinds: Kinds) -> list[Happening]:
    """What happened to those who are counted, kept only where it can happen to them."""
    if entry is not None and entry.unit == "things":
        return []
    noun = counted.noun
    if points_back(counted, tokens) and (told := graded_by_state(counted, tokens, kinds)):
        return told
    told = _exceeded(counted, _said_next(counted, tokens, kinds), kinds)
    if not told and noun is None:
        told = toll_before(tokens, counted.number.first, counted.node, kinds)
    told = told or labelled(tokens, counted.number.first, kinds)
    if not told and (before := fronted(tokens, counted.number.first, kinds)):
        own = happenings(counted.node, noun, person, kinds)  # "of the 19 hostages, 15 were freed"
        told = own if own and own[0].why.startswith("verb") and own[0].kind not in ("other", before[0].kind) else before
    told = told or happenings(counted.node, noun, person, kinds)
    if not told and noun is not None and noun is not counted.node:
        told = happenings(noun, noun, person, kinds) if noun.dep != "pobj" else []
    if not told:
        told = listed_before(tokens, counted.number.first, counted.node, person, kinds)
    if not told:
        # "in 14 districts were evacuated": others were; "of whom 5 were later found murdered": they were
        within = counted.node.dep == "pobj" and not points_back(counted, tokens)
        told = beside(tokens, counted.number.first, counted.last, person, kinds, after_it=not within)
    told = own_participle(tokens, counted.number.first, counted.last, told, kinds) or told
    if not told and noun is not None and (closes := behind_parts(counted, tokens)):
        told = beside(tokens, counted.number.first, closes, person, kinds)
    if told and told[0].token is not noun and is_divided(counted, tokens):
        told = carried_by(counted.node, person, kinds)
    if told and told[0].status == "actual" and (is_rejected(counted, tokens) or _is_denied(told[0].token, kinds)):
        told = [replace(h, status="denied") for h in told]
    homes = (entry is not None and entry.unit == "homes") or (
        noun is None and _labelled_unit(counted, kinds) == "homes"
    )
    if noun is not None and not person and not homes and told and told[0].token is not noun:
        # whatever a strong verb had for object may be counted; a weak one, and an adjective, ask for people
        # and no thing has a toll: "a body count is the one thing they forbid"
        known = told[0].kind in _STRONG and not told[0].why.startswith("adjective")
        known = known and not (told[0].why.startswith("toll") and noun.pos == "NOUN")
        known = known and (told[0].kind != "missing" or noun.pos == "PROPN")  # "missing are three chainsaws"
        told = told if known and noun.lemma.lower() not in kinds.not_people else []
    return [h for h in told if h.counts == ("homes" if homes else "people")]


def _says_little(counted: Counted, happening: Happening, large: bool, kinds: Kinds) -> bool:
    """Whether a number counts nobody a coder wants: "many arrived", "multiple murder", "one of the displaced"."""
    if counted.number.form == "none":
        return happening.kind not in _STRONG
    if counted.number.form == "vague" and not large:
        if counted.noun is None and not happening.why.startswith(("verb", "adjective")):
            return True  # "the bodies were found, some with signs of torture"
        if _is_a_heap(counted, kinds):
            return True  # "the numerous murders of the past months", "has taken many lives"
        single = counted.noun is not None and counted.noun is counted.node and counted.noun.tag in ("NN", "NNP")
        return single or happening.kind not in _TOGETHER
    one, own = counted.number.low == counted.number.high == 1, happening.token is counted.noun
    if one and counted.noun is None and happening.kind not in _STRONG:
        return True  # "a new one will be held"
    return one and own and happening.kind not in ("killed", "injured") and counted.noun is not counted.node


def _is_of_the(counted: Counted, tokens: Sequence[Token], happening: Happening) -> bool:
    """Whether a number is some of those that the text has counted: "21 of the dead"."""
    last, noun = counted.number.last, counted.noun
    after = [t.lower for t in tokens[last + 1 : last + 3]]
    return noun is not None and happening.token is noun and happening.kind in _STRONG and after == ["of", "the"]


def _is_a_heap(counted: Counted, kinds: Kinds) -> bool:
    """Whether many deaths or lives are only spoken of; of several somebody may know."""
    words = {t.lower for t in counted.node.sentence.tokens[counted.number.first : counted.number.last + 1]}
    noun = counted.noun
    return bool(words & _UNCOUNTED) and noun is not None and any(e.label in _HEAPS for e in nouns(noun, kinds))


_UNCOUNTED = frozenset({"many", "numerous", "countless", "multiple", "so"})
_HEAPS = frozenset({"deaths", "lives"})
"""Labels of nouns that are acts and lives."""


def _is_part(counted: Counted) -> bool:
    """Whether the number is introduced as a part of one before it: including 3 children; of whom 12."""
    node = counted.node
    for token in (node, *node.ancestors()):
        if token.lower in ("including", "among", "include"):
            return True
        if token.pos in ("VERB", "AUX"):
            return any(
                c.lower in ("of", "among", "including")
                and any(g.lower in ("whom", "them", "which") for g in c.children)
                for c in token.children
            )
    return False
