"""Who gives a figure, as of when, and where.

The giver comes from the statement a figure stands in, else from the verb that hands the number on (givers.py); the time
and the place from its clause, then its sentence.  What the text does not say stays empty: a city that speaks ("Baku
announced") is a source and no place.

The as-of is the day that the count speaks for.  A day that only dates what happened ("killed in last week's operation",
"when a depot blew up on Monday") is the event's: the count stands as of the day it was given.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from dateline.annotate.figures.continued import FORMER
from dateline.annotate.figures.find import Numbers
from dateline.annotate.figures.givers import find_givers, find_sources, hands_on
from dateline.annotate.figures.places import (
    all_together,
    holds,
    in_words,
    is_of_a_part,
    is_of_another_clause,
    place_before,
    place_of,
)
from dateline.annotate.figures.vocabulary import Kinds
from dateline.annotate.figures.withdrawn import is_withdrawn
from dateline.clauses import (
    LONG_AGO,
    VERBS,
    at_time,
    dated_status,
    innermost,
    is_since,
    so_far,
    verbs_above,
    when,
    within,
    year_of,
)
from dateline.records import AsOf, Entity, Figure, Mention, Published, Statement, Time
from dateline.syntax import Sentence, Token


def attribute_figures(
    numbers: Numbers,
    sentences: Sequence[Sentence],
    times: Sequence[Time],
    published: Published,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    kinds: Kinds,
) -> tuple[Figure, ...]:
    """The figures with statement, giver and givers, as-of (and what it is based on) and place."""
    named = {entity.id: entity for entity in entities}
    speaking = {span for statement in statements for span in statement.source}
    mentions = sorted(mentions, key=lambda m: m.start)
    known_places = {entity.id for entity in entities if entity.kind == "place"}
    places = [m for m in mentions if m.form == "name" and m.entity in known_places and (m.start, m.end) not in speaking]
    states = [m for m in mentions if m.form == "metonym" and m.place is not None]
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: t.start)
    year = year_of(published, dates)
    stand = stands_as_of(sentences, times, published)
    posts = [time for time in dates if time.why[:1] == ("posted",) and time.earliest]
    sources = find_sources(sentences, mentions, named, statements, numbers.figures, kinds)
    said_in = innermost([(f.start, f.end) for f in numbers.figures], statements)
    done: list[Figure] = []
    for figure, said in zip(numbers.figures, said_in, strict=True):
        at = max(0, bisect_right(sources.starts, figure.start) - 1)
        sentence, following = sentences[at], next(iter(sentences[at + 1 : at + 2]), None)
        token = sentence.at(figure.end - 1) or sentence.tokens[0]
        if figure.status == "actual" and is_withdrawn(sentence, following, said, statements, kinds.modality):
            figure = replace(figure, status="denied", why=(*figure.why, "taken back by the report"))
        dated = within(dates, sentence, figure.start)
        dated = _begun(dated, sentence, published) if figure.status == "actual" else dated
        dated = [t for t in dated if not _is_of_another(t, figure, sentence, numbers.figures)]
        meant = _that_when_means(token, dated, year)
        as_of = when(token, meant or _counting(figure, token, dated, year, said, published, kinds), said, published)
        if meant and not as_of.time:
            as_of = at_time(meant[0], "sentence")
        as_of = as_of if figure.status in ("planned", "hypothetical") else so_far(as_of, published)
        before: tuple[str, ...] = ()
        if not as_of.time and _is_told_before(said, sentence, token, kinds):
            as_of, before = AsOf(latest=stand.latest, basis="statement"), ("as of: told before, and not said when",)
        elif as_of.time and (same := _EARLIER_ON.search(sentence.text, sentence.start, figure.start)) is not None:
            as_of, before = replace(as_of, earliest=None, best=None), (f"as of: {same[0].lower()}",)
        elif as_of.time and (whole := _dated_later(figure, as_of, done, sentence, dates)) is not None:
            as_of = whole
        elif not as_of.time:
            as_of = _as_of_whole(figure, done, sentence) or _posted(figure, posts) or stand
        if figure.status == "actual" and not as_of.time and year and (ended := _ended(token, kinds)) <= year - LONG_AGO:
            as_of = AsOf(latest=f"{ended}-12-31", basis="sentence")
        givers = find_givers(figure, token, said, sources)
        by_name = any(entity for _, entity in givers)
        near = within(places, sentence, figure.start)
        near = [m for m in near if not is_of_a_part(m, figure, token, numbers.figures)]
        near = [m for m in near if not is_of_another_clause(m, figure, token, numbers.figures)]
        place = place_of(figure, token, near, said, kinds, by_name=by_name)
        there = place.entity if place else place_before(figure, token, done)
        if there is None and (state := holds(figure, token, within(states, sentence, figure.start))) is not None:
            there = state.place  # "Italy reported 600 new cases"
        together = all_together(figure, place, near, sentence, named) if place else ()
        if not givers and done and done[-1].giver and _is_still_speaking(figure, token, done[-1], sentence, kinds):
            givers = [(done[-1].giver, done[-1].giver_entity)]
        inner = givers[-1] if givers else None
        giver = next((g for g in reversed(givers) if g[1] or not g[0].startswith("unnamed")), inner)
        done.append(
            replace(
                figure, statement=said.id if said else None, giver=giver[0] if giver else None,
                giver_entity=giver[1] if giver else None, givers=tuple(name for name, _ in givers), as_of=as_of,
                status=dated_status(figure.status, as_of, year),
                place=in_words(named[one].name for one in together or (there,) if one) or None,
                place_entity=None if together else there, why=(*before, *figure.why),
            )
        )  # fmt: skip
    return tuple(done)


def _is_told_before(said: Statement | None, sentence: Sentence, token: Token, kinds: Kinds) -> bool:
    """Whether a count is older than the report, which does not say by how much: "had put the toll at 229", "earlier
    said".  Dated like the others of its report it would be disputed by the number that it gave way to.
    """
    verb = sentence.at(said.cue[-1][1] - 1) if said and said.cue else None
    inner = next((t for t in islice(token.ancestors(), 4) if t.pos == "VERB" and t.lemma.lower() in kinds.giving), None)
    first, last = sorted((token.i, inner.i)) if inner is not None else (0, 0)
    apart = any(t.text == ";" for t in sentence.tokens[first:last])  # "14 have died; earlier it spoke of 11"
    if inner is not None and inner is not verb and not apart and _is_of_before(inner):
        return True  # ""At first we had confirmed 275 deaths," the governor said"
    if verb is None or verb.pos != "VERB":
        return False
    past = verb.tag == "VBN" and any(c.dep == "aux" and c.lower in ("had", "'d", "’d") for c in verb.children)
    subject = verb.child("nsubj")
    goes_on = subject is not None and subject.pos == "PRON"  # "The hospital said ... It had admitted 33"
    return (past and not goes_on) or _is_of_before(verb)


def _is_of_before(verb: Token) -> bool:
    """Whether a word beside a verb of telling says that more has been told since: "earlier said", "at first said"."""
    first = (c.child("pobj", "pcomp", "amod", "advmod") for c in verb.children if c.lower == "at")
    at_first = any(t is not None and t.lower == "first" for t in first)
    return at_first or any(c.dep == "advmod" and c.lower in _EARLIER for c in verb.children)


_EARLIER_ON = re.compile(r"\bearlier (?:on|that|the same|in the) (?:same )?\w*day\b", re.IGNORECASE)
"""Before the number of a day that has another number since."""
_EARLIER = frozenset({"earlier", "previously", "initially", "originally"})


def _as_of_whole(figure: Figure, done: Sequence[Figure], sentence: Sentence) -> AsOf | None:
    """The time that its sentence gives the whole of a part: "129 were killed last year, 69 of them in Iraq"."""
    whole = next((f for f in reversed(done) if f.id == figure.part_of), None) if figure.part_of else None
    dated = whole is not None and whole.start >= sentence.start and whole.as_of.time is not None
    return whole.as_of if whole is not None and dated else None


def _dated_later(
    figure: Figure, as_of: AsOf, done: Sequence[Figure], sentence: Sentence, dates: Sequence[Time]
) -> AsOf | None:
    """The time of the whole, where that of its part stands before both: "In a report on Monday it said 129 were killed
    last year, 69 of them in Iraq"."""
    whole, start = _as_of_whole(figure, done, sentence), {t.id: t.start for t in dates}
    if whole is None or whole.time == as_of.time or whole.basis != "sentence":
        return None
    first = next(f.start for f in done if f.id == figure.part_of)
    own, its = start.get(as_of.time or ""), start.get(whole.time or "")
    return whole if own is not None and its is not None and own < first < its < figure.start else None


def _that_when_means(token: Token, dates: Sequence[Time], year: int | None) -> list[Time]:
    """The past year before the "when" that begins the clause of a count: "a series of storms in 2008, when a thousand
    people were killed"."""
    clauses = (verb for verb in verbs_above(token)[:2] if verb.dep in ("relcl", "advcl"))
    begins = next((c for verb in clauses for c in verb.children if c.lower == "when" and c.i < token.i), None)
    if begins is None or year is None or begins.i < 1 or begins.sentence.tokens[begins.i - 1].text != ",":
        return []
    before = [t for t in dates if t.latest and int(t.latest[:4]) <= year - LONG_AGO and t.end <= begins.start]
    near = [t for t in before if begins.start - t.end <= len(", ")]
    return near[-1:]


def _is_still_speaking(figure: Figure, token: Token, before: Figure, sentence: Sentence, kinds: Kinds) -> bool:
    """Whether the giver of the figure before gives this one too: its list goes on, or "it had counted 36,085"."""
    if before.start >= sentence.start:
        return figure.why[-1].startswith("goes on") or _is_joined_to(before, token, sentence)
    if sentence.start - before.end > _NEXT:
        return False
    subjects = (hands_on(verb, kinds) for verb in verbs_above(token)[:2])
    return any(subject is not None and subject.lower in ("it", "they", "he", "she") for subject in subjects)


def _is_joined_to(before: Figure, token: Token, sentence: Sentence) -> bool:
    """Whether a count goes on in a list of clauses: "Police said 12 were killed, 30 were hurt and five are missing"."""
    verb, last = next(iter(verbs_above(token)), None), sentence.at(before.end - 1)
    subject = verb.child("nsubj", "nsubjpass") if verb is not None else None
    if subject is None or last is None or not before.giver:
        return False
    first = subject.left
    link = sentence.tokens[first - 1].lower if first else ""
    between = sentence.tokens[last.i + 1 : first - 1]
    plain = all(t.pos != "PUNCT" and t.lower not in _TURNS for t in between)
    return subject.left <= token.i <= subject.right and link in (",", "and") and plain and last.i < first


_TURNS = frozenset({"as", "while", "but", "when", "after", "before", "although", "though", "whereas"})
_NEXT = 200
"""Code points from a figure to a sentence whose "it" may mean its giver."""


def stands_as_of(sentences: Sequence[Sentence], times: Sequence[Time], published: Published) -> AsOf:
    """What a report's figures stand as of where nothing else dates them: the day that a heading near its top names ("As
    of 23 September 2025", "Period covered: 26 June to 17 August"), else the day of the report."""
    for sentence in sentences[:_TOP]:
        found = _STAND.search(sentence.text, sentence.start, sentence.end) if len(sentence.tokens) <= _HEADING else None
        if found is None:
            continue
        near = within(times, sentence, found.start())
        named = [t for t in near if t.start > found.start() and _is_day(t) and _is_past(t, published)]
        if named:
            last = max(named, key=lambda t: (str(t.latest)[:10], t.start))
            day = str(last.latest)[:10]
            return AsOf(earliest=last.earliest, latest=last.latest, best=day, basis="statement", time=last.id)
    if not (published.earliest or published.latest):
        return AsOf()
    return AsOf(earliest=published.earliest, latest=published.latest, best=published.best, basis="report")


def _posted(figure: Figure, posts: Sequence[Time]) -> AsOf | None:
    """The hour of the entry of a live page that a figure stands in."""
    k = bisect_right(posts, figure.start, key=lambda time: time.start) - 1
    if k < 0:
        return None
    time = posts[k]
    return AsOf(earliest=time.earliest, latest=time.latest, best=time.earliest, basis="statement", time=time.id)


def _is_day(time: Time) -> bool:
    return time.earliest is not None and time.latest is not None and time.earliest[:10] == time.latest[:10]


def _is_past(time: Time, published: Published) -> bool:
    return published.latest is None or (time.latest or "")[:10] <= published.latest[:10]


_STAND = re.compile(r"\b(?:as (?:of|at|on)|period (?:covered|of report)|reporting period|status on)\b", re.IGNORECASE)
_TOP = 8
_HEADING = 20
"""Sentences from the top, and tokens of one, that may say as of when a report stands."""


# --- as of -----------------------------------------------------------------------------------------------------------


_RUNNING = frozenset({"killed", "injured", "missing", "detained", "displaced", "evacuated"})
"""Kinds whose counts run on after the event; a crowd is counted on its day."""
_STATES = frozenset({"affected", "in need", "homes destroyed", "homes damaged"})
"""The same of labels."""


def _counting(
    figure: Figure,
    token: Token,
    dates: Sequence[Time],
    year: int | None,
    said: Statement | None,
    published: Published,
    kinds: Kinds,
) -> list[Time]:
    """The times that may be the as-of of a figure at `token`; "between A and B" is one, from the first to the last."""
    found: list[Time] = []
    for time in dates:
        at = token.sentence.at(time.start)
        if at is None or is_since(time, token) or _is_anothers(at, time, figure) or _is_until(at):
            continue
        long_ago = year is not None and time.latest is not None and int(time.latest[:4]) <= year - LONG_AGO
        # an old event dates its count better than the report does, and makes it historical
        told = said is None or any(start <= time.start < end for start, end in said.content)
        old = long_ago or (_is_settled(time, published) and _dates_the_act(at, time, figure, token))
        running = figure.kind in _RUNNING or figure.label in _STATES or figure.unit == "other"
        if running and told and not old and _is_the_events(at, time, figure, token, kinds):
            continue
        if found and _spans(at, found[-1], time):
            time = replace(time, earliest=found[-1].earliest)
            found.pop()
        found.append(time)
    return found


def _is_until(at: Token) -> bool:
    """Whether a time only says how long something lasts: "held until 22 May", not "from Monday until Friday"."""
    before = [t.lower for t in at.sentence.tokens[max(0, at.i - _SPAN) : at.i]]
    return before[-1:] in (["until"], ["till"]) and "from" not in before


_SPAN = 5
"""Tokens of a span of time up to the word that names its end, at most."""


def _ended(token: Token, kinds: Kinds) -> int:
    """The year in which the war ended in which a fact at `token` lies: "eight nurses died in the Vietnam war"."""
    verbs = verbs_above(token)[:1]
    for match in kinds.wars.finditer(token.sentence.text, token.sentence.start, token.sentence.end):
        at = token.sentence.at(match.end() - 1)
        above = next((t for t in at.ancestors() if t.pos in VERBS), None) if at is not None else None
        if above in verbs or (above is not None and above.head is token):
            return kinds.ended[match[0].lower()]
    return _NEVER


_NEVER = 9999


def _begun(times: Sequence[Time], sentence: Sentence, published: Published) -> list[Time]:
    """The times that may date what is so: none after the report, and of a weekday read as the next one the last."""
    found = []
    for time in times:
        ahead = _days_after(time, published)
        if ahead > 0 and time.latest and time.earliest and _WEEKDAY.match(sentence.text, time.start):
            ahead -= _WEEK
            day = (date.fromisoformat(time.earliest[:10]) - timedelta(days=_WEEK)).isoformat()
            time = replace(time, earliest=day, latest=day)
        if ahead <= 0:
            found.append(time)
    return found


def _days_after(time: Time, published: Published) -> int:
    """Days from the last on which a report may have been printed to the first of a time; none where one is unknown."""
    if not (time.earliest and published.latest) or len(time.earliest) < len("2023-09-26"):
        return 0
    return (date.fromisoformat(time.earliest[:10]) - date.fromisoformat(published.latest[:10])).days


_WEEKDAY = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_WEEK = 7
_DEEP = 12
"""Steps from a time to the verb that it may date."""


def _is_of_another(time: Time, figure: Figure, sentence: Sentence, figures: Sequence[Figure]) -> bool:
    """Whether a time hangs on another number: the Tuesday of "121 have been rescued, an extra 31 people on Tuesday"."""
    at = sentence.at(time.start)
    whose = at.head.head if at is not None and at.head.pos == "ADP" else at
    if whose is None or whose is at:
        return False
    if whose.pos in VERBS:
        # "put it at 110 and the ministry said 20 were killed on Friday"
        said, counts = whose.head, whose.child("nsubj", "nsubjpass", "dobj")
        if whose.dep != "ccomp" or said.dep != "conj" or counts is None or not figure.end < said.start < counts.start:
            return False
        whose = counts
    k = bisect_right(figures, whose.start, key=lambda f: f.start) - 1
    other = figures[k] if k >= 0 else figure
    return other.start <= whose.start < other.end and other.start != figure.start


def _dates_the_act(at: Token, time: Time, figure: Figure, token: Token) -> bool:
    """Whether a time hangs on a verb above a count, or on what did it: "a bombing in March killed 40"; what happened
    then does not date a toll or what was found since."""
    verbs = verbs_above(token)
    if at.head.head in verbs:
        return True
    way = list(islice(at.ancestors(), _DEEP))
    verb = next((above for above in way if above.pos in VERBS), None)
    nouns = [t for t in way[: way.index(verb)] if t.pos == "NOUN"] if verb is not None else []
    if any(above.dep == "relcl" and above.head in nouns[:2] for above in verbs[:1]):
        return True  # "in some ways like last year's bombing, which claimed 191 lives"
    named = sum(not time.start <= t.start < time.end for t in nouns)
    if named > 1:
        return False  # "on the anniversary of last year's handover"
    if verb is None or not any(why.startswith(("verb: ", "adjective: ")) for why in figure.why):
        return False
    told = verb.head if verb.dep == "advcl" else verb  # "were killed when a plane crashed in March"
    return told in verbs or (verb.dep == "acl" and verb.head is token)  # "the 40 killed in the attack in March"


def _is_settled(time: Time, published: Published) -> bool:
    """Whether a time lies so far back that its count no longer runs: "in May a bomb was laid that killed seven"."""
    if not (time.latest and published.earliest) or len(time.latest) < len("2023-09-26"):
        return False
    return date.fromisoformat(published.earliest[:10]) - date.fromisoformat(time.latest[:10]) > _SETTLED


_SETTLED = timedelta(days=60)


def _is_anothers(at: Token, time: Time, figure: Figure) -> bool:
    """Whether a time dates the number that a figure is compared with: "down from 9,400 a week ago", "86 more than on
    Friday"."""
    tokens = at.sentence.tokens
    before = reversed(tokens[: at.i])
    first = next((t.i for t in before if t.end <= time.start and t.pos not in ("DET", "ADP")), None)
    near = tokens[max(0, at.left - 2) : at.i]
    if any(t.lower == "than" and figure.end <= t.start and t.end <= time.start for t in near):
        return True
    if _is_compared(tokens, figure.end, time.start):
        return True
    if first is None or tokens[first].pos != "NUM" or figure.start <= tokens[first].start < figure.end:
        return False
    return f"{tokens[first - 2].lower} {tokens[first - 1].lower}" in FORMER if first > 1 else False


def _is_compared(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether what a comparison holds a count against stands between two offsets: "a figure far higher than in a quake
    five years ago", not "than" and a number."""
    first = bisect_left(tokens, start, key=lambda token: token.start)
    last = bisect_left(tokens, end, key=lambda token: token.start)
    for token in tokens[first:last]:
        if token.lower == "than" and token.i + 1 < last and tokens[token.i + 1].pos != "NUM":
            return all(t.text not in (",", ";") for t in tokens[token.i : last])
    return False


def _spans(at: Token, first: Time, last: Time) -> bool:
    """Whether two times are the ends of one: between 1988 and 1994, from Monday to Wednesday."""
    tokens = at.sentence.tokens
    link = tokens[at.i - 1] if at.i else at
    opening = at.sentence.at(first.start)
    before = tokens[opening.i - 1].lower if opening is not None and opening.i else ""
    ordered = bool(first.earliest and last.latest and first.earliest <= last.latest)
    joined = first.end <= link.start and link.start - first.end <= 2
    both = link.lower == "and" and at.head is opening  # "in attacks on Monday and Wednesday"
    return ordered and joined and (both or (before, link.lower) in _SPANS)


_SPANS = frozenset({("between", "and"), ("from", "to"), ("from", "until"), ("from", "through")})


def _is_the_events(at: Token, time: Time, figure: Figure, token: Token, kinds: Kinds) -> bool:
    """Whether a time dates what happened and not the count at `token`: last week's operation, when a depot blew up on
    Monday, a raid that began on Monday and killed 20."""
    tokens = at.sentence.tokens
    if any(t.text == "(" for t in tokens[max(0, at.i - _CITED) : at.i]):
        return False  # "(IFRC, 25 January)": when it was counted
    owns = any(t.dep == "case" and t.start == time.end for t in tokens[at.i : at.i + _CITED])  # "last year's handover"
    if _is_season(time) and not owns:
        return False  # "killed in gang violence in the first half of the year": what was counted, and no one event
    own = {id(t) for t in (token, *token.ancestors())}
    node = at
    while node.pos not in VERBS:
        head = node.head
        if head is node:
            return False
        inside = time.start <= head.start < time.end
        if head.pos == "NOUN" and not inside and id(head) not in own:
            return True
        if head.lower in kinds.papers:
            return False  # "the report of 16 September, which gave 40 dead"
        node = head
    verbs = verbs_above(token)
    if node in verbs:
        if _is_of_subject(at, node, figure, kinds):
            return True
        k = verbs.index(node)
        loose = k > 0 and verbs[k - 1].dep in _LOOSE
        return loose and node.lemma.lower() not in kinds.giving
    while node.head is not node and node not in verbs:
        if node.dep in _LOOSE:
            # "355,000 people displaced between May and June", but not "four men who left on Friday are missing"
            of_those = figure.start <= node.head.start < figure.end
            return not of_those or (node.dep == "relcl" and not any(f": {node.lemma} +" in why for why in figure.why))
        node = node.head
    return False


def _is_of_subject(at: Token, verb: Token, figure: Figure, kinds: Kinds) -> bool:
    """Whether a time stands between a verb and the event that is its subject: "the battle last week left 40 dead"."""
    subject = verb.child("nsubj")
    if subject is None or not subject.i < at.i < verb.i or subject.pos != "NOUN":
        return False
    known = kinds.who.keys() | kinds.bodies | kinds.papers | kinds.nouns.keys()
    acts = subject.entity or {subject.lower, subject.lemma.lower()} & known
    return not acts and figure.start > verb.start


def _is_season(time: Time) -> bool:
    """Whether a time is as long as a season."""
    whole = bool(time.earliest and time.latest and time.type == "DATE")
    first, last = ((day or "")[:10] for day in (time.earliest, time.latest))
    return whole and date.fromisoformat(last) - date.fromisoformat(first) > _SEASON


_SEASON = timedelta(days=80)
_LOOSE = frozenset({"advcl", "relcl", "acl", "pcomp"})
_CITED = 5
"""Tokens between an opening bracket and the date of what it cites."""
