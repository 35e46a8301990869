from typing import TYPE_CHECKING

import pytest

from dateline.annotate.events import EventWords, find_events, load_event_words
from dateline.records import Event, Published, Report, Statement
from dateline.syntax import sentences

if TYPE_CHECKING:
    from dateline.annotate.language import Language
    from dateline.reading import Reader


@pytest.fixture(scope="module")
def words() -> EventWords:
    return load_event_words()


def read(text: str, language: "Language", words: EventWords, statements: tuple[Statement, ...] = ()) -> list[Event]:
    parsed = [s for part in text.split("\n") for s in sentences(text, text.index(part), language.parse([part])[0], 0)]
    return find_events("r", parsed, (), Published(), (), (), statements, words)


# (text, kind, who acts, who is acted upon): one row for each way of saying who did what to whom.
EVENTS = [
    ("Gunmen attacked the village.", "Attack", "Gunmen", "village"),
    ("The village was attacked by gunmen.", "Attack", "gunmen", "village"),
    ("Gunmen who attacked the village fled.", "Attack", "Gunmen", "village"),
    ("The attack on the village by gunmen was condemned.", "Attack", "gunmen", "village"),
    ("Gunmen carried out an attack on the village.", "Attack", "Gunmen", "village"),
    ("Rebels clashed with soldiers.", "Armed clash", "Rebels", "soldiers"),
    ("Clashes between rebels and soldiers went on.", "Armed clash", "rebels", "soldiers"),
    ("Police arrested five men.", "Arrests", "Police", "five men"),
    ("The army shelled the town, killing 12 people.", "Shelling/artillery/missile attack", "army", "town"),
    ("Protesters blocked the avenues.", "Peaceful protest", "Protesters", None),
    ("The rebels agreed on a ceasefire with the army.", "Agreement", "rebels", "army"),
    ("The envoys held talks with the rebels.", "Talks", "envoys", "rebels"),
    ("The rebels violated the truce.", "Ceasefire violation", "rebels", "truce"),
    ("Troops evacuated the villagers.", "Evacuation", "Troops", "villagers"),
    ("The agency delivered food to the villagers.", "Aid", "agency", "villagers"),
    ("The army imposed a blockade on the town.", "Blockade", "army", "town"),
    ("An earthquake struck the island.", "Disaster", "earthquake", "island"),
    ("Cyclone Orla killed 40 people.", "Disaster", "Cyclone Orla", "40 people"),
    ("The lorry killed two pupils.", "Disaster", "lorry", "two pupils"),
    ("A lorry packed with explosives killed two guards.", "Attack", "lorry", "two guards"),
    ("The Belford Fire killed hundreds.", "Disaster", "Belford Fire", "hundreds"),
    # whose shells they were is not said; what harms is nobody
    ("Rockets hit the market.", "Shelling/artillery/missile attack", None, "market"),
    ("Gunfire killed two guards.", "Attack", None, "two guards"),
    ("The air strike on the depot killed 24 people.", "Air/drone strike", None, "depot"),
    ("The army gassed the town.", "Chemical weapon", "army", "town"),
    # by who acts, and who is acted upon
    ("Police shot at the protesters.", "Excessive force against protesters", "Police", "protesters"),
    ("A mob attacked the driver.", "Mob violence", "mob", "driver"),
    ("Protesters attacked the ministry.", "Violent demonstration", "Protesters", "ministry"),
    # neither a visit nor a rescue is a negotiation or an evacuation
    ("The president visited the port.", "Visit", "president", "port"),
    ("Crews pulled a man alive from the rubble.", "Rescue", "Crews", "man"),
    ("The army took five men into custody.", "Arrests", "army", "five men"),
    # who is made to do it does it
    ("The siege forced the rebels to agree on a ceasefire.", "Agreement", "rebels", None),
    ("The envoys held a second round of talks with the rebels.", "Talks", "envoys", "rebels"),
    ("It came the day after the region surrendered to the army.", "Change to group/activity", "region", "army"),
    # accused of it, described by an adjective, one of a number
    ("They accused the rebels of violating the truce.", "Ceasefire violation", "rebels", "truce"),
    ("Troops evacuated the wounded.", "Evacuation", "Troops", "wounded"),
    ("The rebels released 12 of the hostages.", "Release", "rebels", "12 of the hostages"),
    # a way to travel acts on nobody
    ("The villagers were evacuated by boat.", "Evacuation", None, "villagers"),
    ("Soldiers set the huts on fire.", "Looting/property destruction", "Soldiers", "huts"),
    ("The city was hit by a missile strike.", "Shelling/artillery/missile attack", None, "city"),
    # what nobody does by accident needs no actor; a helicopter that crashes strikes nobody
    ("The villagers were shot on the road.", "Attack", None, "villagers"),
    ("A boat with migrants capsized off the island.", "Disaster", "boat", None),
    ("A helicopter crashed in the hills, killing all five on board.", "Disaster", "helicopter", "five"),
    # what blows up of itself, and what does not
    ("An explosion in a coal mine killed 41 miners.", "Disaster", None, "41 miners"),
    ("A bomb blast in a factory killed 41 workers.", "Remote explosive/landmine/IED", None, "41 workers"),
    # a possessive may be the one acted upon
    ("His friends condemned the mayor's arrest by soldiers.", "Arrests", "soldiers", "mayor"),
    # a verb that the parser took for a participle
    ("Azerbaijan’s military routed Armenian forces in a 24-hour bombardment last week, forcing a retreat.",
     "Armed clash", "Azerbaijan", "Armenian forces"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actor", "target"), EVENTS)
def test_who_did_what_to_whom(
    text: str, kind: str, actor: str, target: str | None, language: "Language", words: EventWords
) -> None:
    event = next(e for e in read(text, language, words) if e.kind == kind)
    assert (event.actor, event.target, event.status) == (actor, target, "actual")


# Not everything that is told has happened.
STATUS = [
    ("The army will withdraw from the town.", "planned"),
    ("The army did not attack the village.", "denied"),
    ("The agreement includes the withdrawal of the army.", "planned"),
    ("The defeat raised fears of an exodus of the villagers.", "hypothetical"),
    ("The minister plans to visit the envoy.", "planned"),
    ("Talks with the rebels will be held.", "planned"),
    ("The rebels are to withdraw from the airport.", "planned"),
    ("Neither side has withdrawn from the airport.", "denied"),
    ("No air strike was carried out.", "denied"),
    ("The president had cancelled a visit to Ankara.", "denied"),
    ("Germany said it would evacuate the villagers.", "planned"),
    ("The mayor saw no reason for people to flee.", "hypothetical"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_whether_it_happened(text: str, status: str, language: "Language", words: EventWords) -> None:
    assert [event.status for event in read(text, language, words)] == [status]


def test_what_a_statement_denies_is_denied(language: "Language", words: EventWords) -> None:
    text = "The army denied that it attacked the village."
    start = text.index("it attacked")
    denial = Statement(id="s", source=((0, 8),), cue=((9, 15),), content=((start, len(text) - 1),), stance="denies")
    [event] = read(text, language, words, (denial,))
    assert event.status == "denied"


# One attack, told three times: as a verb, as a noun with its target, as "the attack".
def test_an_event_told_three_times_is_one(language: "Language", words: EventWords) -> None:
    text = "Gunmen attacked the village.\nThe attack on the village was condemned.\nThe attack lasted an hour."
    [event] = read(text, language, words)
    assert len(event.spans) == 3
    assert (event.actor, event.target) == ("Gunmen", "village")


# Two attacks on two villages are two.
def test_two_events_stay_two(language: "Language", words: EventWords) -> None:
    found = read("Gunmen attacked the village.\nGunmen attacked the town.", language, words)
    assert [event.target for event in found] == ["village", "town"]
    assert len({event.id for event in found}) == 2


# What happened in a year long ago is not told again by what happened now.
def test_a_comparison_with_another_year_is_another_event(reader: "Reader") -> None:
    from dateline.reading import annotate

    text = "Two trains derailed. The accident was the deadliest since 1995, when two trains derailed near Kassala."
    first, former = annotate(Report(id="r", text=text), reader).events
    assert (first.place, former.place) == (None, "Kassala")


# What came some days before another event has its own day; "after" alone says none.
@pytest.mark.parametrize(
    ("text", "latest", "best"),
    [
        ("Residents fled on Thursday, a day after Kenya sent troops into the region.", "2023-09-20", "2023-09-20"),
        ("Residents fled three days after Kenya sent troops into the region.", "2023-09-19", None),
        ("Kenya sent troops into the region on Tuesday.", "2023-09-19", "2023-09-19"),
        ("Residents fled after Kenya sent troops into the region.", "2023-09-22", "2023-09-22"),
    ],
)
def test_days_after_another(text: str, latest: str, best: str | None, reader: "Reader") -> None:
    from dateline.reading import annotate

    events = annotate(Report(id="r", text=text, published="2023-09-22"), reader).events
    sent = next(event for event in events if event.kind == "Troop movement")
    assert (sent.when.latest, sent.when.best) == (latest, best)


# Words of the vocabulary that tell no event.
NOTHING = [
    "The agency released a video.", "Lawyers attacked the ruling.", "He called the film an attack on reason.",
    "The ministry described the film as an attack on the nation.", "The bank launched a campaign for savers.",
    "Displaced families live here.", "The talks went on.",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_event(text: str, language: "Language", words: EventWords) -> None:
    assert read(text, language, words) == []


# Every kind that a verb or noun leads to has its codes in the scheme.
def test_every_kind_is_in_the_scheme(words: EventWords) -> None:
    kinds = {verb.kind for entries in words.verbs.values() for verb in entries} | {n.kind for n in words.nouns.values()}
    assert kinds <= set(words.schemes)


# What looks like an event and is none, or tells of so many that it is none of them.
SUMS_AND_TRAPS = [
    "The war has killed 20,000 people.",  # the sum of many
    "The operation led to the killing of at least 200 people.",  # what led to it is the event
    "The war began in spring.",
    "Relatives have been battling to get through to the city.",
    "The road was blocked by fallen trees.",
    "She was pulled out after seven days.",
    "At least 24 killed and 30 wounded.",  # a toll; who did it is not said
    "The raid wounded none.",
    "The head of the mission was found dead in the rubble.",
    "The charity suspended its work after its hospital was hit, injuring seven patients.",
    "The army demonstrated its reach.",
    "None of the agencies delivered food to the villagers.",
    "It was an attack on the nation's values.",
    "Soldiers marched into the capital.",
    "A hospital was set up on an old tennis court.",
    "The officer has been taken off life support.",
    "The needs of the disabled are met by charities.",
    "It tries to meet the priorities of rich countries.",
    "The reporter was met with open doors.",
    "Deputies annulled it in March of 2020.",
    "The Tories launched a nationwide poster campaign.",
]


@pytest.mark.parametrize("text", SUMS_AND_TRAPS)
def test_what_only_looks_like_an_event(text: str, language: "Language", words: EventWords) -> None:
    assert [(e.kind, e.actor, e.target) for e in read(text, language, words)] == []


# A number is nobody who acts, and a name is cut where it ends.
@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Police arrested 75.", "75"),
        ("22:45 - A million people have fled.", "A million people"),
        ("30 homes destroyed and 1,200 people displaced.", "1,200 people"),
        ("They evacuated 3,154 people, of them 1,428 children.", "3,154 people"),
        ("The army detained “five to six” individuals.", "five to six individuals"),
    ],
)
def test_what_a_party_is_called(text: str, party: str, language: "Language", words: EventWords) -> None:
    assert party in [event.target for event in read(text, language, words)]


# A storm by its name alone, which the report has told to be one.
def test_a_storm_named_before_acts_for_nobody(language: "Language", words: EventWords) -> None:
    found = read("Cyclone Orla reached the coast.\nOrla killed 73 people.", language, words)
    assert [(e.kind, e.target) for e in found] == [("Disaster", "73 people")]


# What is held to protest an arrest is none.
def test_a_purpose_is_not_what_is_done(language: "Language", words: EventWords) -> None:
    found = read("Demonstrations were held on Monday to protest the detention of the governor.", language, words)
    assert [(e.kind, e.target) for e in found] == [("Peaceful protest", None), ("Arrests", "governor")]


# One kidnapping, told with other nouns for the same five.
def test_other_words_for_the_same_people_are_one_event(language: "Language", words: EventWords) -> None:
    text = "Five South Korean nationals were abducted.\nFive South Korean sailors were abducted off the coast."
    [event] = read(text, language, words)
    assert len(event.spans) == 2
