"""What kind of thing a name names: the evidence of every place it stands at in the report, added up.

The model decides each occurrence alone and calls one region a person in one line and an organisation in the next.  Here
each occurrence is a witness (the model's guess, a title before, a preposition, an age behind), the name itself another
(its last word, the gazetteer, a given name), and all occurrences of a name get one kind.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from dateline.annotate.entities.ends import BEHIND_PARTY
from dateline.annotate.entities.roles import HELD
from dateline.annotate.entities.spans import Span, shared_noun
from dateline.annotate.entities.vocabulary import Names, tells
from dateline.records import EntityKind
from dateline.syntax import Sentence, Token

Evidence = dict[EntityKind, float]


class Atlas(Protocol):
    """What the gazetteer knows of a name."""

    def prominence(self, name: str) -> float:
        """How sure it is a place's: 0 not at all, 1 a village, 4 a country."""

    def is_country(self, name: str) -> bool:
        """Is it a country's?"""

    def is_whole(self, name: str) -> bool:
        """Is it a place's main name in all its words: "Kansas City"?"""

    def home(self, name: str) -> frozenset[str]:
        """The countries that have a place of this very name."""

    def is_part(self, name: str) -> bool:
        """Is it the short form of a state that stands behind a comma: "Calif."?"""


_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,7}(?:-\d+|-[A-Z]{2,5})?")
MATES = 0.6
TOWNS = 1.8
"""What a neighbour in a list of names tells, of the model's guess and of what the gazetteer knows to be a town: lists
are of one kind, and nobody is listed with a town."""
SAID = 2.5
"""How much more a noun tells that a name is said to be than one that it stands beside."""
HOME = 1.0
"""What it tells that a country of which the report speaks has a town of the name."""
HALF = 2.5
"""What it tells of "Nagorno" that the report has "Nagorno-Karabakh", too."""
STORM = 4.0
"""What it tells of "Chido" that the report has a "Cyclone Chido", too."""
MADE_OF = re.compile(
    r"(?!Mc|Mac|De|La|Di)[A-Z][a-z]+[A-Z][a-z]+"
    r"|\w{3,}(?:atom|bank|energo|energy|gaz|media|neft|net|news|press|prom|rail|telecom|telekom)"
)
"""One word that companies and media are called by: PeruRail, Energoatom."""
_LISTED = frozenset((",", "and", "or", "&", ", and", ", or"))


def settle_kinds(spans: Sequence[Span], names: Names, atlas: Atlas) -> list[Span]:
    """The spans with their kinds settled; those without any evidence that they are names are left out."""
    by_name: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        by_name[name_key(span)].append(span)
    about = _about(spans, names, atlas)
    at_home = frozenset(key for key, found in by_name.items() if _is_at_home(found[0], about, names, atlas))
    mates = _mates(spans, at_home, MATES, names, atlas)
    settled = _settle(by_name, mates, at_home, names, atlas)
    towns = frozenset(
        key
        for key, kind in settled.items()
        if kind == "place" and (key in at_home or _is_town(by_name[key][0], atlas))
    )
    if (again := _mates(spans, towns, TOWNS, names, atlas)) != mates:
        # what turned out to be a town says so of those beside it
        settled = _settle(by_name, again, at_home, names, atlas)
    kept: list[Span] = []
    sport = bool(spans) and _on_sport(spans[0].sentence, names)
    for span in spans:
        best = settled[name_key(span)]
        if best is None:
            continue
        if best != span.kind:
            span.why.append(f"kind by the report: {best}")
        span.kind = best
        if best == "place" and _is_team(span, atlas, sport=sport):
            span.kind = "group"
            span.why.append("a team: a town in a table of results")
        kept.append(span)
    return kept


def _settle(
    by_name: Mapping[str, Sequence[Span]],
    mates: Mapping[int, Sequence[tuple[EntityKind, float]]],
    at_home: frozenset[str],
    names: Names,
    atlas: Atlas,
) -> dict[str, EntityKind | None]:
    """The kind of each name of a report by all that tells it; None of those that are no names."""
    halves: set[str] = set()
    settled: dict[str, EntityKind | None] = {}
    parts: dict[str, float] = {}
    storms = {
        rest for key in by_name for word, _, rest in (key.partition(" "),) if tells(word, names.before) == "other"
    }
    for key in sorted(by_name, key=lambda k: (-len(k.split()), k)):
        total = _all_told(by_name[key], mates, names, atlas)
        if key in at_home and total["place"] > 0:
            total["place"] += HOME
        total["person"] += parts.get(key, 0.0)
        total["other"] += STORM if key in storms else 0.0
        total["place"] += HALF if key in halves else 0.0
        settled[key] = kind_of(total, seen=any(span.model for span in by_name[key]))
        words = key.split()
        if settled[key] == "place" and words[1:2] == ["-"]:
            halves.add(words[0])
        if settled[key] == "person" and len(words) > 1:
            # a surname alone, else a given name alone, is likely the same person
            for first in range(1, len(words)):
                parts[" ".join(words[first:])] = 3.0
            parts.setdefault(words[0], 1.5)
    return settled


def _is_town(span: Span, atlas: Atlas) -> bool:
    """Is it well enough known as a place, and no country?"""
    return atlas.prominence(_text(span)) >= TOWN and not atlas.is_country(_text(span))


def _about(spans: Sequence[Span], names: Names, atlas: Atlas) -> frozenset[str]:
    """The countries that the report names, by themselves or by their people; not those that it only touches on."""
    times: Counter[str] = Counter()
    for span in spans:
        if country := names.peoples.get(span.text.lower()):
            times[country] += 1
        elif span.kind == "place":
            home = atlas.home(_text(span))
            if atlas.is_country(span.text) or (len(home) == 1 and atlas.prominence(_text(span)) > CITY):
                times.update(home)
    enough = max(times.values(), default=0) / TOUCHED
    return frozenset(country for country, n in times.items() if (n > 1 or n > enough) and country not in _SURNAMES)


TOUCHED = 4
"""How many times as often as a country that a report names once it names another, where it is not about the first."""
CITY = 1.5
"""From which prominence on a town or region that one country alone has tells that the report is about that country."""
_SURNAMES = frozenset("US GB CA AU NZ IE".split())
"""Where each surname is a town's name, too."""


def _is_at_home(span: Span, about: frozenset[str], names: Names, atlas: Atlas) -> bool:
    """Has a country that the report is about a town of this name?  Not if it may be a word: "Bay", "the Marines"."""
    text, last = _text(span), span.tokens[-1]
    if not about & atlas.home(text) or atlas.is_country(text) or text in names.known:
        return False
    return last.tag != "NNPS" and not (len(span.tokens) == 1 and last.lower in names.place_words)


def _leads_in(span: Span, names: Names) -> bool:
    """Does a line begin with a word for where and the name: "In Tafegha,"?"""
    return span.first == 1 and span.before is not None and tells(span.before.lower, names.before) == "place"


def _mates(
    spans: Sequence[Span], towns: frozenset[str], worth: float, names: Names, atlas: Atlas
) -> dict[int, list[tuple[EntityKind, float]]]:
    """What the neighbours in a list tell of a name and how much, by the identity of its span.

    Those of `towns` are places, which is `worth` so much where the model sees a name; another town that it takes for
    something else says nothing: in a list of towns it errs in each for the same reason.
    """
    found: dict[int, list[tuple[EntityKind, float]]] = defaultdict(list)
    between = [_between(a, b) for a, b in pairwise(spans)]
    for number, (a, b) in enumerate(pairwise(spans)):
        if between[number] in _LISTED:
            end = next((word for word in between[number:] if word != ","), "")
            for one, other in ((a, b), (b, a)):
                # behind a comma a place may say where the other is, and before it where something happened:
                # "Salt Books, Cambridge", "In Tafegha, Omar Benha lost his house"; not in "Rafah, Gaza and Jenin"
                alone = between[number] == "," and end not in _LISTED
                town = name_key(other) in towns
                where = (alone and (town or other.kind == "place")) or (between[number] == "," and _leads_in(a, names))
                if other.kind != "group" and not where:
                    if town:
                        found[id(one)].append(("place", worth if one.model else MATES))
                    elif other.model and (other.kind == "place" or atlas.prominence(_text(other)) < TOWN):
                        found[id(one)].append((other.kind, MATES))
    return found


def _between(a: Span, b: Span) -> str:
    """The few words between two names of a sentence; "" of others and in lines of capitals."""
    if a.sentence is not b.sentence or a.capitals or b.first - a.last not in (1, 2):
        return ""
    return " ".join(t.lower for t in a.sentence.tokens[a.last : b.first])


def _all_told(
    spans: Sequence[Span], mates: Mapping[int, Sequence[tuple[EntityKind, float]]], names: Names, atlas: Atlas
) -> Evidence:
    """The evidence of all occurrences of a name, each as much as the others, and that of the name itself."""
    seen = next((span for span in spans if span.model), spans[0])
    total: Evidence = defaultdict(float, _itself(seen, names, atlas))
    spans = [span for span in spans if not span.again] or spans
    said: Evidence = defaultdict(float)
    for span in spans:
        for kind, weight in _witness(span, names, atlas).items():
            total[kind] += weight / len(spans)
        for kind, weight in mates.get(id(span), ()):
            total[kind] += weight / len(spans)
        for kind, weight in _said_of(span, names).items():
            said[kind] = max(said[kind], weight)
    # what a report says of it once holds for all places where it only names it
    for kind, weight in said.items():
        total[kind] += weight
    return total


def _is_team(span: Span, atlas: Atlas, *, sport: bool) -> bool:
    """Is the town a team: in a line of names and numbers, or one that beats another by so many goals?

    National teams are left as their countries, as newspapers' coders do.
    """
    tokens = span.sentence.tokens
    if len(tokens) > 40 or span.dateline or atlas.is_country(span.text):
        return False
    if _in_table(span):
        return True
    head = span.head
    if sport and head.dep == "nsubj":
        return True
    if not any(_SCORE.fullmatch(t.text) for t in tokens):
        return False
    return head.dep in ("nsubj", "dobj") or (head.dep == "pobj" and head.head.lower in ("against", "over", "to"))


def _on_sport(sentence: Sentence, names: Names) -> bool:
    """Does the line in which a report's first name stands begin with a sport: "SOCCER - FRANCE BEAT SPAIN"?"""
    first = sentence.tokens[0]
    return first.text.isupper() and first.lower in names.sports


def _in_table(span: Span) -> bool:
    """Does it stand before a number in a line of names and numbers without a verb?"""
    tokens = span.sentence.tokens
    if len(tokens) < 8 and any(t.lower in ("at", "v", "vs") for t in tokens[1:-1]):
        # "Boston at Texas"
        return all(t.text[:1].isupper() or t.lower in ("at", "v", "vs") for t in tokens)
    if span.after is None or span.after.tag != "CD" or any(t.tag.startswith("VB") for t in tokens):
        return False
    numbers = sum(t.tag == "CD" for t in tokens)
    return numbers >= 2 and 5 * numbers >= 2 * len(tokens)


_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")


def name_key(span: Span) -> str:
    """What the occurrences of one name share: its letters, whatever their case."""
    return " ".join(t.lower for t in span.tokens if t.lower != "the")


def kind_of(total: Evidence, *, seen: bool) -> EntityKind | None:
    """The kind with the most evidence; None where there is too little that it is a name at all.

    A name that the model has nowhere `seen` and that only the gazetteer makes a place needs more: Top is a village.
    """
    kind = max(total, key=lambda k: (total[k], k), default=None)
    if kind is None or total[kind] < (1.0 if seen or kind != "place" else 1.8):
        return None
    return kind


_TRUST = {"ORG": 0.8, "PRODUCT": 0.65, "EVENT": 0.65, "LAW": 0.65}
"""Of the model's types, those that it gives too freely."""


def _witness(span: Span, names: Names, atlas: Atlas) -> Evidence:
    """What one occurrence tells."""
    found: Evidence = defaultdict(float)
    if span.dateline and atlas.prominence(_text(span)):
        found["place"] += 4.0
    if span.model:
        found[span.kind] += (0.8 if span.capitals else 1.6) * _TRUST.get(span.model, 1.0)
    head = span.head
    if span.model in ("", "PERSON") and span.text.isupper() and not span.capitals:
        if head.dep == "nsubj":
            found["organisation"] += 1.0 if head.head.lemma in names.acts else 0.5
        elif span.after is not None and span.after.lower in names.offices:
            found["organisation"] += 0.5
    _listed_tells(head, names, found)
    first = _first_of_list(head)
    if first.dep == "dobj" and first.head.lemma in names.place_verbs:
        found["place"] += 1.2 if span.model else 0.8
    if first.dep == "nsubjpass" and first.head.lemma in names.befalls:
        found["place"] += 1.2
    if head.dep == "dobj" and head.head.dep == "relcl" and head.head.lower in HELD:
        found["organisation"] += 0.6  # "who leads MONUSCO"
    before, after = _around(span)
    if before is not None:
        _before_tells(span, before, names, atlas, found)
    if after is not None:
        _after_tells(span, after, names, found)
    return found


def _around(span: Span) -> tuple[Token | None, Token | None]:
    """The tokens before and behind the name, those outside its quotation marks where it stands in such."""
    before, after, tokens = span.before, span.after, span.sentence.tokens
    if before is not None and after is not None and before.tag == "``" and after.tag == "''":
        before = tokens[before.i - 1] if before.i else None
        after = tokens[after.i + 1] if after.i + 1 < len(tokens) else None
    return before, after


def _said_of(span: Span, names: Names) -> Evidence:
    """What it is said to be: "the village of X", "X is a village", "X, an aid agency,"."""
    found: Evidence = defaultdict(float)
    before, head = span.before, span.head
    article = before is not None and before.lower == "the"
    of = span.first - (2 if article else 1)
    if of > 0 and span.sentence.tokens[of].lower == "of":
        word = span.sentence.tokens[of - 1].lower
        # "the villages of the High Atlas"; not "south of the Sri Lankan capital"
        several = names.shared.get(word, "" if article else word)
        kind, weight = names.called.get(several, ("other", 0.0))
        if kind == "place":  # an organisation's is its people: "the company of Petrosyan"
            found[kind] += 2 * weight
    if shared_noun(span, names.shared):
        found["place"] += 2.5
    if span.after is not None and span.after.lower == "news" and _says_what(span.last + 1, span, names):
        found["organisation"] += 2.5  # "Saba news agency"
    nouns = [child for child in head.children if child.dep == "appos" and child.i >= span.last]
    if head.dep == "nsubj" and head.head.lemma == "be":
        nouns += [child for child in head.head.children if child.dep == "attr"]
    if head.dep == "appos" and head.head.i < span.first and head.head.lower in names.offices:
        nouns.append(head.head)  # "the district commissioner, X"; not "the team which found the man, X", "a guard, X"
    for noun in nouns:
        word = noun.lower
        # "4 slain Oakland, police" is no such saying
        times = SAID if span.sentence.tokens[noun.left].tag in ("DT", "PRP$") else 1.0
        if word in names.offices:
            found["person"] += 1.5
        elif word in names.called and not _of_a_body(noun, names):
            kind, weight = names.called[word]
            found[kind] += times * weight  # nobody is a village
        elif word in names.organisation_words:
            found["organisation"] += times * 1.5
    return found


def _of_a_body(noun: Token, names: Names) -> bool:
    """Does a noun before it make a body of what would be a place: "school district"?"""
    return any(child.dep == "compound" and child.lower in names.organisation_words for child in noun.children)


def _says_what(i: int, span: Span, names: Names) -> bool:
    """Is token i of the sentence a noun in small letters for a body?"""
    tokens = span.sentence.tokens
    return i < len(tokens) and tokens[i].text.islower() and tokens[i].lower in names.organisation_words


def _owns(span: Span) -> bool:
    """Does something of its own stand behind it: "in Abbas's prisons" is in the prisons, not in Abbas?"""
    return span.after is not None and span.after.tag == "POS" and span.model == "PERSON"


def _told_to(before: Token) -> bool:
    """Does the "to" before a name lead to whoever is spoken to or quoted, and to no place: "according to"?"""
    return before.lower == "to" and before.head.lower in _TELLING


_TELLING = frozenset("according spoke spoken speak speaking talk talked told said attributed belong belonging".split())


def _first_of_list(token: Token) -> Token:
    while token.dep == "conj" and token.head is not token:
        token = token.head
    return token


def _listed_tells(head: Token, names: Names, found: Evidence) -> None:
    """What the preposition before a list tells of its other names: "fled to Malakal and Renk"."""
    first = _first_of_list(head)
    if first is head or first.dep != "pobj":
        return
    if first.entity.endswith(("GPE", "LOC")):
        kind, weight = names.before.get(first.head.lower, ("place", 0.0))
        found[kind] += weight + 0.5
    elif _is_way(first.head):
        found["place"] += 2.4


def _before_tells(span: Span, before: Token, names: Names, atlas: Atlas, found: Evidence) -> None:
    whole = span.tokens[-1].lower in names.organisation_words  # "Dr. Anna Hospital"
    if before.lower in names.titles and before.text[:1].isupper() and span.tokens[0].text[:1].isupper() and not whole:
        found["person"] += 1.5 if span.kind == "place" else 3.0
    elif before.lower in names.offices:
        found["person"] += 1.5
    elif before.lower in names.organisation_words and before.text.islower():
        found["organisation"] += 1.5
    _preposition_tells(span, before, names, atlas, found)
    if before.text in (",", "(") and atlas.is_part(span.text):
        found["place"] += 4.0
    if before.text == "-" and span.why[0] == BEHIND_PARTY:
        found["place"] += 4.0
    if (
        before.text == "("
        and span.text.isupper()
        and span.first > 1
        and span.after is not None
        and span.after.text == ")"
    ):
        # an abbreviation behind the name that it stands for
        found["organisation"] += 0.6 if span.sentence.tokens[span.first - 2].text[:1].isupper() else 0.0
    if before.lower == "the":
        _article_tells(span, names, found)


def _preposition_tells(span: Span, before: Token, names: Names, atlas: Atlas, found: Evidence) -> None:
    word = before.lower
    if word in ("called", "named") and span.first > 1:
        word = span.sentence.tokens[span.first - 2].lower  # "a storm called Daniel"
    if word in names.before and not _owns(span) and not _told_to(before):
        kind, weight = names.before[word]
        found[kind] += weight
        if kind == "place" and span.model == "" and (span.after is None or span.after.pos == "PUNCT"):
            found[kind] += 1.2
    if before.lower == "by" and before.head.lower in _LED and span.model != "ORG" and not atlas.prominence(span.text):
        found["person"] += 1.8
    if _is_way(before):
        found["place"] += 2.4
    if before.lower == "of" and span.first > 2 and span.sentence.tokens[span.first - 2].text == ",":
        # "Aram Sargsyan, 87, of Gavar"
        found["place"] += 2.5 if span.sentence.tokens[span.first - 3].tag == "CD" else 1.0


def _is_way(before: Token) -> bool:
    """Is it what stands between a way and the places that it joins: "the road between X and Y", "to X"?"""
    return (
        before.lower in ("between", "linking", "to", "from")
        and before.i > 0
        and before.sentence.tokens[before.i - 1].lower in _WAYS
    )


_LED = frozenset("led headed commanded chaired directed run founded written".split())
_WAYS = frozenset("road roads highway route routes line railway bridge border corridor".split())


def _article_tells(span: Span, names: Names, found: Evidence) -> None:
    if span.model == "PERSON" and _ends_phrase(span):
        found["group"] += 1.5  # "the Azna fled": nobody's name has an article
        found["person"] -= 0.8
    if span.model == "":
        plural = span.tokens[-1].tag == "NNPS" and len(span.tokens) == 1 and span.tokens[0].lower not in names.events
        found["group" if plural else "organisation"] += 1.1 if plural else 0.5


def _ends_phrase(span: Span) -> bool:
    """Is the name the last word of its phrase, so that what stands before it belongs to it?"""
    head = span.head
    return span.first <= head.i < span.last and head.dep not in ("compound", "nmod", "amod", "poss")


def _after_tells(span: Span, after: Token, names: Names, found: Evidence) -> None:
    following = span.sentence.tokens[span.last : span.last + 3]
    if after.text == "," and len(following) > 1 and following[1].lower in ("who", "whose"):
        found["person"] += 1.0
    if after.text == "," and len(following) > 1 and following[1].lower == "where":
        found["place"] += 0.8 if span.before is not None and span.before.lower == "of" else 2.0
    if after.lower in names.behind:
        kind, weight = names.behind[after.lower]
        found[kind] += weight
        if kind == "place" and span.before is not None and span.before.lower in _BEFORE_PLACES:
            found[kind] += 1.8  # "in the Abu Shouk camp"
    if after.text == "," and len(following) == 3 and following[1].text.isdigit() and following[2].text in (",", "."):
        found["person"] += 2.0
    if after.text == "(" and len(following) == 3 and following[2].text == ")" and _is_age(following[1].text):
        found["person"] += 2.5  # "Toshimi (81)"
    if _in_table(span) and not span.dateline:
        found["place"] += 0.5
    led = span.before is not None and span.before.lower in names.before
    if (after.text == "," or (led and after.lower == "in")) and len(following) > 1 and following[1].entity == "B-GPE":
        found["place"] += 0.7
    if after.text == "-" and len(following) > 1 and following[1].lower == "based":
        found["place"] += 2.0
    if after.lower in ("said", "told", "added") and span.model == "" and not span.text.isupper():
        found["person"] += 0.6


_BEFORE_PLACES = frozenset("the in at near from to around outside".split())


def _is_age(text: str) -> bool:
    return text.isdigit() and 4 < int(text) < 110 if len(text) < 4 else False


def _text(span: Span) -> str:
    """The name, in small letters where its capitals tell nothing."""
    return span.text.title() if span.text.isupper() and (span.capitals or span.dateline) else span.text


def _itself(span: Span, names: Names, atlas: Atlas) -> Evidence:
    """What the name tells by itself."""
    found: Evidence = defaultdict(float)
    words = [t.lower for t in span.tokens]
    text = span.text
    if text in names.known:
        found[names.known[text][1]] += 4.0  # type: ignore[index]
    if text in names.seats:
        found["place"] += 3.0
    if all(w in names.peoples or w == "-" for w in words):
        found["group"] += 5.0
    place = atlas.prominence(_text(span))
    if place:
        found["place"] += place
    if len(words) > 1:
        if text not in names.known:  # Islamic State is no state
            _words_tell(words, span, names, found, town=place >= TOWN)
        if span.tokens[0].text.isupper() and span.tokens[0].text in names.known and not span.capitals:
            found["organisation"] += 3.0  # "OCHA Dhaka"
    elif words[0] in names.organisation_words:
        found["organisation"] += 2.5
    elif _ACRONYM.fullmatch(text) and not place and not span.capitals:
        # one that the model passed over is as likely a thing; a people is not written so
        found["organisation"] += 1.2 if span.model else 0.5
        doubtful = span.model in ("NORP", "PERSON") or (span.model == "GPE" and len(text.replace(".", "")) > 3)
        found["organisation"] += 0.6 if doubtful else 0.0
    elif words[0] in names.given:
        found["person"] += 0.8
    elif not place and not span.capitals and MADE_OF.fullmatch(text):
        found["organisation"] += 2.0
    return found


TOWN = 1.0
"""From which prominence on a name of several words is a town's although it begins like a person's: Khan Younis."""


def _words_tell(words: Sequence[str], span: Span, names: Names, found: Evidence, *, town: bool) -> None:
    last, first = words[-1], words[0]
    treaty = last in names.things and not (first in names.organisation_words and words[1] in ("for", "of"))
    if treaty or names.before.get(first, ("place", 0.0))[0] == "other":
        found["other"] += 3.5
    elif len(words) == 2 and last in names.place_words and last not in names.organisation_words:
        found["place"] += 2.5  # "Front Street"
    elif last in names.organisation_words or first in names.organisation_words:
        found["organisation"] += 3.0
    elif _inside(words, names.organisation_words) and span.kind != "person":
        found["organisation"] += 1.5
    elif last in names.place_words or first in (
        "lake",
        "mount",
        "cape",
        "port",
        "gulf",
        "sea",
        "strait",
        "bay",
        "fort",
        "camp",
    ):
        found["place"] += 2.5
    elif town or first not in names.given:
        return
    elif span.kind in ("person", "other", "organisation", "place") and _all_names(span):
        found["person"] += 2.0


def _inside(words: Iterable[str], among: frozenset[str]) -> bool:
    return any(w in among for w in words)


def _all_names(span: Span) -> bool:
    return all(t.text[:1].isupper() or t.text in ("-", "’", "'") or t.lower in _SMALL for t in span.tokens)


_SMALL = frozenset("al bin ben van de el von".split())
