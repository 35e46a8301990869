"""Where those are whom a figure counts: what its own clause names, else its sentence.

A place may belong to another of its sentence: to a part of those counted, to the next row of a list, to where somebody
spoke or where they come from.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice, pairwise

from dateline.annotate.figures.givers import hands_on
from dateline.annotate.figures.vocabulary import Kinds
from dateline.clauses import VERBS, verbs_above
from dateline.placing import head_of, where
from dateline.records import Entity, Figure, Mention, Span, Statement
from dateline.syntax import Sentence, Token

_DEEP = 12
"""Steps from a place to the verb that it hangs on."""


def place_of(
    figure: Figure, token: Token, places: Sequence[Mention], said: Statement | None, kinds: Kinds, *, by_name: bool
) -> Mention | None:
    """The place of a figure: one that its own clause names before one that says where its giver stood, which is no
    place of it where the giver is known `by_name`.

    "In Tripoli a spokesman spoke of 40 dead in Derna" is about Derna; "In Punjab, officials said 40 had died" is, for
    want of another, about Punjab; what officials told reporters in Geneva is not about Geneva.
    """
    listed = _heads_list(figure, token.sentence, places)
    if listed is not None or figure.why[-1].startswith("row: "):
        return listed
    places = [m for m in places if not _labels_another(m, figure, token.sentence)]
    places = [m for m in places if not _is_only_named(m, token)]
    everywhere = places
    own = next((c.child("pobj") for c in token.children if c.dep == "prep" and c.lower in _IN), None)
    if own is not None and own.pos == "PROPN":  # "3,000 in Albayda, 1,000 in Almkheley": an unknown place is no other
        return next((m for m in places if m.start <= own.start < m.end), None)
    if own is not None and any(c.lower == "other" for c in own.children):
        return None  # "6,085 more in other places: 3,000 in Albayda"
    owner = token.child("poss")
    if owner is not None and (owned := next((m for m in places if m.start <= owner.start < m.end), None)) is not None:
        return owned  # "Goris's 20,000 residents"
    toll = _toll(figure, token)
    owner = toll.child("poss", "compound", "nmod") if toll is not None else None
    within = next((c.child("pobj") for c in toll.children if c.lower in _IN), None) if toll is not None else None
    owner = within if within is not None and within.pos == "PROPN" else owner  # "the US military death toll in Iraq"
    if owner is not None and (owned := next((m for m in places if m.start <= owner.start < m.end), None)) is not None:
        return owned  # "Turkey's toll rises to 5,894"
    if figure.kind in ("arrived", "returned"):  # where they arrive, not where they come from
        places = [m for m in places if not _is_origin(m, token)]
    if figure.kind in _NOT_BROUGHT or figure.label == "rescued":  # "125 bodies were brought to Armenia"
        places = [m for m in places if not _is_goal(m, token)]
    if figure.kind not in _MOVED:
        places = [m for m in places if not _is_home(m, token)]
    if figure.kind in ("killed", "injured"):  # "killing 45 pilgrims from Kent", with the "from" at the verb
        places = [m for m in places if not (_is_origin(m, token) and verb_of(m, token) in verbs_above(token)[:1])]
    spoken = [m for m in places if _is_where_they_spoke(m, figure, token, said, kinds)]
    span = (figure.start, figure.end)
    there = [m for m in places if m not in spoken]
    behind = _told_in(figure, token)
    found = _that_where_means(token, everywhere, span)
    found = found or (where(behind, there, span) if behind is not None else None) or where(token, there, span)
    found = found or _their_own(figure, token, said, places)
    if found is None and by_name:
        # "In Tripoli, a minister, Osama Ali, put the toll at 2,300": he sits there
        return holds(figure, token, places)
    cue = said.cue[0][0] if said is not None and said.cue else figure.start
    found = found or where(token, [m for m in spoken if m.start < cue and _is_first(m, token)], span)
    return found or holds(figure, token, places)


def _that_where_means(token: Token, places: Sequence[Mention], taken: Span) -> Mention | None:
    """The place before the "where" that begins the clause of a figure, with no more than a day between, unless the
    clause names its own: "came from Aleppo, where 40 died", "struck Chile in May, where".
    """
    clauses = (verb for verb in verbs_above(token)[:2] if verb.dep in ("relcl", "advcl"))
    begins = next((c for verb in clauses for c in verb.children if c.lower == "where" and c.i < token.i), None)
    if begins is None:
        return None
    first = begins.sentence.tokens[max(0, begins.i - _WHERE)].start
    before = [m for m in places if first <= m.start and m.end <= begins.start]
    return where(token, [m for m in places if m.start > begins.start], taken) or (before[-1] if before else None)


_WHERE = 7
"""Tokens between a place and the "where" that means it, at most."""


def _their_own(figure: Figure, token: Token, said: Statement | None, places: Sequence[Mention]) -> Mention | None:
    """The place of those who speak of what they saw or govern: "police in Kassala said", "Ishikawa prefecture said"."""
    if said is None or figure.status != "actual" or figure.kind not in _NOT_BROUGHT | _MOVED:
        return None
    for place in places:
        at = head_of(place, token.sentence)
        if at is None or not any(start <= place.start < end for start, end in said.source):
            continue
        if at.dep == "compound" and at.head.lemma.lower() in _LANDS:
            return place
        whose = at.head.head if at.dep == "pobj" and at.head.lower in _IN else at
        kinds_of = {whose.lemma.lower(), *(c.lower for c in whose.children if c.dep == "compound")}
        if whose is not at and kinds_of & _LOCAL and not any(c.entity for c in whose.children if c.dep != "prep"):
            return place
    return None


_LOCAL = frozenset(
    "police hospital doctor medic nurse resident villager witness rescuer firefighter coroner mayor health".split()
)
"""Who speaks of what happened where he is."""
_LANDS = frozenset({"prefecture", "province", "county", "district", "municipality", "governorate", "state", "city"})


def all_together(
    figure: Figure, place: Mention, places: Sequence[Mention], sentence: Sentence, named: Mapping[str, Entity]
) -> tuple[str, ...]:
    """The places that a count is of all together, where it names more than one: "killed 2,300 in Turkey and Syria"
    is no toll of either.  Nobody is in two places, and "Derna, Libya" is one.
    """
    if figure.high == 1 or _heads_list(figure, sentence, places) is not None:
        return ()
    heads = {sentence.at(m.end - 1): m for m in places if not _labels_another(m, figure, sentence)}
    first = sentence.at(place.end - 1)
    while first is not None and first.dep == "conj":
        first = first.head
    found: list[str] = []
    token = first
    while token is not None and len(found) < _LISTED:
        if (mention := heads.get(token)) is not None:
            found.append(mention.entity)
        token = token.child("conj")
    for one, other in pairwise(places):  # "the Turkey-Syria quake"
        if place in (one, other) and _HYPHEN.fullmatch(sentence.text, one.end, other.start):
            found = [one.entity, other.entity]
    here = tuple(dict.fromkeys(found))
    lands = {named[one].country for one in here if named[one].precision == "country"}
    inside = any(named[one].country in lands for one in here if named[one].precision != "country")
    return here if len(here) > 1 and place.entity in here and not inside else ()


def _toll(figure: Figure, token: Token) -> Token | None:
    """The noun that says what a number is of: the toll of "the toll rises to 5,894"."""
    if not any(why.startswith("toll") for why in figure.why):
        return None
    noun = next((verb.child("nsubj", "nsubjpass") for verb in verbs_above(token)[:1]), None)
    return noun if noun is not None and f"toll: {noun.lemma}" in figure.why else None


_HYPHEN = re.compile(r"\s?[-–/]\s?")
_LISTED = 20
"""Places of one list at most."""


def in_words(names: Iterable[str]) -> str:
    """Places in words, the same in whatever order they stand."""
    *others, last = sorted(set(names)) or [""]
    return f"{', '.join(others)} and {last}" if others else last


def _heads_list(figure: Figure, sentence: Sentence, places: Sequence[Mention]) -> Mention | None:
    """The place that stands right before a number or its brackets, without a preposition: "Kano (45 dead, 12 hurt),
    Jos 12", "Lilongwe: 151 cases and 4 deaths"."""
    first = sentence.at(figure.start)
    inside = sentence.tokens[max(0, first.i - _ROW) : first.i] if first is not None else []
    titled = bool(inside) and inside[-1].text == ":"  # "Haiti earthquake: 40 dead"
    for word in reversed(inside):
        if word.pos in ("PROPN", "NOUN") and (named := _naming(word, places)) is not None:
            at, after = _index(named, sentence), sentence.tokens[word.i + 1]
            opens = not at or sentence.tokens[at - 1].lower not in _BEFORE_PLACES
            row = after.pos == "NUM" or after.text in "(:-–" or after.lower == "with" or titled or after is first
            return named if opens and row else None
        if not (word.pos in _ROW_WORDS or word.text in "(:,&-–" or word.lower in ("and", "new", "with")):
            return None
    return None


def _naming(word: Token, places: Sequence[Mention]) -> Mention | None:
    return next((m for m in places if m.start <= word.start < m.end), None)


def _index(place: Mention, sentence: Sentence) -> int:
    at = sentence.at(place.start)
    return at.i if at is not None else 0


def _labels_another(place: Mention, figure: Figure, sentence: Sentence) -> bool:
    """Whether a place is only that of the number right behind it, which is another: the Jos of "Kano 45, Jos 12"."""
    at = sentence.at(place.end - 1)
    if at is None or figure.start <= place.start < figure.end:
        return False
    first = _index(place, sentence)
    after = [t for t in sentence.tokens[at.i + 1 : at.i + 3] if t.lower not in ("(", ":", "with")]
    numbered = bool(after) and after[0].pos == "NUM" and not figure.start <= after[0].start < figure.end
    return numbered and (not first or sentence.tokens[first - 1].lower not in _BEFORE_PLACES)


_ROW = 8
"""Tokens between a place and the last number of its row."""
_ROW_WORDS = frozenset({"NUM", "NOUN", "ADJ"})
_BEFORE_PLACES = frozenset("in at near from to of across around into outside inside off for with over".split())
"""Before a place that opens no row of a list: "in Kano 45 died"."""


def _told_in(figure: Figure, token: Token) -> Token | None:
    """The verb of the clause behind the noun that says what happened: "the 14 who died in Goris were from Shushi"."""
    behind = (c for c in token.children if c.dep in ("relcl", "acl") and c.pos in VERBS)
    return next((c for c in behind if any(why.startswith(f"verb: {c.lemma} ") for why in figure.why)), None)


def holds(figure: Figure, token: Token, places: Sequence[Mention]) -> Mention | None:
    """The place that has those counted: "Leogane has a population of", "the district of Mangochi remains the worst
    affected with 6,936 cases", "the camp in Kent hosts 14,600"."""
    above = verbs_above(token)[:2]
    behind = bool(above) and above[0].dep == "acl"  # "the worst affected with"
    for verb in above[behind:][:1]:
        subject = verb.child("nsubj") if verb.lemma in _HOLDING else None
        if subject is None or subject.end > figure.start:
            continue
        of = next((c.child("pobj") for c in subject.children if c.lower in ("of", "in")), None)
        for word in (of, subject):
            if word is not None and (named := _naming(word, places)) is not None:
                return named
        return None
    return None


_HOLDING = frozenset("have host house shelter accommodate hold remain see count record report register".split())
_IN = frozenset({"in", "at", "near"})
_IN_OR_ON = _IN | {"on", "off"}


def is_of_a_part(place: Mention, figure: Figure, token: Token, figures: Sequence[Figure]) -> bool:
    """Whether a place is only where a part of those counted were: "129 were killed, 69 of them in Iraq", "four men,
    three of whom lived in Leeds"."""
    k = bisect_right(figures, place.start, key=lambda f: f.start) - 1
    part = figures[k] if k >= 0 else figure
    if part.part_of != figure.id or place.start < part.end:
        return False
    if place.start - part.end <= _BESIDE:
        return True
    at, of_part = token.sentence.at(place.start), token.sentence.at(part.start)
    verb = next((t for t in at.ancestors() if t.pos in VERBS), None) if at is not None else None
    if verb is None or of_part is None or verb in verbs_above(token)[:1]:
        return False
    return verb in list(of_part.ancestors()) or part.start <= verb.head.start < part.end


def is_of_another_clause(place: Mention, figure: Figure, token: Token, figures: Sequence[Figure]) -> bool:
    """Whether a place stands at a later verb that has another number for its subject: "300 people died, and 14 suspects
    have been held in Punjab"; or is only where most of those counted are: "most of them in Kent"."""
    at = head_of(place, token.sentence)
    way = list(islice(at.ancestors(), _DEEP)) if at is not None else []
    verb = next((above for above in way if above.pos in VERBS), None)
    some = way[: way.index(verb)] if verb is not None else way
    if any(above.lower in _MOST and above.i > token.i and above.child("prep") is not None for above in some):
        return True
    if at is not None and _is_in_a_row(at, figure, token, figures):
        return True
    if verb is not None and _sets_out_anew(token, verb, figures):
        return True
    own = verb
    while verb is not None and verb.dep == "xcomp":
        verb = verb.head  # "and 180,000 were told to leave Kent"
    subject = verb.child("nsubj", "nsubjpass") if verb is not None and verb.dep == "conj" else None
    if subject is None or verb is None or at is None or verb in verbs_above(token) or subject.i < token.i:
        return False
    tokens = token.sentence.tokens
    apart = any(c.dep == "cc" and c.i and tokens[c.i - 1].text == "," for c in (*verb.children, *verb.head.children))
    left = at.dep == "dobj" and subject.pos == "NUM" and verb is not own  # "and 180,000 told to leave Kent"
    if (verb.child("aux", "auxpass") is None and not left) or not apart:
        return False  # "two were killed and another wounded in a shooting in Kent"
    if at.dep == "dobj" and at.head is own:
        return True  # "150 have been activated, and the president will visit Maui"
    k = bisect_right(figures, subject.end - 1, key=lambda f: f.start) - 1
    return k >= 0 and figures[k].start != figure.start and figures[k].start <= subject.start < figures[k].end


def _is_in_a_row(at: Token, figure: Figure, token: Token, figures: Sequence[Figure]) -> bool:
    """Whether a place hangs on another number of a list: the one of "211 in Kent and one in Essex, and many are
    missing", the 347 of "1,033 people died, with 347 deaths in Kent"."""
    one = at.head.head if at.dep == "pobj" and at.head.dep == "prep" else None
    k = bisect_right(figures, one.start, key=lambda f: f.start) - 1 if one is not None else -1
    if one is None or k < 0 or not figures[k].start <= one.start < figures[k].end or figures[k].start == figure.start:
        return False
    if figures[k].why[-1].startswith("goes on") and one.pos == "NUM":
        return True
    for _ in range(_DEEP):
        if one.dep not in ("conj", "appos"):
            break
        one = one.head
    outside = one.dep == "pobj" and one.head.lower == "with" and figure.end <= one.head.start
    return outside and figures[k].kind == figure.kind


def _sets_out_anew(token: Token, verb: Token, figures: Sequence[Figure]) -> bool:
    """Whether the clause of a count is joined to one that counts others, and says itself where or when: "67 died in
    Kent, and in the sinking 304 were killed"."""
    own = next(iter(verbs_above(token)), None)
    if own is None or own.dep != "conj" or own.head is not verb:
        return False
    subject, other = own.child("nsubj", "nsubjpass"), verb.child("nsubj", "nsubjpass")
    if subject is None or other is None or not any(c.dep == "prep" and c.i < subject.i for c in own.children):
        return False
    k = bisect_right(figures, other.start, key=lambda f: f.start) - 1
    return k >= 0 and figures[k].start <= other.start < figures[k].end


_ADDING = frozenset({"add", "say", "note", "explain"})
_MOST = frozenset({"most", "many", "half", "some", "majority"})


_BESIDE = len(" in the ")
"""Code points from a part to its place at most."""
_NOT_BROUGHT = frozenset({"killed", "injured", "missing"})
"""What happened before anybody brought them anywhere."""


def _is_goal(place: Mention, token: Token) -> bool:
    """Whether a place stands after to or into at a verb, or after arrived in: where the dead were brought."""
    at = token.sentence.at(place.start)
    if at is not None and at.dep == "pobj" and at.head.lower in ("in", "at"):
        above, before = at.head.head, token.sentence.tokens[max(0, at.head.i - 1)]
        if before.dep == "pobj" and before.head.lower == "to" and before.head.head.pos in VERBS:
            return True  # "were taken to Salalah in Oman"
        return (above.head if above.pos == "ADV" else above).lemma in _COMING
    return at is not None and at.dep == "pobj" and at.head.lower in ("to", "into") and at.head.head.pos in VERBS


_COMING = frozenset({"arrive", "land"})


def _is_only_named(place: Mention, token: Token) -> bool:
    """Whether a place only says which thing of its own is meant: the ends of "the bridge linking Kent with Essex", the
    state of "outside the French embassy"."""
    at = token.sentence.at(place.end - 1)
    if at is None or (at.dep in ("compound", "amod", "nmod") and at.head.lemma.lower() in _OF_STATES):
        return at is not None
    while at.dep == "conj":
        at = at.head
    verb = at.head.head if at.dep == "pobj" and at.head.lower in ("with", "to", "and") else at.head
    return at.dep in ("pobj", "dobj") and verb.dep in ("acl", "relcl") and verb.lemma.lower() in _LINKING


_OF_STATES = frozenset({"embassy", "consulate"})
_LINKING = frozenset({"link", "connect", "join", "separate", "divide"})


def _is_home(place: Mention, token: Token) -> bool:
    """Whether a place is where somebody is from: the Kent of "a worker from Kent was killed"."""
    at = token.sentence.at(place.start)
    for _ in range(_DEEP):
        inside = at is not None and at.dep == "pobj" and at.head.lower in _IN and at.head.head.dep == "pobj"
        if at is None or not (at.dep == "conj" or inside):
            break
        at = at.head.head if inside else at.head  # "originally from Leigh in Essex"
    whose = at.head.head if at is not None and at.dep == "pobj" and at.head.lower == "from" else None
    return whose is not None and (whose.pos not in VERBS or whose.lemma in _TRAVELLING)


def verb_of(place: Mention, token: Token) -> Token | None:
    """The verb that a place hangs on by its preposition alone."""
    at = token.sentence.at(place.start)
    verb = at.head.head if at is not None and at.dep == "pobj" else None
    return verb if verb is not None and verb.pos in VERBS else None


_MOVED = frozenset({"displaced", "evacuated", "arrived", "returned", "population"})
"""What is told of by where it befell people or where they set out."""
_TRAVELLING = frozenset({"come", "travel", "arrive", "return", "hail"})


def _is_origin(place: Mention, token: Token) -> bool:
    """Whether a place stands after from: the north of "had come from the north"."""
    at = token.sentence.at(place.start)
    return at is not None and any(t.lower == "from" and t.pos == "ADP" for t in (at.head, at.head.head))


def place_before(figure: Figure, token: Token, done: Sequence[Figure]) -> str | None:
    """The place of what a figure goes on from or is part of, where it names none itself, be it one that nobody knows:
    "22 on Lake Mai-Ndombe"."""
    own = (c.child("pobj") for c in token.children if c.dep == "prep" and c.lower in _IN_OR_ON)
    if any(where.pos == "PROPN" and not where.entity.endswith("DATE") for where in own if where is not None):
        return None
    whole = next((f for f in reversed(done) if f.id == figure.part_of), None) if figure.part_of else None
    if whole is None and figure.why[-1].startswith("goes on"):
        whole = next((f for f in reversed(done) if (f.kind, f.label) == (figure.kind, figure.label)), None)
    return whole.place_entity if whole is not None else None


def _is_first(place: Mention, token: Token) -> bool:
    """Whether a place opens its sentence."""
    at = token.sentence.at(place.start)
    return at is not None and at.i <= 2 and at.head.dep == "prep"


def _is_where_they_spoke(
    place: Mention, figure: Figure, token: Token, said: Statement | None, kinds: Kinds
) -> bool:
    at = token.sentence.at(place.start)
    verb = next((t for t in at.ancestors() if t.pos in VERBS), None) if at is not None else None
    if at is None or verb is None:
        return False
    if said is not None and verb.dep != "relcl" and any(start <= place.start < end for start, end in said.source):
        return True  # "According to a team from a university in Kent"; not "a general who commands the troops in Kent"
    if said is not None and said.source and any(start <= verb.start < end for start, end in said.cue):
        # "spoke of 40 dead in Derna": the parse hangs a place on the verb that stands right behind what was said
        behind = {end for _, end in said.content} & {token.sentence.tokens[max(at.head.i - 1, 0)].end}
        return not behind and not any(start <= place.start < end for start, end in said.content)
    if any(why.startswith(f"verb: {verb.lemma} ") for why in figure.why):
        return False  # "the crush in Kassala claimed 13 lives"
    subject = hands_on(verb, kinds)
    above = verbs_above(token)
    told = any(c.dep == "ccomp" and c in above for c in verb.children)  # "told the office in Rome that"
    adding = (c for c in verb.children if c.dep == "advcl" and c.lemma in _ADDING)
    told = told or any(c in above[1:] for c in adding)  # "told a news conference in Rome, adding that"
    return ((subject is not None or told) and place.start < verb.start) or (told and at.head.head.pos == "NOUN")
