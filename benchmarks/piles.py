"""Piles of invented reports in our own words, of any size: the same seed gives the same pile.

    python benchmarks/piles.py 1000 > pile.jsonl

What is realistic about them: many stories at once, each told by several outlets over some days; a third of the reports
are copies of an agency's text, cut, with another headline or a paragraph of their own; tolls rise and are corrected;
officials are spelt in several ways; outlets differ on numbers; every report carries its site's furniture.  The people
and most of the organisations are made up from syllables and lists; the towns are real, so that the gazetteer has work.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

TOWNS = (
    "Goris Kapan Sisian Yerevan Gyumri Vanadzor Stepanakert Baku Ganja Sumqayit Tbilisi Batumi Kutaisi "
    "Derna Benghazi  Tripoli Misrata Sabha Khartoum Omdurman Kassala Nyala Gedaref Aleppo Homs Hama Idlib "
    "Raqqa Mosul Kirkuk Basra Erbil  Gaziantep Adana Malatya Kharkiv Odesa Mykolaiv Kherson Sumy Dnipro "
    "Lviv Mariupol Kramatorsk Goma Bukavu Beni Butembo  Maiduguri Kano Jos Kaduna Mopti Gao Timbuktu "
    "Bamako Ouagadougou Djibo Niamey Tillaberi Mekelle Gondar Adama Dessie  Kabul Herat Kandahar Kunduz "
    "Jalalabad Peshawar Quetta Sittwe Mandalay Myitkyina Lashio Cotabato Marawi "
).split()
FIRST = "Ar Be Da El Fa Ga Ha Il Ka La Ma Na Or Pa Ra Sa Ta Va Ya Za".split()
MIDDLE = "ba di ke la mi no ra si ta vo zi re".split()
LAST = "shyan mov dze lidze baev rani kari sson man eri ouk ashi ante".split()
GIVEN = (
    "Anna Boris Carla David Elena Farid Gohar Hasan Irina Jamal Karim Lusine Musa Nadia Omar Petra Rashid Sona".split()
)
OFFICES = (
    "regional governor|health minister|mayor|police spokesman|deputy interior minister|head of the rescue service|"
    "hospital director|defence ministry spokeswoman|ombudsman|head of the border guard|emergency coordinator"
).split("|")
PLACES = (
    "market|school|bridge|bus station|hospital|fuel depot|grain store|police post|mosque|church|camp|power station|"
    "apartment block|factory|pumping station|town hall|warehouse|clinic"
).split("|")
ADJECTIVES = (
    "crowded old northern burnt-out abandoned disputed flooded narrow central half-empty damaged remote besieged quiet "
    "unfinished fortified overcrowded makeshift ruined guarded"
).split()
HAPPENED = {
    "shelling": ("were killed", "when shells hit the {adjective} {place} in {town}"),
    "flood": ("drowned", "after water broke through the {adjective} {place} above {town}"),
    "blast": ("died", "in an explosion at the {adjective} {place} outside {town}"),
    "raid": ("were shot dead", "during a raid on the {adjective} {place} near {town}"),
    "quake": ("were killed", "when an earthquake brought down the {adjective} {place} in {town}"),
}
BODIES = (
    "Red Cross|Health Ministry|United Nations|Interior Ministry|Red Crescent|Defence Ministry|"
    "World Food Programme"
).split("|")
SAID = "said announced reported stated added insisted warned".split()
AGENCIES = ("Northline", "Meridian Press", "Wire Seven")
COLOUR = (
    "{Tone} {thing} {moved} {goods} past the {adjective} {place} {when}.",
    "{When}, {few} {trade}s {moved} {tone} {thing} towards {town}.",
    "“{Tone} {thing} {moved} us,” said {person}, the {tone2} {trade} {when}.",
    "{person}, a {trade} from {other}, {moved} {few} {thing} {when}.",
    "{Few} {tone} {thing} {moved} the {adjective} {place} and {goods} {when}.",
    "{Tone2} {trade}s {moved} {goods}, {tone} {thing} and {few} {thing2} {when}.",
    "{When} a {trade} {moved} {tone} {goods}; {few} {thing} {moved2} {town}.",
    "{Few} {trade}s from {other} {moved} {goods} while {tone} {thing} {moved2} {when}.",
)
"""Every second or third word is drawn, so that two reports rarely share a run of words by chance, as in real piles."""
WORDS = {
    "tone": (
        "grey scattered heavy torn borrowed muddy broken plastic rusted smoking stranded donated frozen wooden hired "
        "spare empty foreign stolen painted soaked patched narrow salvaged dusty rented"
    ).split(),
    "thing": (
        "blankets windows lorries sandbags tents carts boats crates generators stretchers tractors ladders buses mules "
        "cranes pumps barrels trailers bicycles shutters lanterns ropes shovels wagons"
    ).split(),
    "goods": "flour diesel rice batteries medicine water onions candles firewood salt milk charcoal wool".split(),
    "trade": "teacher driver baker nurse farmer shopkeeper fisherman carpenter student miner tailor porter".split(),
    "few": "three four five six seven eight nine eleven fifteen twenty".split(),
    "moved": (
        "carried blocked passed followed replaced sheltered reached missed guarded crossed dragged bought watched left "
        "circled mended counted traded"
    ).split(),
    "when": [
        *(f"on {day}" for day in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()),
        *(f"in {month}" for month in "January March April June August October November".split()),
        "before dawn", "after the rain", "at noon", "overnight", "a week earlier", "last month", "the next morning",
    ],
}  # fmt: skip
STORY = 12
"""Reports a story."""
FURNITURE = "Sign up for our newsletter\nAll rights reserved. {outlet}"


class Story:
    """One crisis: where, what, who speaks, and how its toll moves."""

    def __init__(self, random: Random, number: int, start: date) -> None:
        self.random, self.number = random, number
        self.town, self.other = random.sample(TOWNS, 2)
        self.verb, self.where = HAPPENED[random.choice(sorted(HAPPENED))]
        self.place, self.adjective = random.choice(PLACES), random.choice(ADJECTIVES)
        self.office, self.body = random.choice(OFFICES), random.choice(BODIES)
        surname = random.choice(FIRST) + "".join(random.choices(MIDDLE, k=2)) + random.choice(LAST)
        self.official = f"{random.choice(GIVEN)} {surname}"
        self.toll, self.day = random.randint(3, 60), start + timedelta(days=random.randint(0, 700))

    def spelling(self) -> str:
        """The official's name as one of several outlets spells it."""
        swaps = (("ya", "ia"), ("k", "q"), ("ou", "u"), ("zi", "si"), ("dze", "dse"), ("sh", "sch"))
        name = self.official
        for old, new in swaps:
            if self.random.random() < 0.25:
                name = name.replace(old, new)
        return name

    def colour(self) -> str:
        """A sentence that only this report will have."""
        chosen = {key: self.random.choice(words) for key, words in WORDS.items()}
        chosen |= {f"{key}2": self.random.choice(words) for key, words in WORDS.items()}
        chosen |= {key.capitalize(): word[0].upper() + word[1:] for key, word in chosen.items()}
        surname = self.random.choice(FIRST) + self.random.choice(MIDDLE) + self.random.choice(LAST)
        return self.random.choice(COLOUR).format(
            **chosen, town=self.town, other=self.random.choice(TOWNS),
            person=f"{self.random.choice(GIVEN)} {surname}",
            place=self.random.choice(PLACES), adjective=self.random.choice(ADJECTIVES),
        )  # fmt: skip

    def told(self, toll: int, day: date) -> list[str]:
        """The paragraphs of a text of its own."""
        random, name = self.random, self.spelling()
        where = self.where.format(adjective=self.adjective, place=self.place, town=self.town)
        lead = (
            f"{random.choice(('At least', 'Some', 'More than', 'About'))} {toll} people {self.verb} {where} on {day:%A}"
        )
        hurt, families = toll * random.randint(2, 4), random.randint(2, 90) * 10
        paragraphs = [
            f"{lead}, {self.office} {name} {random.choice(SAID)}.",
            f"{hurt} others were injured, according to the {self.body}. {self.colour()}",
            f"{name} {random.choice(SAID)} that {families} families had fled to {self.other} since {day:%A}.",
            f"“We do not know who is still under the {self.place},” {name.split()[1]} said. {self.colour()}",
        ]
        if random.random() < 0.3:
            paragraphs.append(f"The {random.choice(BODIES)} denied that {toll} people had been killed in {self.town}.")
        paragraphs += [f"{self.colour()} {self.colour()}" for _ in range(random.randint(3, 7))]
        return paragraphs


def edited(paragraphs: list[str], story: Story) -> list[str]:
    """A copy as a newsroom makes it: cut from below, a word changed, a paragraph of its own."""
    random, kept = story.random, list(paragraphs)
    if random.random() < 0.5:
        kept = kept[: random.randint(3, len(kept))]
    if random.random() < 0.5:
        k = random.randrange(len(kept))
        kept[k] = kept[k].replace("people", "civilians").replace(" said", " told reporters")
    if random.random() < 0.4:
        kept.insert(random.randint(1, len(kept)), story.colour())
    return kept


def make_pile(size: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """`size` reports as lines of JSONL hold them, stories interleaved; twelve reports a story, a third copies."""
    return (report for report, _, _ in make_sourced(size, seed))


def make_part(size: int, of: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """The reports of the first stories of a pile of `of`, `size` together: as dense as the whole pile, and each report
    the same in any part, so that what was read in one need not be read again for another.
    """
    stories = -(-of // STORY)
    return (report for report, _, story in make_sourced(of, seed) if story < stories * size / of)


def make_story(size: int, seed: int) -> Iterator[dict[str, str]]:
    """`size` reports of one story, of another pile than those of other seeds."""
    return (report for report, _, _ in make_sourced(size, seed, many=1))


def make_sourced(size: int, seed: int = 1, many: int | None = None) -> Iterator[tuple[dict[str, str], str, int]]:
    """The same reports, each with the id of the report whose text it was made from (its own, if it is no copy), and the
    number of its story; with `many`, of so many stories.
    """
    random = Random(seed)
    start = date(2021, 1, 4)
    stories = [Story(Random(f"{seed} {n}"), n, start) for n in range(many or -(-size // STORY))]
    wires: dict[int, tuple[str, list[str]]] = {}
    order = [n % len(stories) for n in range(size)]
    random.shuffle(order)
    for number, which in enumerate(order):
        story = stories[which]
        day = story.day + timedelta(days=story.random.randint(0, 9))
        outlet = (
            f"{story.random.choice(TOWNS)} {story.random.choice(('Herald', 'Post', 'Observer', 'Courier', 'Times'))}"
        )
        if which in wires and random.random() < 0.36:
            source, paragraphs = wires[which][0], edited(wires[which][1], story)
            outlet = outlet if random.random() < 0.7 else f"{outlet} with {story.random.choice(AGENCIES)}"
        else:
            toll = max(1, story.toll + story.random.randint(-2, 9))
            source, paragraphs = f"p{seed}-{number:06}", story.told(toll, day)
            wires[which] = source, paragraphs
        title = (
            f"{story.town}: {story.random.choice(('toll rises', 'what we know', 'search goes on', 'families flee'))}"
        )
        report = {
            "id": f"p{seed}-{number:06}", "published": (day + timedelta(days=1)).isoformat(), "publisher": outlet,
            "title": title, "text": "\n\n".join([title, *paragraphs, FURNITURE.format(outlet=outlet)]),
        }  # fmt: skip
        yield report, source, which


def main() -> None:
    """Writes a pile to standard output."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("size", type=int)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    for line in make_pile(given.size, given.seed):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
