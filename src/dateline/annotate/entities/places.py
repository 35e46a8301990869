"""Where the places of a report are: the candidates of the gazetteer weighed by what the report says around them.

In this order of weight: what the name itself is followed by ("Goris, Armenia"), the countries that the report is about,
the neighbours that the report names, whether the name is the main one, and last its size.  Size alone sends Goris
to Gori.  After Lieberman, Samet & Sankaranarayanan (2010) and Rauch et al. (2003), without their learned weights.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline.annotate.entities.around import DIRECTIONS, Found, home_said, homes_of, part_of
from dateline.annotate.entities.groups import Group
from dateline.annotate.entities.vocabulary import Names
from dateline.gazetteer import Gazetteer, Place, place_key
from dateline.spelling import Spelling, fold

CANDIDATES = 40
NEIGHBOURS = 24
LIKELY = 3
"""What bounds the work for a list of towns: places of one name that are weighed, other names of the report that are
looked at for each, and places of each of those."""
ROUNDS = 3
"""How often the names of a report exchange what they are believed to be."""
IN_COUNTRY = "in a country that the report is about"
FAME = 0.5
MAIN_NAME = 2.5
COUNTRY = 6.0
REGION = 2.5
"""What a town's fame, a name that is its main one, and one that is a country's or a large region's weigh, beside powers
of ten of people.  These and the weights below are rounded from a search on the development set in which few famous
towns may lose."""
CAPITAL = 2.0
SEAT = 3.0
"""A capital, and a town where bodies of the United Nations sit, which news of every country names."""
PEER = 4.0
"""The same of one that is named beside another: "London and Geneva" are not those of Ohio, whatever else is."""
GREAT = 100_000
"""A town of so many people is known by all spellings of its name."""
NEAR = 3.0
"""How much likelier, as a power of e, a place is that lies beside another of the report."""
MOST_NEAR = 6.0
MOST_CONTEXT = 9.0
"""What the neighbours, and all surroundings, of a place can weigh: a hamlet is not the capital that the world knows."""
BESIDE = 0.2
"""How near two regions of one country count as: Washington in a list of states is still more often the town."""
IN_DISTRICT = 1.5
"""The same of a district and a town in it: "Paris and Henry County" are one corner of the world."""
SAID = 0.9
"""How many mentions of a country, as far as they are believed, make it one that the report is about."""
HAMLET = 2_000
MANY = 3
"""A place of fewer people is not believed where a report names so many others and none of its country: London's
Stockwell is not the one in Indiana."""
INERTIA = 0.5
"""The part of a belief that lasts a round, so that two names do not turn each other back and forth."""


class Atlas:
    """What the gazetteer knows of a name; nothing, where there is no gazetteer."""

    def __init__(self, gazetteer: Gazetteer | None) -> None:
        self.gazetteer = gazetteer

    def prominence(self, name: str) -> float:
        """How sure a name is a place's by the gazetteer alone: 0 not at all, 0.4 a village, 4 a country."""
        best = 0.0
        if self.gazetteer is None or name.lower() in _GENERIC:
            return best
        for place in self.gazetteer.find(name)[:CANDIDATES] or self.gazetteer.find(_without_generic(name)):
            if is_short(name, place.kind) and (place.kind in ("town", "region") or place.rank < 2):
                continue
            if place.kind == "country":
                best = max(best, 4.0)
            elif place.kind in ("region", "world"):
                best = max(best, 3.5)
            elif place.kind == "admin1":
                best = max(best, 1.6 if place.population > 500_000 else 0.6)
            else:
                size = 0.8 + 0.4 * max(0.0, math.log10(max(place.population, 1)) - 3)
                best = max(
                    best,
                    (size + (1.0 if place.capital else 0.0))
                    * (1.0 if place.rank == 2 else 0.7 if place.population > 50_000 else 0.4),
                )
        return best

    def is_country(self, name: str) -> bool:
        """Is it a country's name, or a part of the United Kingdom's that plays for itself?"""
        if self.gazetteer is None:
            return False
        return any(p.kind in ("country", "region") for p in self.gazetteer.find(name)[:3])

    def is_whole(self, name: str) -> bool:
        """Is it a place's main name in all its words: "Kansas City"?"""
        if self.gazetteer is None:
            return False
        known = place_key(name)
        return any(place_key(p.name) == known for p in self.gazetteer.find(name)[:3])

    def is_known(self, name: str) -> bool:
        """Is it any name of any place, in all its words?"""
        return self.gazetteer is not None and bool(self.gazetteer.named(name))

    def home(self, name: str) -> frozenset[str]:
        """The countries that have a place of this very name."""
        if self.gazetteer is None:
            return frozenset()
        return frozenset(p.country for p in self.gazetteer.find(name) if p.rank == 2 or p.population > GREAT)

    def is_part(self, name: str) -> bool:
        """Is it the short form of a state that stands behind a comma: "Calif."?"""
        return self.gazetteer is not None and bool(self.gazetteer.part(name))


def is_short(name: str, kind: str) -> bool:
    """Is it an abbreviation that only happens to be the name of a place, too: MENA?"""
    return name.isupper() and len(name) < (6 if kind == "town" else 5)


@dataclass(slots=True)
class Guess:
    """The places that a name may mean, and how likely each is by what is known so far."""

    places: tuple[Place, ...]
    how: str
    parts: tuple[Place, ...]
    times: int
    called: bool = False
    """Does the report say that it is a district or region?"""
    within: bool = False
    """Does it say "in" between the name and its region, and no comma, which may part the names of a list?"""
    alone: list[float] = field(default_factory=list)
    """How likely each is before anything is known of the report."""
    shares: list[float] = field(default_factory=list)
    why: tuple[str, ...] = ()


def resolve(groups: Sequence[Group], gazetteer: Gazetteer, names: Names) -> dict[int, Found]:
    """For each group that is a place (by its position in `groups`): the place and how it was found.

    Each name spreads its belief over its candidates; in each round the others' beliefs say which countries and regions
    the report is about and where its places lie.  A name is never evidence for itself.
    """
    guesses: dict[int, Guess] = {}
    peoples: Counter[str] = Counter()
    homes = homes_of(groups)
    for number, group in enumerate(groups):
        if group.kind == "place":
            guess, home = _guess(group, gazetteer, names), home_said(group, homes)
            if guess is not None and not _are_elsewhere(guess, home, gazetteer):
                guesses[number] = guess
        elif group.country:
            peoples[group.country] += len(group.spans)
    for guess in guesses.values():
        guess.alone = [_alone(place, guess) for place in guess.places]
        guess.shares = _shares(guess.alone)
    for number in sorted(_beside_great(guesses, groups)):
        guess = guesses[number]
        guess.alone = [
            weight + (PEER if _is_great(place) else 0.0)
            for weight, place in zip(guess.alone, guess.places, strict=True)
        ]
        guess.shares = _shares(guess.alone)
    order = list(guesses)
    known: dict[tuple[int, int], float] = {}
    for _ in range(ROUNDS):
        about = _about(guesses, peoples)
        total = sum(share for code, share in about.items() if " " not in code) + 1.0
        likeliest = {number: _likeliest(guess) for number, guess in guesses.items()}
        fresh = []
        for at, number in enumerate(order):
            first = max(0, at - NEIGHBOURS // 2)
            near = [likeliest[other] for other in order[first : first + NEIGHBOURS] if other != number]
            fresh.append(_weighed(guesses[number], near, about, total, known))
        for number, (shares, why) in zip(order, fresh, strict=True):
            guesses[number].shares, guesses[number].why = shares, why
    best = {
        number: guess.places[-max((share, -at) for at, share in enumerate(guess.shares))[1]]
        for number, guess in guesses.items()
    }
    of_one = _one_country(best.values())
    return {
        number: (place, (guess.how, *guess.why))
        for number, guess in guesses.items()
        if _believed(
            guess, place := best[number], others=len(guesses) - 1, elsewhere=of_one not in ("", place.country)
        )
    }


def _one_country(places: Iterable[Place]) -> str:
    """The country in which all places but one lie, of three and more; "" where there is none."""
    countries = Counter(place.country for place in places if place.country)
    (first, times), *_ = (*countries.most_common(1), ("", 0))
    return first if times >= MANY - 1 and times >= countries.total() - 1 else ""


def _beside_great(guesses: Mapping[int, Guess], groups: Sequence[Group]) -> set[int]:
    """The names that the world knows and that stand in a list with another such: "Paris, London and Geneva"."""
    great = []
    for number, guess in guesses.items():
        _, _, place = max((weight, -at, guess.places[at]) for at, weight in enumerate(guess.alone))
        if _is_great(place):
            great += [(span.sentence.start, span.first, span.last, number) for span in groups[number].spans]
    found = set[int]()
    for (sentence, _, last, one), (same, first, _, other) in pairwise(sorted(great)):
        if sentence == same and first == last + 1 and one != other:
            found |= {one, other}
    return found


def _is_great(place: Place) -> bool:
    """Is it a capital or a town where bodies of many states sit?"""
    return place.kind == "town" and place.capital > 0


def _guess(group: Group, gazetteer: Gazetteer, names: Names) -> Guess | None:
    """What a name may mean by itself and by the region or country that follows it; None where it may mean no place."""
    found, how = _meant(group, gazetteer, names)
    if not found:
        return None
    parts = part_of(group, gazetteer)
    if found[0].kind == "country":
        # "Mexico, the Philippines" is a list; "Georgia, U.S." is not
        parts = tuple(part for part in parts if any(p.kind == "admin1" and _inside(p, part) for p in found))
    within = any(span.after is not None and span.after.lower in ("in", "and") for span in group.spans)
    return Guess(found, how, parts, len(group.spans), bool(group.sort), within)


def _are_elsewhere(guess: Guess, home: str, gazetteer: Gazetteer) -> bool:
    """Whether the places only have the name of one that the gazetteer lacks: small towns of another country than that
    which the report says, or towns nowhere near a country said right behind the name ("Solhan, Burkina Faso").

    What lies near may be said to be of either state; a capital before a country is one of a list ("Paris, Germany").
    """
    if home and all(p.kind == "town" and p.country != home and p.population < SMALL for p in guess.places):
        return True
    kinds = ("country", "admin1") if guess.within else ("country",)
    said = {part.country for part in guess.parts if part.kind in kinds}
    if not said or guess.parts[0].kind not in kinds:
        return False
    return all(
        place.kind in ("town", "admin2")
        and place.country not in said
        and place.population < LARGE
        and not place.capital
        and not any(gazetteer.reaches(country, round(place.lat), round(place.lon)) for country in sorted(said))
        for place in guess.places
    )


SMALL, LARGE = 20_000, 500_000
"""In people: below SMALL a town is not believed where a description of the report puts the name in another country
("the Haitian town of"); from LARGE on it is, even before a country that it is not in ("Lagos, Portugal" lists two)."""


def home_of(people: Group, gazetteer: Gazetteer) -> Place | None:
    """Where a people is at home: the region or town that the vocabulary names, else its country."""
    if not people.home:
        return gazetteer.country(people.country) if people.country else None
    found = [p for p in gazetteer.find(people.home) if p.rank == 2 and people.country in ("", p.country)]
    return next((p for p in found if p.kind in ("region", "world", "admin1")), found[0] if found else None)


def _believed(guess: Guess, place: Place, *, others: int, elsewhere: bool) -> bool:
    """Is the place found well enough to be said?  Another spelling, a county by a town's name, or a hamlet far from the
    many places of a report, needs a witness.  `others`: how many other places the report names; `elsewhere`: whether
    all of them lie in one other country.
    """
    alone = not others
    if place.kind == "town" and place.population < HAMLET and others >= MANY and not guess.why:
        return False
    if place.kind == "town" and place.population < SMALL and elsewhere and not guess.why:
        return False
    if place.kind in ("admin1", "admin2") and place.population < 1_000_000:
        # a prison called Litoral lies in no province of Guinea, unless it is called one
        called = place.kind == "admin1" and guess.called
        near = any(why != IN_COUNTRY for why in guess.why)
        known = place.kind == "admin1" or place.id < _ABOUT_A_TOWN or -20_000 < place.id <= -10_000
        if guess.how == "gazetteer: by name" and len({p.country for p in guess.places}) == 1:
            # a province named after its town, and no other country has either: Tillaberi
            near = near or (place.rank == 2 and any(p.kind == "town" and p.rank == 2 for p in guess.places))
        return alone or called or near or (known and place.rank == 2 and bool(guess.why))
    if guess.how.startswith(("gazetteer: by name", "a seat")):
        # another name of a small town where nothing else of the report lies is a coincidence
        return place.rank == 2 or place.kind != "town" or place.population > 50_000 or bool(guess.why) or alone
    if place.kind != "town" or guess.how.startswith("gazetteer: like"):
        return bool(guess.why)
    return any(why != IN_COUNTRY for why in guess.why) or sum(p.country == place.country for p in guess.places) == 1


def _shares(weights: Sequence[float]) -> list[float]:
    """Weights as shares of one belief."""
    top = max(weights)
    powers = [math.exp(weight - top) for weight in weights]
    whole = sum(powers)
    return [power / whole for power in powers]


def _meant(group: Group, gazetteer: Gazetteer, names: Names) -> tuple[tuple[Place, ...], str]:
    """The places that a name may mean, and how they were found."""
    found, how = (
        _special(group, gazetteer, names)
        or _of_sort(group, gazetteer, names)
        or _candidates(group.name, gazetteer, names.spelling)
    )
    if is_short(group.name, "town") and not any(span.capitals or span.dateline for span in group.spans):
        found = tuple(place for place in found if place.kind != "town" or place.population > GREAT)
        found = tuple(place for place in found if place.kind != "region" or place.name.isupper())  # SWAT is not Swat
    return tuple(_well_known(place, group.name, names.spelling) for place in found), how


def _well_known(place: Place, name: str, spelling: Spelling) -> Place:
    """A great town with another spelling of its name, or all but "City", as a main one: Odessa, New York.

    Not with every name that it ever had: Philadelphia is not Amman.
    """
    if place.rank == 2 or place.population < GREAT or place.kind != "town":
        return place
    known = fold(place.name).removesuffix(" city")
    return replace(place, rank=2) if spelling.apart(fold(name), known) < 0.06 else place


def _special(group: Group, gazetteer: Gazetteer, names: Names) -> tuple[tuple[Place, ...], str] | None:
    """What a name means that is no town's: a building in a capital, a state behind a comma ("Kansas City, Kan.")."""
    seat = names.seats.get(group.name)
    if seat is not None and not seat.town and (capital := gazetteer.seat(seat.country)) is not None:
        # a place of its own where the capital is
        return (
            replace(capital, id=-1_000_000_000 - capital.id, kind="seat", geonames=None),
        ), "a seat of government in the capital"
    before = group.spans[0].before
    behind = before is not None and before.text in (",", "(", "-")
    short = behind or (group.name.endswith(".") and not _is_city(group.name, gazetteer))
    if short and (found := gazetteer.part(group.name)):
        return found, "gazetteer: by name, short form of a state"
    return None


def _is_city(name: str, gazetteer: Gazetteer) -> bool:
    """Is it what a great town is called for short: L.A.?"""
    return any(place.kind == "town" and place.population > 1_000_000 for place in gazetteer.find(name)[:3])


def _of_sort(group: Group, gazetteer: Gazetteer, names: Names) -> tuple[tuple[Place, ...], str] | None:
    """The districts or regions that a noun says a name means: "Clay and Wilkin counties", "Donetsk region".

    Where the gazetteer has only the town, what is named after it lies about there.
    """
    if not group.sort:
        return None
    level = names.levels[group.sort]
    found = gazetteer.named(f"{group.name} {group.sort}") + gazetteer.find(group.name)
    fitting = tuple(p for p in found if p.kind in (level, "region"))
    if not fitting and any(p.kind == "country" for p in found):
        return None  # "the richest U.S. county"
    fitting = fitting or tuple(
        replace(p, id=_ABOUT_A_TOWN - p.id, kind=level, geonames=None)
        for p in found or _candidates(group.name, gazetteer, names.spelling)[0]
        if p.kind == "town"
    )
    return (fitting[:CANDIDATES], f"gazetteer: by name, a {group.sort}") if fitting else None


_ABOUT_A_TOWN = -2_000_000_000
"""Ids of districts that are where a town is count down from here."""


def _candidates(name: str, gazetteer: Gazetteer, spelling: Spelling) -> tuple[tuple[Place, ...], str]:
    if name.lower() in _GENERIC:
        return (), ""
    found = gazetteer.find(name)
    if name.lower().endswith((" city", " town", " village")):
        found = tuple(place for place in found if place.kind == "town") or found  # Gaza City is not Gaza
    if found:
        return _towns_first(found[:CANDIDATES]), "gazetteer: by name"
    shorter = _without_generic(name)
    if shorter and (found := gazetteer.find(shorter)):
        if _REGIONS & set(name.lower().split()):
            found = tuple(p for p in found if p.kind in ("admin1", "region")) or found
        return found[:CANDIDATES], f"gazetteer: as {shorter!r}"
    words = fold(name).split()
    if len(words) == 1 or not _ARTICLES.isdisjoint(words):
        found = tuple(place for place in gazetteer.like(name, spelling) if place.country not in _BY_RULE)
        if found:
            return found[:CANDIDATES], f"gazetteer: like {found[0].name!r}"
    return (), ""


_BY_RULE = frozenset(("CN", "JP", "TW", "VN"))
"""Countries whose names have one spelling in Latin letters: one letter more is another town (Beichuan, Bachuan)."""
_ARTICLES = frozenset("al el ad an ar as ash at az".split())
"""In names of several words, those of Arabic: they are the ones that are spelled in many ways."""


def _towns_first(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Without the small regions named after a town in them: Khojaly is the town unless its district is named."""
    towns = [p for p in places if p.kind in ("town", "region") and p.rank == 2]

    def own(place: Place) -> bool:
        reach = 200 if place.population > 500_000 else 80
        for town in towns:
            far = distance(place, town)
            # the middle of a wide region is no stand-in for its town: Kidal's is in the desert
            least = 30_000 if far > 100 else 100_000
            big = town.capital or town.kind == "region" or town.population > least or place.population <= 500_000
            if big and place.country == town.country and far < reach:
                return False
        return True

    return tuple(p for p in places if p.kind != "admin1" or own(p))


_GENERIC = DIRECTIONS | frozenset(
    """province county district region oblast raion rayon governorate prefecture municipality township village town city
    state territory republic canton department area enclave""".split()
)


_REGIONS = frozenset("province state region oblast governorate prefecture canton department".split())


def _without_generic(name: str) -> str:
    """The name without a word that says what sort of place it is or which part of it is meant."""
    words = name.split()
    kept = [w for w in words if w.lower() not in _GENERIC]
    return " ".join(kept) if 0 < len(kept) < len(words) else ""


def _about(guesses: dict[int, Guess], peoples: Counter[str]) -> dict[str, float]:
    """How much of the report is about which country ("US") and which of its regions ("US LA"), in mentions believed."""
    about: dict[str, float] = defaultdict(float)
    for country, times in peoples.items():
        about[country] += min(times, 4)
    for guess in guesses.values():
        for place, share in zip(guess.places, guess.shares, strict=True):
            if place.country and share > 0.02:
                about[place.country] += share * min(guess.times, 4)
                if place.admin1:
                    about[f"{place.country} {place.admin1}"] += share * min(guess.times, 4)
    return about


def _alone(place: Place, guess: Guess) -> float:
    """How likely a candidate is before anything is known of the report."""
    weight = math.log10(max(place.population, 300)) + FAME * math.log2(1 + place.fame)
    if place.rank == 2:
        weight += MAIN_NAME
    if place.kind in ("country", "world"):
        weight += COUNTRY
    if place.capital:
        weight += CAPITAL if place.capital == 1 else SEAT
    if place.kind in ("admin1", "region") and place.population > 500_000:
        # New York is more often the town
        great = any(p.kind == "town" and p.rank == 2 and p.population > 1_000_000 for p in guess.places)
        weight += 1.0 if great else REGION
    if any(_inside(place, part) for part in guess.parts):
        weight += 7.0
    return weight


def _weighed(
    guess: Guess,
    near: Sequence[Sequence[tuple[float, Place]]],
    about: dict[str, float],
    total: float,
    known: dict[tuple[int, int], float],
) -> tuple[list[float], tuple[str, ...]]:
    """The shares of a name's candidates by what the rest of the report says, and the reasons for the first of them.

    `near` holds what the names around it most likely mean, `total` how much is `about` countries, and a little more,
    `known` what was worked out of two places so far.
    """
    weights = []
    reasons: list[tuple[str, ...]] = []
    mine = _about({0: guess}, Counter())  # two towns of one name are no evidence that the report is about their country
    for place, alone in zip(guess.places, guess.alone, strict=True):
        context, why = 0.0, []
        if guess.parts and any(_inside(place, part) for part in guess.parts):
            why.append("named with its region or country")
        country = max(0.0, about.get(place.country, 0.0) - mine[place.country])
        if place.country and country > 0.5:
            # a region of the overlay has no code of its own to be found near: it is there because reports write of it
            context += 0.8 + 3.0 * country / total + (2.8 if place.kind == "region" else 0.0)
            if country > SAID:
                why.append(IN_COUNTRY)
        here = f"{place.country} {place.admin1}"
        if place.admin1 and (region := max(0.0, about.get(here, 0.0) - mine[here])) > 0.5:
            context += 0.8 + 2.0 * min(1.0, region / 3)
            why.append("in a region that the report is about")
        if place.kind not in ("country", "world") and (closeness := _closeness(place, near, known)) > 0.5:
            context += closeness
            why.append("near other places of the report")
        weights.append(alone + min(context, MOST_CONTEXT))
        reasons.append(tuple(why))
    shares = [INERTIA * old + (1 - INERTIA) * new for old, new in zip(guess.shares, _shares(weights), strict=True)]
    return shares, reasons[max(range(len(shares)), key=lambda at: (shares[at], -at))]


def _likeliest(guess: Guess) -> list[tuple[float, Place]]:
    """Its likeliest places that are no whole countries, with their shares."""
    ranked = sorted(zip(guess.shares, range(len(guess.places)), strict=True), reverse=True)[:LIKELY]
    return [(share, guess.places[at]) for share, at in ranked if guess.places[at].kind not in ("country", "world")]


def _closeness(
    place: Place, neighbours: Sequence[Sequence[tuple[float, Place]]], known: dict[tuple[int, int], float]
) -> float:
    """What the other names say for a place, each by the chance that it lies near: a message of belief propagation."""
    sum_ = 0.0
    own, lat, country = place.id, place.lat, place.country if place.kind == "admin1" else None
    for other in neighbours:
        odds = 0.0
        for share, neighbour in other:
            # beyond three degrees nothing is near but a region of the same country
            if -8 < (north := lat - neighbour.lat) < 8 and own != neighbour.id:
                if not -3 < north < 3 and country != neighbour.country:
                    continue
                pair = own, neighbour.id
                if pair not in known:
                    known[pair] = math.exp(NEAR * _near(place, neighbour)) - 1
                odds += share * known[pair]
        if odds:
            sum_ += math.log1p(odds)
    return min(MOST_NEAR, sum_)


def _near(place: Place, other: Place) -> float:
    """How near two places are, from 0 to 1; a town is near the region that it lies in."""
    if place.kind == "admin1" and place.country == other.country:
        if place.admin1 == other.admin1:
            return 1.0
        if other.kind == "admin1":
            return BESIDE
    far = distance(place, other)
    if {place.kind, other.kind} == {"town", "admin2"} and place.admin1 == other.admin1 and far < 45:
        return IN_DISTRICT
    return 1.0 if far < 50 else 0.7 if far < 120 else 0.3 if far < 300 else 0.0


def _inside(place: Place, part: Place) -> bool:
    """Does the place lie in this country or region?  Codes where both have them, else by distance."""
    if place.id == part.id or (part.country and place.country != part.country):
        return False
    if part.kind == "country":
        return place.kind != "country"
    if place.country == "US" and place.kind == "town":
        return place.admin1 == part.admin1
    return distance(place, part) < 350


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places, as good as it need be (equirectangular)."""
    north = (a.lat - b.lat) * 111.2
    turn = abs(a.lon - b.lon)
    east = min(turn, 360 - turn) * 111.2 * math.cos(math.radians((a.lat + b.lat) / 2))
    return math.hypot(north, east)
