"""What a clause says of the facts in it: whether it is so, when, and who says so.

Figures and events ask the same of the words around them; they are siblings and share it here.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TypeVar

from dateline import lexicon
from dateline.records import AsOf, Basis, Mention, Published, Span, Statement, Status, Time
from dateline.syntax import Sentence, Token

VERBS = ("VERB", "AUX")
DASHES = frozenset({"-", "--", "–", "—", "―"})
"""What stands between words for a pause, or before a name that signs."""
LONG_AGO = 2
"""Years before the report from which on a fact belongs to an earlier war or flood."""
_T = TypeVar("_T", Time, Mention)


# --- whether ---------------------------------------------------------------------------------------------------------


class Whether(lexicon.Entry, frozen=True, kw_only=True):
    """Words above or at a verb that say whether it is so."""

    words: tuple[str, ...]
    status: Status


class Told(lexicon.Entry, frozen=True, kw_only=True):
    """Nouns for what is told."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Modality:
    """The compiled vocabulary of modality.toml."""

    governors: dict[str, Status]
    auxiliaries: dict[str, Status]
    verdicts: dict[str, Status]
    """What a predicate makes of the report or figure that it is said of: "the claim that 40 died is false"."""
    told: frozenset[str]
    """Nouns for what is told."""
    proof: frozenset[str]
    """Nouns for what would show it: "no sign that 40 died"."""


def load_modality() -> Modality:
    """Reads modality.toml.  Raises LexiconError."""
    return Modality(
        governors=_statuses("governor"),
        auxiliaries=_statuses("auxiliary"),
        verdicts=_statuses("verdict"),
        told=frozenset(word for entry in lexicon.read("modality", "told", Told) for word in entry.words),
        proof=frozenset(word for entry in lexicon.read("modality", "proof", Told) for word in entry.words),
    )


def _statuses(table: str) -> dict[str, Status]:
    return {word: entry.status for entry in lexicon.read("modality", table, Whether) for word in entry.words}


_ABOVE = frozenset({"xcomp", "ccomp", "acl", "pcomp", "conj", "auxpass", "acomp", "oprd", "amod", "csubj"})


def status(token: Token, modality: Modality) -> Status:
    """Whether what a verb, noun or adjective says is so: by its auxiliaries and negation, then by what governs it."""
    if _negated(token):
        return "denied"
    if (verdict := _verdict(token, modality)) is not None:
        return verdict
    if token.pos == "NOUN" and (asked := _of_noun(token, modality)) is not None:
        return asked
    there = _there_is(token)
    if there is not None and _negated(there):
        return "denied"  # "there are not 500 dead"
    if there is not None and (own := _own_status(there, modality)) is not None:
        return own
    before = token
    beside = False  # what a verb is joined to does not govern it: "denied the raid and put the missing at 86"
    for step, verb in enumerate((token, *token.ancestors())):
        if (own := _own_status(verb, modality)) is not None:
            return own
        governor = verb.lemma.lower()
        taken_for = governor == "consider" and before.dep in ("oprd", "acomp")  # "13 are considered missing"
        taken_for = taken_for or (governor == "able" and _was(verb.head))  # "has been able to help 420,000"
        if step and not beside and not taken_for and governor in modality.governors:
            return modality.governors[governor]
        before, beside = verb, verb.dep == "conj"
        if beside and _stands_alone(verb):
            break
        participle = step == 0 and verb.dep == "acl" and verb.tag == "VBN" and verb.child("nsubj", "aux") is None
        if step > 2 or verb.dep not in _ABOVE or participle or _is_set_off(verb):
            break
        if verb.dep == "ccomp" and verb.child("aux") is None and verb.head.lemma.lower() not in modality.governors:
            break
    return "actual"


def _is_set_off(clause: Token) -> bool:
    """Whether brackets or a dash part a clause from the verb that the parse hung it on: "Despite the danger (two were
    shot last week), thousands risked their lives"."""
    if clause.dep != "ccomp" or clause.child("mark") is not None:
        return False
    tokens = clause.sentence.tokens
    first, last = sorted((clause.i, clause.head.i))
    apart = (t for t in tokens[first + 1 : last] if t.text in DASHES and tokens[t.i - 1].end < t.start)
    return any(t.text in ("(", ")") for t in tokens[first + 1 : last]) or next(apart, None) is not None


def _was(be: Token) -> bool:
    """Whether a form of "be" is of the past."""
    return be.tag in ("VBD", "VBN") and not any(c.lower in ("would", "may", "might", "could") for c in be.children)


def _verdict(token: Token, modality: Modality) -> Status | None:
    """What is said of the claim, report or figure that something stands in: "the figure of 224 deaths is false"."""
    for inner in (token, *islice(token.ancestors(), 5)):
        beside: list[Token] = []
        if inner.lemma.lower() in modality.told:
            beside += inner.children  # "dismissed as false reports that 40 died"
            if inner.dep == "dobj" and modality.governors.get(inner.head.lemma.lower()) == "denied":
                return "denied"  # "dismissed claims that 40 died"
            if inner.dep in ("nsubj", "dobj"):
                beside += inner.head.children  # "the report that 40 died is false"
        elif inner.dep == "ccomp" and inner.head.lemma in _BELIEVING and _negated(inner.head):
            return "denied"  # "he did not believe that 471 had died"
        elif inner.dep in ("acl", "ccomp", "relcl") and _is_unproven(inner, modality):
            return "denied"  # "found no evidence that 40 had died"
        elif inner.dep in ("ccomp", "csubj", "advcl") and inner.head.pos in ("AUX", "ADJ"):
            beside += (inner.head, *inner.head.children)  # "it is not true that 40 died"
        for judged in beside:
            known = modality.verdicts.get(judged.lemma.lower()) if judged.dep in _PREDICATES else None
            if known is not None and _negated(judged) == (judged.lemma.lower() in AFFIRMING):
                return known
    return None


def _is_unproven(clause: Token, modality: Modality) -> bool:
    """Whether a clause with "that" stands with what there is none of: "no sign that", "did not find any proof that"."""
    if not any(c.dep == "mark" and c.lower == "that" for c in clause.children):
        return False
    above = clause.head
    for noun in (above, above.child("dobj", "attr")) if above.pos in VERBS else (above,):
        if noun is not None and noun.i < clause.i and noun.lemma.lower() in modality.proof:
            return any(c.lower == "no" for c in noun.children) or _negated(noun.head)
    return False


_PREDICATES = frozenset({"acomp", "attr", "oprd", "amod"})
_BELIEVING = frozenset({"believe", "think"})
AFFIRMING = frozenset({"true", "correct", "accurate"})
"""What denies only behind a "not"."""


def _stands_alone(verb: Token) -> bool:
    """Whether a joined verb has what the first has not: "denies targeting civilians but has killed thousands"."""
    own = verb.child("aux", "nsubj", "nsubjpass") is not None
    return own or (verb.tag in ("VBD", "VBZ", "VBP") and verb.head.tag in ("VBN", "VBG", "VB"))


def _there_is(token: Token) -> Token | None:
    """The verb that says that somebody is there: the "be" of "there could be 40 dead", "there may be 300 hurt men"."""
    for inner in (token, *islice(token.ancestors(), 2)):
        if inner.dep == "attr":
            return inner.head if inner.head.child("expl") is not None else None
        if inner.dep not in ("amod", "nummod", "acl"):
            return None
    return None


def _of_noun(noun: Token, modality: Modality) -> Status | None:
    """What a verb or noun makes of its object: "demanded the release of 12", "the threat of an attack"."""
    while noun.dep == "conj" and noun.head.pos == "NOUN":
        noun = noun.head
    if noun.dep == "pobj":
        prep = noun.head
        before = prep.sentence.tokens[prep.i - 1] if prep.i else prep  # "issued warrants for the arrest" may hang there
        above = before if before.pos == "NOUN" else prep.head
        if prep.lower == "for" and above.pos == "VERB" and above.lemma == "try":
            return "actual"  # "will be tried for the killing of 12"
        return modality.governors.get(above.lemma.lower()) if prep.lower in ("of", "for") else None
    lemma = noun.head.lemma.lower()
    known = modality.governors.get(lemma) if lemma not in _TAKES_OBJECTS else None
    if noun.dep == "nsubjpass":  # "the talks were cancelled"; an attack that was planned may have been made
        return known if known == "denied" else None
    return known if noun.dep == "dobj" else None


_TAKES_OBJECTS = frozenset({"call", "set", "need", "wait", "project"})
"""Governors whose object is none of theirs: "called the victims", "set the fire"."""


def _negated(token: Token) -> bool:
    """Whether a "not" stands at a word or above it in one chain of verbs: "were not able to return"."""
    for _ in range(4):
        if any((child.dep == "neg" and not _affirms(child)) or _is_neither(child) for child in token.children):
            return True
        if token.dep not in ("xcomp", "acomp", "oprd"):
            return False
        token = token.head
    return False


def _affirms(negation: Token) -> bool:
    """Whether a "not" denies no more than that it came sooner, or alone: "but not before hundreds had fled"."""
    behind = negation.sentence.tokens[negation.i + 1 : negation.i + 2]
    return bool(behind) and behind[0].lower in ("before", "until", "only")


def _is_neither(subject: Token) -> bool:
    """Neither side has agreed.  Not "nobody was killed": that is a count of none, and so."""
    neither = subject.lower == "neither" or any(c.lower == "neither" for c in subject.children)
    return subject.dep in ("nsubj", "nsubjpass") and neither


def _own_status(verb: Token, modality: Modality) -> Status | None:
    if verb.tag == "VB" and verb.dep == "xcomp" and verb.head.lemma == "be" and verb.head.pos == "AUX":
        return "planned"  # "the rebels are to withdraw"
    if verb.tag == "VB" and verb.dep in ("acl", "advcl") and verb.head.lemma in ("appeal", "permission", "fund"):
        return "planned"  # "appealed for $333 million to assist 1.6 million people"
    if verb.tag == "VB" and verb.dep in ("xcomp", "advcl") and verb.head.lemma in _MADE:
        subject = verb.head.child("nsubjpass", "nsubj")
        meant = modality.governors.get(subject.lemma.lower()) if subject is not None else None
        if meant is not None:
            return meant  # "plans are being made to house 400 families"
    for child in verb.children:
        if child.dep == "aux" and child.lower in modality.auxiliaries and verb.pos in VERBS:
            told = child.lower == "would" and (_announces(verb) or _is_ahead(verb))
            return "planned" if told else modality.auxiliaries[child.lower]
        if child.dep == "mark" and child.lower in ("if", "unless"):
            return "hypothetical"
    return None


def _is_ahead(verb: Token) -> bool:
    """Whether "would be coming" is the "will" of what somebody said: "said that 10,000 troops would be arriving"."""
    going = verb.tag == "VBG" and any(c.dep == "aux" and c.lower == "be" for c in verb.children)
    return going and verb.dep == "ccomp" and not any(c.dep == "advcl" for c in verb.children)


def _announces(verb: Token) -> bool:
    """Whether "would" is the "will" of what somebody said of his own acts: "Germany said it would send 50 rescuers"."""
    subject, says = verb.child("nsubj"), verb.head
    own = subject is not None and subject.lower in ("it", "he", "she", "they")
    return own and verb.dep == "ccomp" and says.tag in ("VBD", "VBN") and verb.child("dobj") is not None and not any(
        c.dep == "advcl" and any(m.lower in ("if", "unless") for m in c.children) for c in verb.children
    )


_MADE = frozenset({"make", "draw", "be", "begin", "start", "continue"})


def dated_status(known: Status, when: AsOf, year: int | None) -> Status:
    """historical, where the sentence dates an actual fact years before the report, and else the status as it was."""
    past = when.latest or when.earliest
    if known == "actual" and when.basis == "sentence" and past and year and int(past[:4]) <= year - LONG_AGO:
        return "historical"
    return known


# --- who says so -----------------------------------------------------------------------------------------------------


def names_label(name: Token) -> bool:
    """ "the rights group Hengaw said": the parser makes two subjects of the label and the name right behind it."""
    if name.dep != "nsubj" or not name.left or not name.text[:1].isupper():
        return False
    label = name.sentence.tokens[name.left - 1]
    return label.dep == "nsubj" and label.head is name.head and label.tag == "NN"


def innermost(spans: Sequence[Span], statements: Sequence[Statement]) -> list[Statement | None]:
    """For each span, in the order of the text, the statement with the shortest content around it; None without one.

    Of two with one content ("the UN said, citing the ministry") it is the one that the other passes on.
    """
    contents = sorted(
        ((start, end, i) for i, statement in enumerate(statements) for start, end in statement.content),
        key=lambda content: content[0],
    )
    opened: list[tuple[int, int, int]] = []
    found: list[Statement | None] = []
    k = 0
    for start, end in spans:
        while k < len(contents) and contents[k][0] <= start:
            opened.append(contents[k])
            k += 1
        opened = [content for content in opened if content[1] > start]
        around = [content for content in opened if content[1] >= end] or opened
        nearest = min(
            around, key=lambda c: (c[1] - c[0], -c[0], statements[c[2]].parent is None, c[2]), default=None
        )
        found.append(statements[nearest[2]] if nearest is not None else None)
    return found


# --- when ------------------------------------------------------------------------------------------------------------


FAR = 9
"""The distance (see _distance) of a time that says nothing of a fact."""
DEEPEST = 40
"""How many tokens up a verb is looked for: no real sentence is as deep, a run-on list may be."""


def verbs_above(token: Token) -> list[Token]:
    """The verbs that a token hangs on, nearest first, up to the depth of any real sentence; a verb hangs on itself."""
    return [t for t in (token, *islice(token.ancestors(), DEEPEST)) if t.pos in VERBS]


def when(token: Token, dates: Sequence[Time], said: Statement | None, published: Published) -> AsOf:
    """The time of a fact at `token`: of its clause, else of the statement, else of the report.

    `dates` are the dates and clock times of its sentence.
    """
    cues = said.cue if said else ()
    opens = dateline(token.sentence)
    dates = [t for t in dates if t.start >= opens and not is_since(t, token)]
    own = [t for t in dates if not _dates_the_saying(token.sentence, t, cues)]
    verbs = verbs_above(token)
    ranked = sorted(own, key=lambda t: (_distance(token, verbs, t), abs(t.start - token.start)))
    if len(ranked) > 1 and _is_surer(ranked[1], ranked[0]) and _distance(token, verbs, ranked[1]) < FAR:
        ranked = ranked[1:]
    for time in ranked[:1]:
        if _can_be_dated(time, published) and _distance(token, verbs, time) < FAR:
            return at_time(time, "sentence")
    for time in dates:
        if time not in own and _can_be_dated(time, published):
            return at_time(time, "statement")
    if not (published.earliest or published.latest):
        return AsOf()
    return AsOf(earliest=published.earliest, latest=published.latest, best=published.best, basis="report")


def days_before(token: Token) -> tuple[Token, int] | None:
    """The verb above a clause that tells what came N days earlier, and N: of "fled a day after troops entered", asked
    at "entered", the verb "fled" and 1."""
    verb = next(iter(verbs_above(token)), None)
    marks = (c for c in verb.children if c.dep == "mark" and c.lower == "after") if verb is not None else iter(())
    mark = next(marks, None)
    if verb is None or mark is None or verb.dep != "advcl" or mark.i < _COUNTED:
        return None
    unit, count = verb.sentence.tokens[mark.i - 1], verb.sentence.tokens[mark.i - 2].lower
    days = _DAYS.get(unit.lower, 0) * (int(count) if count.isdecimal() and len(count) < 3 else _COUNTS.get(count, 0))
    return (verb.head, days) if days else None


_COUNTED = 2
"""Tokens of "two days" before the "after"."""
_DAYS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


def earlier(as_of: AsOf, days: int) -> AsOf:
    """What came some days before a time: of a day that is known that day, else no more than until when."""
    ends = [end[:10] if end else None for end in (as_of.earliest, as_of.latest)]
    first, last = ((date.fromisoformat(e) - timedelta(days=days)).isoformat() if e else None for e in ends)
    if as_of.basis != "sentence":
        return AsOf(latest=last, basis=as_of.basis)
    return AsOf(earliest=first, latest=last, best=last if first == last else None, basis="sentence")


def at_time(time: Time, basis: Basis) -> AsOf:
    """The as-of that a time gives; without days, and to be had from it later, where its report has no date yet."""
    return AsOf(earliest=time.earliest, latest=time.latest, best=_best(time), basis=basis, time=time.id)


def _can_be_dated(time: Time, published: Published) -> bool:
    """Whether a time has days, or may have some once the date of its report is known."""
    return bool(time.earliest or time.latest or (time.anchor and not published.best))


def _is_surer(day: Time, hours: Time) -> bool:
    """Whether a day that is named goes before a part of a day that was put on another: "overnight ... on Wednesday"."""
    if (day.type, hours.type) != ("DATE", "TIME") or not (day.earliest and day.latest and hours.earliest):
        return False
    return day.earliest == day.latest and hours.earliest[:10] != day.earliest


def is_since(named: Time | Mention, token: Token) -> bool:
    """Whether a time or place is only where a count begins: "since Monday", "since the storm reached Mecufi in April".

    Not where the fact at `token` hangs on it: "since 1998, when 2,400 were killed".
    """
    at = token.sentence.at(named.start)
    if at is None or any(above is at for above in token.ancestors()):
        return False
    tokens = at.sentence.tokens
    opens = next((t.lower for t in reversed(tokens[max(0, at.i - 3) : at.i]) if t.pos in ("ADP", "SCONJ")), "")
    if _begins_since(tokens[max(0, at.i - _SINCE) : at.i], token):
        return True
    clause = next((t for t in islice(at.ancestors(), DEEPEST) if t.pos in VERBS), None)
    if opens == "since" or clause is None or clause is token:
        return opens == "since"
    marked = any(c.lower == "since" for c in clause.children) and clause.dep in ("advcl", "relcl")
    return marked or clause.head.lower == "since"  # "since launching its invasion in February"


def _begins_since(before: Sequence[Token], token: Token) -> bool:
    """Whether "since" opens the words before a time, however they were parsed: "40 hurt since fighting erupted on"."""
    for word in reversed(before):
        if word.pos in ("PUNCT", "NUM") or word.lower in ("to", "until", "through") or word is token:
            return False
        if word.lower == "since":
            return True
    return False


_SINCE = 6
"""Tokens between "since" and the time that its clause names."""


def dateline(sentence: Sentence) -> int:
    """Where the text of a sentence begins after its dateline ("Kyiv, Ukraine –"); its start without one.

    A dateline says where and when a report was written, not where and when something happened, nor who says so.  Most
    are known without a parse and stand apart (annotate/paragraphs.py); these take the names for a place.
    """
    if sentence.begins is None:  # every fact of a sentence asks
        sentence.begins = _behind_dateline(sentence)
    return sentence.begins


def _behind_dateline(sentence: Sentence) -> int:
    tokens = sentence.tokens
    mark = next((t for t in tokens[1:_PLACE] if t.text in (":", "–", "—")), None)
    if mark is None:
        return sentence.start
    place = tokens[: mark.i]
    named = all(t.entity.endswith(("GPE", "LOC")) or t.text == "," for t in place)
    if mark.text == ":":
        return mark.end if named and all(t.text.isupper() for t in place) else sentence.start  # "ISLAMABAD: Floods"
    follows = sentence.text[mark.end : mark.end + 2].lstrip()
    return mark.end if named and place[-1].text != "," and follows[:1].isupper() and any(
        t.text == "," for t in place
    ) else sentence.start


_PLACE = 7
"""Tokens of a place before a colon or dash at most."""


def begun(dates: Sequence[Time], published: Published) -> list[Time]:
    """The times that have begun when a report is printed: none of the others dates what has happened."""
    last = (published.latest or "9999")[:10]
    return [time for time in dates if not time.earliest or time.earliest[:10] <= last]


def so_far(as_of: AsOf, published: Published) -> AsOf:
    """The time of what is so: one that goes on ends with the report ("so far this year 2,250 have died")."""
    best, day = as_of.best, published.best
    if best is None or day is None or not best > day[:10]:
        return as_of
    begun = as_of.earliest is not None and as_of.earliest[:10] <= day[:10]
    return replace(as_of, best=day[:10], latest=day[:10]) if begun else as_of


def _best(time: Time) -> str | None:
    """The day, where the time names one (a night: its first); the last day of an interval, when a count was done."""
    if time.earliest and time.latest and "T" in time.earliest and "T" in time.latest:
        first, last = datetime.fromisoformat(time.earliest), datetime.fromisoformat(time.latest)
        if last - first < timedelta(days=1):
            return time.earliest[:10]
    return (time.latest or time.earliest or "")[:10] or None


def _distance(token: Token, verbs: Sequence[Token], time: Time) -> int:
    """How far a time is from a fact: 0 where both hang on one verb, FAR where on verbs that share nothing.

    What hangs on the fact's own word is nearer still: "2,906 by dawn, 4,850 by noon".
    """
    at = token.sentence.at(time.start)
    if at is None:
        return FAR
    if token.pos not in VERBS and any(above is token for above in islice(at.ancestors(), 4)):
        return -1
    above = verbs_above(at)
    if not above or not verbs or above[0] is verbs[0]:
        return 0
    if above[0].dep == "conj" and above[0].head is verbs[0] and above[0].child("nsubj", "nsubjpass") is not None:
        return FAR  # "put the toll at 19, and two more people died on Monday"
    if above[0] in verbs:
        if verbs[0].dep == "conj" and any(c.dep == "aux" and c.lower in ("have", "has") for c in verbs[0].children):
            return FAR  # "9,000 came on Monday, and 967 have been given rooms": by now
        inner = verbs[verbs.index(above[0]) - 1]
        beside = (*inner.children, inner.head) if inner.dep in ("advcl", "pcomp") and not _is_year(time) else ()
        if any(_sets_apart(c) for c in beside):
            return FAR  # "launched it on Tuesday after four policemen were killed": not on Tuesday
        return 1 + verbs.index(above[0])  # "killed in a raid that began Monday": the outer clause dates the inner
    return 2 + above.index(verbs[0]) if verbs[0] in above and above[0].dep not in ("relcl", "acl") else FAR


def _is_year(time: Time) -> bool:
    """Whether a time is a whole year: "was in Haiti in 2008 after hurricanes had left thousands homeless"."""
    return len(time.value) == len("2008") and time.value.isdigit()


def _sets_apart(word: Token) -> bool:
    """Whether a word puts its clause at another time: after, not "in 1982, after which 140 were killed"."""
    below = word.child("pobj")
    return word.lower in _OTHER_TIME and (below is None or below.lower != "which")


_OTHER_TIME = frozenset({"after", "before", "until"})


def _dates_the_saying(sentence: Sentence, time: Time, cues: Sequence[Span]) -> bool:
    """Whether a time says when something was said: "said on Monday that 12 had fled", "said on Monday, citing ..."."""
    at = sentence.at(time.start)
    verb = next((t for t in at.ancestors() if t.pos in VERBS), None) if at else None

    def is_cue(token: Token) -> bool:
        return any(start <= token.start < end for start, end in cues)

    return verb is not None and (is_cue(verb) or any(c.dep == "advcl" and is_cue(c) for c in verb.children))


def year_of(published: Published, dates: Sequence[Time]) -> int | None:
    """The year of a report: of its date, else the latest that it names by itself."""
    if known := published.best or published.latest or published.earliest:
        return int(known[:4])
    return max((int(t.latest[:4]) for t in dates if t.latest and not t.anchor), default=None)


_NEAREST = 12


def within(facts: Sequence[_T], sentence: Sentence, offset: int) -> Sequence[_T]:
    """The facts, sorted by start, that begin in a sentence: the nearest to `offset`, a dozen to each side at most."""
    edges = (sentence.start, offset, sentence.end)
    first, here, last = (bisect_left(facts, edge, key=lambda fact: fact.start) for edge in edges)
    return facts[max(first, here - _NEAREST) : min(last, here + _NEAREST)]
