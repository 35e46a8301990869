"""Where counts are that do not say where they are, and what the headline's leave to the text below it.

"Six are missing" is where its sentence or its report is; "115 dead in Haiti" at the head of a report is the number that
the mayor gives further down, and in his town.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from msgspec import structs

from dateline.link.accounts import TELLING, Account, name_key, number
from dateline.records import Annotation, Entity, Figure, Mention, Span, Statement

STAMP = re.compile(r"[\W_]{0,9}[A-Z][A-Z .'/-]{1,60}(?:,[^.!?\n]{0,30}|\s\([^)\n]*\)){0,2}\s*(?:[—–]|\s-\s|:\s)")
"""At the head of a sentence: where it was written ("TUNIS, Sept 29 (MPA) —"), and not where anything happened."""
WHOSE_NOT_WHERE = re.compile(r"U\.?S\.?A?\.?|U\.?K\.?|E\.?U\.?")
"""Names that stand before nouns as adjectives do: "US troops", "the UK teams"."""
WHERE = re.compile(
    r"\b(?:in|to|into|from|at|near|across|around|over|throughout|within|inside|outside)\s+(?:the\s+)?$", re.IGNORECASE
)

JOINED = re.compile(r"\s?[-–/]\s?")
HELD = re.compile(
    r"(?<![\w-])((?:(?!(?:in|on|the|from|of|and)\b)[A-Za-z]+[- ](?:held|controlled|occupied|administered)|occupied)\s+"
    r"(?:[\w-]+\s+)?(?:areas?|parts?|territor(?:y|ies)|sides?|regions?|zones?|districts?|provinces?|enclaves?"
    r"|(?:north|south)[ -]?(?:east|west)?|east|west)\b|(?<=on the )[A-Z][a-z]+ side\b)"
)
"""A country of which each side holds a part is where each counts its own: "in the rebel-held north-west"."""
GOING_ON = re.compile(r"(?:(?! in | at )[^,;:.])*")
"""Between counts of one place: "430 were killed and 1,315"."""
OPENING = re.compile(r"(?:[,;]|\b(?:and|while|but))\s+(?:in|on|from|across)\s+(?:the\s+)?$")
VICTIMS = frozenset({"killed", "injured", "missing"})
BESIDE = 5
"""Counts on either side that may add up to one."""

Where = tuple[str | None, str | None]
"""The entity of a place, or in words what is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPlaces:
    """The places that a report names as where something happened."""

    told: Sequence[tuple[int, str]]
    """Where each is named, and its entity, in the order of the text."""
    joined: Mapping[int, str]
    """The two that are named in one breath there, in words: the toll of "the Turkey-Syria quake" is that of neither."""
    headed: str | None
    """The two of the headline, where it names them so."""
    most_named: str | None
    named_once: bool
    """Whether the most named is named but once."""
    entities: Mapping[str, Entity]

    def around(self, figure: Figure, sentence: Span, said: Statement | None) -> Where:
        """The place of a count that is not said: the last one that its sentence names, but for where its giver speaks:
        "in Tripoli, the minister put the toll at 6,000".
        """
        content = said.content if said is not None else ()
        if not any(start <= figure.start < end for start, end in content):
            content = (sentence,)
        first, last = (bisect_left(self.told, (at, "")) for at in sentence)
        inside = [here for here in self.told[first:last] if any(start <= here[0] < end for start, end in content)]
        if not inside:
            return None, None
        at, place = inside[-1]
        return (None, self.joined[at]) if at in self.joined else (place, None)

    def held(self, figures: Sequence[Figure], k: int, sentence: Span, text: str) -> str | None:
        """The part of a country that one side holds and figure `k` is of, as it is printed: behind it in its clause, or
        before it where it opens the clause.
        """
        figure = figures[k]
        known = self.entities.get(figure.place_entity or "")
        if known is not None and known.precision not in ("country", "region"):
            return None
        last = k + 1  # "430 were killed and 1,315 injured in government-held areas"
        while last < len(figures) and figures[last].kind != figure.kind:
            if not GOING_ON.fullmatch(text, figures[last - 1].end, figures[last].start):
                break
            last += 1
        ends = min(sentence[1], figures[last].start) if last < len(figures) else sentence[1]
        if (found := HELD.search(text, figure.end, ends)) is not None:
            return found[1]
        begins = max(sentence[0], figures[k - 1].end) if k else sentence[0]
        found = HELD.search(text, begins, figure.start)
        opens = found is not None and (begins == sentence[0] or OPENING.search(text, begins, found.start()))
        return found[1] if found is not None and opens else None

    def going_on(self, figure: Figure, before: Account | None, since: int, text: str) -> Where:
        """The same where its sentence names none: victims are in the country where those of the sentence before (which
        begins at `since`) are: "Turkey's toll rose to 5,894. More than 34,000 were injured."
        """
        if before is None or before.inferred or before.region is None or before.region.precision != "country":
            return None, None  # "125 bodies were brought to Armenia": what only a place nearby suggests goes no further
        kinds = {figure.kind, before.figure.kind}
        near = before.figure.start >= since and "\n" not in text[before.figure.end : figure.start]
        return (before.region.id, None) if near and kinds <= VICTIMS else (None, None)

    def of_report(self, figure: Figure) -> Where:
        """The same where nothing around it says: the one that its report names most, but for counts made in another
        country and for a place that is named once, and only further down.
        """
        if self.most_named is None or self._elsewhere(figure):
            return None, None
        if self.headed is not None:
            return None, self.headed
        first = next((at for at, place in self.told if place == self.most_named), -1)
        return (None if self.named_once and first > figure.start else self.most_named), None

    def _elsewhere(self, figure: Figure) -> bool:
        """Whether arrivals are counted by a body of another country than the one that the report is mostly about."""
        giver, about = self.entities.get(figure.giver_entity or ""), self.entities.get(self.most_named or "")
        if figure.kind != "arrived" or giver is None or about is None or giver.country is None or about.country is None:
            return False
        return giver.country != about.country


def named_places(text: str, annotation: Annotation, entities: Mapping[str, Entity]) -> NamedPlaces:
    """The places that a report names; `entities` by id."""
    opens = [start for start, _ in annotation.sentences]
    sources = sorted(span for statement in annotation.statements for span in statement.source)
    named = [
        mention
        for mention in _outermost(annotation.mentions)
        if not text.startswith(("'s", "’s"), mention.end)
        and not _inside(sources, mention.start)
        and not _attributed(text, mention)
        and (one := entities.get(mention.entity)) is not None and one.kind == "place"
    ]
    told = [mention for mention in named if not _stamped(text, annotation.sentences, opens, mention)]
    counts, in_text = (Counter(mention.entity for mention in some) for some in (named, told))
    # a town in the headline, named again, is what the report is about; a country or region may be who does something
    title = annotation.title_span or (0, 0)
    headed = [m.entity for m in named if m.start < title[1] and counts[m.entity] > 1]
    headed = [place for place in headed if entities[place].precision in ("exact", "near", None)]
    exact = {place: entities[place].precision != "country" for place in counts}
    most_named = max(headed or counts, key=lambda place: (counts[place], in_text[place], exact[place]), default=None)
    joined = {
        at: " and ".join(sorted({entities[one.entity].name, entities[other.entity].name}))
        for one, other in pairwise(told) if JOINED.fullmatch(text, one.end, other.start)
        for at in (one.start, other.start)
    }  # fmt: skip
    return NamedPlaces(
        told=sorted((mention.start, mention.entity) for mention in told), joined=joined,
        headed=next((name for at, name in joined.items() if at < title[1]), None), most_named=most_named,
        named_once=most_named is not None and counts[most_named] == 1, entities=entities,
    )  # fmt: skip


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The names that stand in no other: "Karachi Police" says nothing of where anything happened."""
    end = 0
    for mention in sorted((m for m in mentions if m.form == "name"), key=lambda m: (m.start, -m.end)):
        if mention.end > end:
            yield mention
            end = mention.end


def _attributed(text: str, place: Mention) -> bool:
    """Whether a name says whose somebody is, and not where."""
    if WHOSE_NOT_WHERE.fullmatch(text, place.start, place.end) is None:
        return False
    return WHERE.search(text, max(0, place.start - 20), place.start) is None


def _stamped(text: str, sentences: Sequence[Span], opens: Sequence[int], mention: Mention) -> bool:
    """Whether a place is only where its sentence was written."""
    here = bisect_right(opens, mention.start) - 1
    stamp = STAMP.match(text, sentences[here][0]) if here >= 0 else None
    return stamp is not None and mention.end <= stamp.end()


def _inside(spans: Sequence[Span], at: int) -> bool:
    """Whether one of a few sorted spans before `at` holds it: where somebody speaks is not where it happened."""
    before = bisect_right(spans, (at, at))
    return any(start <= at < end for start, end in spans[max(0, before - 3) : before + 1])


def in_place(found: list[Account]) -> list[Account]:
    """The accounts of a report; of which no place is said and that are part of another are where that is."""
    by_figure = {account.figure.id: account for account in found}
    return [
        structs.replace(account, place=whole.place, place_name=whole.place_name, region=whole.region)
        if account.inferred and (whole := by_figure.get(account.figure.part_of or account.whole)) is not None
        else account
        for account in found
    ]


def summed(found: list[Account]) -> list[Account]:
    """The accounts of a report; a count without a place of its own that is the sum of two near it, of two places, is of
    both: "That brought the toll to 5,021".
    """
    done = list(found)
    for k, account in enumerate(found):
        total = number(account.figure)
        if not account.inferred or total is None or total < TELLING:
            continue
        near = [
            one for one in (*found[max(0, k - BESIDE) : k], *found[k + 1 : k + 1 + BESIDE])
            if (one.figure.kind, one.figure.unit) == (account.figure.kind, account.figure.unit) and one.place_name
        ]  # fmt: skip
        for one, other in combinations(near, 2):
            if one.place != other.place and (number(one.figure) or 0) + (number(other.figure) or 0) == total:
                both = " and ".join(sorted({one.place_name or "", other.place_name or ""}))
                done[k] = structs.replace(account, place=name_key(both), place_name=both, region=None)
    return done


def as_told_again(found: list[Account], title: Span | None) -> list[Account]:
    """The accounts of a report; one of a headline that gives nobody, or nobody by name, or names the country only, is
    that of the text below it which counts the same: "Death toll from Haiti massacre rises to 115", and further down
    "115 killed in Pont-Sonde, the mayor said".  It would be another's number, and of another place.
    """
    if title is None:
        return found
    below = [one for one in found if one.figure.start >= title[1]]

    def filled(account: Account) -> Account:
        if not title[0] <= account.figure.start < title[1]:
            return account
        counted = (account.figure.kind, number(account.figure))
        again = [one for one in below if (one.figure.kind, number(one.figure)) == counted and _briefly(account, one)]
        wide = account.region is not None and account.region.precision == "country"
        closer = (
            one for one in again
            if (account.inferred and not one.inferred) or (wide and _is_inside(one.region, account.region))
        )  # fmt: skip
        if (there := next(closer, None)) is not None:
            account = structs.replace(
                account, place=there.place, place_name=there.place_name, region=there.region
            )
        open_to = account.anonymous or account.figure.giver is None
        says = next((one for one in again if open_to or _is_for_short(account.giver, one.giver)), None)
        if says is not None:
            told = says.figure
            account = structs.replace(
                account, giver=says.giver, chain=says.chain, passed_on=says.passed_on, anonymous=says.anonymous,
                figure=replace(
                    account.figure, giver=told.giver, giver_entity=told.giver_entity, givers=told.givers
                ),
            )  # fmt: skip
        if again and not account.who:
            account = structs.replace(account, who=again[0].who)
        if again and account.figure.modifier == "exact" and again[0].figure.modifier in ("at least", "more than"):
            least = replace(account.figure, high=None, modifier=again[0].figure.modifier)  # headlines leave it out
            account = structs.replace(account, figure=least)
        return account

    return [filled(account) for account in found]


def _is_for_short(giver: str, other: str) -> bool:
    """Whether a headline names a body by the first words or letters of its name: "UN" of the UN human rights office."""
    words = giver.split()
    short = "".join(word[0] for word in words) if len(words) > 1 else giver
    return len(short) > 1 and other.startswith((f"{giver} ", f"{short} "))


def _briefly(headline: Account, below: Account) -> bool:
    """Whether a headline may say in fewer words whom the text counts: "59 dead" of 59 migrants who drowned."""
    return below.who == headline.who or not headline.who or below.who.endswith(f" {headline.who}")


def _is_inside(place: Entity | None, country: Entity | None) -> bool:
    """Whether a place may lie in a country: it does, or nobody knows where it lies."""
    if place is None or country is None or place.precision == "country":
        return False
    return place.country in (None, country.country)
