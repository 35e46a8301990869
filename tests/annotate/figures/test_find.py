import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from dateline import lexicon
from dateline.annotate.figures import Kinds, Numbers, find_figures
from dateline.annotate.figures.vocabulary import Adjective, Noun, State, Verb
from dateline.syntax import sentences

if TYPE_CHECKING:
    from dateline.annotate.language import Language


# (text, the figures as (quote, low, high, kind, label)). One row for each way in which English says what happened to
# those who are counted.
FIGURES = [
    # passive, active, gerund, with what was left out
    (
        "At least 11 people were killed and 20 injured.",
        [("At least 11 people", 11, None, "killed", "killed"), ("20", 20, 20, "injured", "injured")],
    ),
    (
        "Rockets hit the town, killing 40 soldiers and wounding 80.",
        [("40 soldiers", 40, 40, "killed", "killed"), ("80", 80, 80, "injured", "injured")],
    ),
    ("About 76,000 people fled the city.", [("About 76,000 people", 76_000, 76_000, "displaced", "fled")]),
    # the same without its verbs of being, as in headlines and bullets: who is killed is not wounded too
    (
        "At least 109 people killed and more than 40 injured, according to the council.",
        [("At least 109 people", 109, None, "killed", "killed"), ("more than 40", 40, None, "injured", "injured")],
    ),
    ("One was killed and another hurt.", [("One", 1, 1, "killed", "killed"), ("another", 1, 1, "injured", "injured")]),
    # two things happened to the same people
    (
        "The army killed and wounded scores of rebels.",
        [("scores of rebels", None, None, "injured", "injured"), ("scores of rebels", None, None, "killed", "killed")],
    ),
    # small clauses
    ("The shooting left two guards dead.", [("two guards", 2, 2, "killed", "killed")]),
    ("The quake left 7,000 people homeless.", [("7,000 people", 7_000, 7_000, "displaced", "displaced")]),
    # a verb over the verb
    ("Shelling forced 35 people to flee.", [("35 people", 35, 35, "displaced", "fled")]),
    ("Six people were reported to have been killed.", [("Six people", 6, 6, "killed", "killed")]),
    ("Some 19,000 people are registered as displaced.", [("Some 19,000 people", 19e3, 19e3, "displaced", "displaced")]),
    # nouns: the act, the toll, what is counted
    ("They condemned the killing of nine border guards.", [("nine border guards", 9, 9, "killed", "killed")]),
    ("The death toll climbed to 66.", [("66", 66, 66, "killed", "death toll")]),
    # the parse gives the verb another subject than the number that opens the sentence
    ("The number of people known to have died in Cuba after Cyclone Oscar has risen to 94, up from 76 a day earlier.",
     [("94", 94, 94, "killed", "died"), ("76", 76, 76, "killed", "died")]),
    ("The number of people confirmed dead rose to 94.", [("94", 94, 94, "killed", "dead")]),
    ("The blast caused injuries to eight pedestrians.", [("eight pedestrians", 8, 8, "injured", "injured")]),
    ("The storm caused 34,000 displacements.", [("34,000 displacements", 34e3, 34e3, "displaced", "displacements")]),
    # a count of those who are named by a noun: the dead, the missing, cases
    ("Officials put the confirmed dead at 3,351.", [("3,351", 3_351, 3_351, "killed", "dead")]),
    ("The mayor had estimated the missing at five to six thousand.", [
        ("five to six thousand", 5_000, 6_000, "missing", "missing")]),
    ("It puts the dead at 3,958 and the missing at more than 9,000.", [
        ("3,958", 3_958, 3_958, "killed", "dead"), ("more than 9,000", 9_000, None, "missing", "missing")]),
    ("Confirmed cholera cases rose to 61.", [("61", 61, 61, "other", "cases")]),
    ("Displaced people in the province numbered 3,900.", [("3,900", 3_900, 3_900, "displaced", "displaced")]),
    # half of them did it, and how many that is nobody says
    ("Half of the 4,000 villagers fled.", [("4,000 villagers", 4_000, 4_000, "other", "")]),
    ("The office has corrected the number of people killed: 41, not 47.", [
        ("41", 41, 41, "killed", "killed"), ("47", 47, 47, "killed", "killed")]),
    ("The paper gave the number of injured as 70.", [("70", 70, 70, "injured", "injured")]),
    # one noun for two numbers
    ("The ministry lists 48 confirmed and 310 suspected cases of cholera.", [
        ("48 confirmed", 48, 48, "other", "cases"), ("310 suspected cases", 310, 310, "other", "cases")]),
    # a body that is counted by its members
    ("Its crew of 22 was evacuated.", [("22", 22, 22, "evacuated", "evacuated")]),
    ("They mourn five members of a mission who were killed.", [("five members", 5, 5, "killed", "killed")]),
    # two states beside one verb
    ("Eight people are dead and 15 missing.", [
        ("Eight people", 8, 8, "killed", "dead"), ("15", 15, 15, "missing", "missing")]),
    ("Officials estimate the injured at 300.", [("300", 300, 300, "injured", "injured")]),
    ("The mayor estimates the dead between 300 and 400.", [("between 300 and 400", 300, 400, "killed", "dead")]),
    ("The blast left 3 dead and 11 under the rubble.", [
        ("3", 3, 3, "killed", "dead"), ("11", 11, 11, "other", "affected")]),
    # modifiers of the noun
    ("They mourn 21 miners killed last month.", [("21 miners", 21, 21, "killed", "killed")]),
    ("The list has 12 detained activists.", [("12 detained activists", 12, 12, "detained", "held")]),
    # refuge, shelter, camps
    ("About 140 people took shelter in a school.", [("About 140 people", 140, 140, "displaced", "took refuge")]),
    ("Some 1,900 people are in evacuation centres.", [("Some 1,900 people", 1_900, 1_900, "displaced", "sheltered")]),
    # one, of one
    (
        "A policeman and seven civilians were killed.",
        [("A policeman", 1, 1, "killed", "killed"), ("seven civilians", 7, 7, "killed", "killed")],
    ),
    # a participle that has no auxiliary of its own says more than the verb of the list before it
    ("A policeman was killed, and two officers and a driver wounded.", [
        ("A policeman", 1, 1, "killed", "killed"), ("two officers", 2, 2, "injured", "injured"),
        ("a driver", 1, 1, "injured", "injured")]),
    # what happened to some of them counts for them
    ("They recalled the kidnapping of 12 students, out of which 5 were later found murdered.", [
        ("12 students", 12, 12, "detained", "abducted"), ("5", 5, 5, "killed", "found dead")]),
    ("The storm affected 5,600 families, of whom 1,200 are staying with relatives.", [
        ("5,600 families", 5_600, 5_600, "other", "affected"), ("1,200", 1_200, 1_200, "displaced", "sheltered")]),
    # a passive that nothing completes, and ones that something does
    ("Police said 177 were taken.", [("177", 177, 177, "detained", "abducted")]),
    ("Police said 177 were taken to hospital.", [("177", 177, 177, "injured", "taken to hospital")]),
    ("No more than 5,200 were moved.", [("No more than 5,200", None, 5_200, "evacuated", "relocated")]),
    ("Some 900 people were pre-emptively evacuated.", [("Some 900 people", 900, 900, "evacuated", "evacuated")]),
    ("About 300 people fled north, and another 130 did likewise.", [
        ("About 300 people", 300, 300, "displaced", "fled"), ("130", 130, 130, "displaced", "fled")]),
    # ordered to go, and whom the order made go
    ("About 4,000 people had to leave.", [("About 4,000 people", 4_000, 4_000, "displaced", "had to leave")]),
    ("Some 3,000 people are under evacuation orders.", [
        ("Some 3,000 people", 3_000, 3_000, "evacuated", "under evacuation order")]),
    # one who is described, unharmed, or no one at all; millions that are money
    ("James Ott, a teacher murdered by rebels, was remembered.", []),
    ("The murder of Omar Diallo, his wife and two aides shocked the town.", [
        ("his wife", 1, 1, "killed", "killed"), ("two aides", 2, 2, "killed", "killed")]),
    ("A woman who passed by was not injured.", []),
    ("It was a step like the one taken in the south.", []),
    ("The blast led to the injury of six people and millions in losses.", [("six people", 6, 6, "injured", "injured")]),
    # who is divided is named first, without a number
    ("The ministry reported 245 new cases. Of the new cases, 130 were in the north and 40 in the south.", [
        ("245 new cases", 245, 245, "other", "cases"), ("130", 130, 130, "other", "cases"),
        ("40", 40, 40, "other", "cases")]),
    # buried, and nobody has counted them as dead; the same state says it of people and of houses
    ("At least 70 people are believed to be buried under a hotel.", [
        ("At least 70 people", 70, None, "missing", "buried")]),
    ("Some 300 people and 1,182 houses lie under the mud.", [
        ("Some 300 people", 300, 300, "missing", "buried"),
        ("1,182 houses", 1_182, 1_182, "other", "homes damaged")]),
    # who was ordered to go is no resident who stays; children who are found again; doses
    ("Evacuation orders for 3,500 people took effect.", [
        ("3,500 people", 3_500, 3_500, "evacuated", "under evacuation order")]),
    ("Around 340 children were identified and 96 were reunited with relatives.", [
        ("Around 340 children", 340, 340, "other", ""), ("96", 96, 96, "assisted", "reunited")]),
    ("Around 340 children were identified and 96 were interviewed.", [
        ("Around 340 children", 340, 340, "other", ""), ("96", 96, 96, "other", "")]),
    ("Some 640,000 people have received a dose.", [
        ("Some 640,000 people", 640e3, 640e3, "assisted", "received aid")]),
    ("The clinic treated 140 war-wounded for burns.", [
        ("140 war-wounded", 140, 140, "injured", "treated for injuries")]),
    # how a preposition means the number; whose things these are counts nobody; of one two descriptions
    ("The toll climbed past 400.", [("400", 400, None, "killed", "death toll")]),
    ("The two peacekeepers' vehicles hit mines.", []),
    ("One of the captives, a pastor, was killed.", [("One of the captives", 1, 1, "killed", "killed")]),
    # labels, as bulletins have them
    ("Arrivals: 84,770 people.", [("84,770 people", 84_770, 84_770, "arrived", "arrivals")]),
    ("Dead: 40. Injured: 112. People in need: 1.2 million.", [
        ("40", 40, 40, "killed", "dead"), ("112", 112, 112, "injured", "injured"),
        ("1.2 million", 1.2e6, 1.2e6, "other", "in need")]),
    # who acts is not hurt: the object stands behind the second verb, or the past is no participle
    ("A smuggler shot and wounded two guards.", [("two guards", 2, 2, "injured", "injured")]),
    ("The four bombers drove in from the coast.", [("four bombers", 4, 4, "other", "")]),
    ("Several crews are liquidating the blaze.", []),
    # whom the clause behind a place is about; those alive in the rubble are found
    ("More than 300 people in three districts who died of the virus were poor.", [
        ("More than 300 people", 300, None, "killed", "died")]),
    ("Three people were found alive in the rubble.", [("Three people", 3, 3, "assisted", "rescued")]),
    # the children of a victim
    ("The court sentenced the murderer of the mother of 12.", [("the mother", 1, 1, "killed", "killed")]),
    ("The town is home to 120, 000 people.", [("120, 000 people", 12e4, 12e4, "population", "population")]),
    # headlines whose second verb is read as a noun
    ("Gunman kills 1, wounds 2 at office", [("1", 1, 1, "killed", "killed"), ("2", 2, 2, "injured", "injured")]),
    ("The death toll is in the region of 15,000.", [
        ("in the region of 15,000", 15_000, 15_000, "killed", "death toll")]),
    ("They doubted death toll estimates of 15,000 people.", [("15,000 people", 15e3, 15e3, "killed", "death toll")]),
    ("A body count is the one thing that they forbid.", []),
    # who stands in the ruins is not under them; who is praised for an act is not killed in its clause
    ("Many reporters were standing in the ruins of the town.", []),
    ("The injured included an officer hailed as a hero before more people were killed.", [
        ("an officer", 1, 1, "injured", "injured")]),
    # who shares a fate
    ("The mayor was killed along with 40 members of staff.", [("40 members", 40, 40, "killed", "killed")]),
    ("The head of the office died together with six guards.", [("six guards", 6, 6, "killed", "died")]),
    # tolls on a detour
    ("The number who died in the quake is 1,200.", [("1,200", 1_200, 1_200, "killed", "died")]),
    ("The death toll confirmed to be linked to the flood is 64.", [("64", 64, 64, "killed", "death toll")]),
    ("The office estimates the toll at 81, while the clinic reckons 74.", [
        ("81", 81, 81, "killed", "death toll"), ("74", 74, 74, "killed", "death toll")]),
    # whom a storm leaves to look for food lives
    ("The storm left 300 villagers to look for food, and dozens reportedly dead.", [
        ("300 villagers", 300, 300, "other", ""), ("dozens", None, None, "killed", "dead")]),
    # what is moved to another desk is not brought to safety, what is taken abroad finds no room there
    ("Two officers were moved to other duties.", [("Two officers", 2, 2, "other", "reassigned")]),
    ("The gang tried to take 33 children abroad.", [("33 children", 33, 33, "other", "")]),
    ("The site can take 4,000 people.", [("4,000 people", 4_000, 4_000, "capacity", "capacity")]),
    ("Villagers spoke of the kidnapping of 12 nurses.", [("12 nurses", 12, 12, "detained", "abducted")]),
    ("His victim was not a soldier.", []),
    # glued words of PDF text
    ("About 15,000people weredisplaced.", [("About 15,000people", 15_000, 15_000, "displaced", "displaced")]),
    ("Some 4,000 people werepre-emptively evacuated.", [("Some 4,000 people", 4e3, 4e3, "evacuated", "evacuated")]),
    ("At least 150 people have already fledAleppo.", [("At least 150 people", 150, None, "displaced", "fled")]),
    # who tells of bodies is none of them; nor is anybody in particular
    ("A nurse told me that inside there are 26 bodies.", [("26 bodies", 26, 26, "killed", "bodies")]),
    ("It is a metaphor for taking one's life.", []),
    ("Major Ballard of 3 Commando Brigade died.", []),
    # "or" does not say how many died; "and" is told as it is printed, and several of each are several of each
    ("More than 100 people were killed or injured.",
     [("More than 100 people", 100, None, "other", "killed or injured")]),
    ("Some 50,000 civilians were killed, maimed or displaced.",
     [("Some 50,000 civilians", 5e4, 5e4, "other", "killed, injured or displaced")]),
    ("At least 30 dead or missing, officials said.", [("At least 30", 30, None, "other", "killed or missing")]),
    ("The blast left 210 people wounded or homeless.",
     [("210 people", 210, 210, "other", "injured or displaced")]),
    ("Militiamen attacked the market, killing or maiming 64 traders.",
     [("64 traders", 64, 64, "other", "killed or injured")]),
    ("About 900 villagers were killed, abducted or driven out.",
     [("About 900 villagers", 900, 900, "other", "killed, detained or displaced")]),
    ("Around 20 people were detained or deported.", [("Around 20 people", 20, 20, "detained", "arrested")]),
    ("They found 260 bodies and 25 people still alive.",
     [("260 bodies", 260, 260, "killed", "bodies"), ("25 people", 25, 25, "other", "alive")]),
    # those whom it did not happen to
    ("All but two of the 181 on board died.", []),
    ("All but 12 of the passengers were killed.", []),
    ("The blast killed all but two of the 181 people in the hall.",
     [("181 people", 181, 181, "other", "")]),
    ("Nearly all fled, but 12 passengers were killed.", [("12 passengers", 12, 12, "killed", "killed")]),
    # a head and its rows
    ("Deaths by district: Sofala 40, Nampula 12.",
     [("40", 40, 40, "killed", "deaths"), ("12", 12, 12, "killed", "deaths")]),
    ("Results by district: Sofala 40, Nampula 12.", []),
    ("Clashes displaced 82.000 people.", [("82.000 people", 82_000, 82_000, "displaced", "displaced")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_what_happened_to_those_who_are_counted(
    text: str, expected: list[tuple[str, float | None, float | None, str, str]], read: Callable[[str], Numbers]
) -> None:
    found = read(text).figures
    assert [(text[f.start : f.end], f.low, f.high, f.kind, f.label) for f in found] == expected


# Whether it is so. A plan, a threat or a denial must never read as a fact.
STATUS = [
    ("In the town 13 people are considered missing.", "actual"),
    ("The ministry considers evacuating 13 people.", "planned"),
    ("The agency appealed for $333 million to assist 1.6 million people.", "planned"),
    ("400 families were evacuated.", "actual"),
    ("400 families will be evacuated.", "planned"),
    ("The ministry plans to relocate 400 families.", "planned"),
    ("400 families could be displaced.", "hypothetical"),
    ("Some 3,000 people are under evacuation orders.", "planned"),
    ("Nobody was killed.", "actual"),
    ("The army denied the raid and then put the number of missing at 86.", "actual"),
    ("400 families were not evacuated.", "denied"),
    ("They called it off, but not before 400 families had fled.", "actual"),
    ("The minister denied that 400 bodies had been found.", "denied"),
    ("400 bodies have not been identified.", "actual"),
    ("They demanded the release of 12 prisoners.", "planned"),
    ("The army denied the killing of 400 villagers.", "denied"),
    ("They warned of the displacement of 400 families.", "hypothetical"),
    ("400 families were not able to return.", "denied"),
    ("The rebels refused to release 12 prisoners.", "denied"),
    ("The death toll could reach 20,000.", "hypothetical"),
    ("The death toll is expected to pass 20,000.", "planned"),
    ("More than 100 people might have burned to death.", "hypothetical"),
    ("The country is ready for 40,000 families.", "planned"),
    ("Fewer than 50 villagers may remain.", "hypothetical"),
    ("Plans are being made to house 400 families.", "planned"),
    ("There could be more than 300 wounded civilians.", "hypothetical"),
    ("There may have been 300 dead in the town.", "hypothetical"),
    ("There are 300 dead in the town.", "actual"),
    ("The number who died is likely to be 1,200.", "hypothetical"),
    ("The device was designed to kill 30 people.", "planned"),
    ("A court issued warrants for the arrest of 12 officers.", "planned"),
    # what is denied ends where another verb has its own auxiliary
    ("The state denies targeting anybody but has killed 400 villagers.", "actual"),
    ("Police denied the raid had taken place and then put the number of missing at 86.", "actual"),
    ("The army denied beating and killing 12 villagers.", "denied"),
    # what somebody will be tried for has happened; who is expected has not come
    ("He will be tried for the killing of 12 villagers.", "actual"),
    ("Thousands are expected today.", "planned"),
    ("The release of 12 prisoners would ease tensions.", "hypothetical"),
    ("The killing of 12 prisoners could spark unrest.", "actual"),
    ("Giving food to 400 families would be a challenge.", "hypothetical"),
    ("Estimates of the numbers killed by the quake range from 400.", "actual"),
    # what one has been able to do is done
    ("The agency has so far been able to assist only 420 people.", "actual"),
    ("The agency is able to assist 420 people.", "hypothetical"),
    # what nothing shows
    ("The court found no evidence that gunmen had abducted 40 villagers.", "denied"),
    ("There is no sign that 40 people were killed.", "denied"),
    ("There is evidence that 40 people were killed.", "actual"),
    # what brackets or a dash set off is not risked with the rest
    ("Despite the danger (two guards were gunned down last week), crowds risked their lives.", "actual"),
    ("He added that 10,000 troops would be arriving in the coming weeks.", "planned"),
    ("More than 2,000 Marines are set to join the effort.", "planned"),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_whether_it_is_so(text: str, status: str, read: Callable[[str], Numbers]) -> None:
    [figure] = read(text).figures
    assert figure.status == status


# Numbers that count neither people nor what happened to them.
QUANTITIES = [
    ("The city lies 295 kilometres west of the capital.", "295", "distance"),
    ("He paid $500.", "$500", "money"),
    ("The blockade lasted ten months.", "ten", "duration"),
    ("A 15-year-old student spoke.", "15", "age"),
    ("Marta Silva, 41, spoke.", "41", "age"),
    ("Fire kills man, 84, in Scottdale.", "84", "age"),
    ("Springfield boy, 6, hurt in crash.", "6", "age"),
    ("Police praised a woman, 31, and her neighbours.", "31", "age"),
    ("Some had not reached the age of 65.", "65", "age"),
    ("Sixty percent of the crop was lost.", "Sixty", "share"),
    ("The camp was built for children under five.", "under five", "age"),
    ("They are going to cut # 35bn from the budget.", "# 35bn", "money"),
    ("The quake reached 7.0 on the scale, which helps those who plan.", "7.0", "other"),
    ("The motion passed with 66 votes.", "66", "count"),
]


@pytest.mark.parametrize(("text", "quote", "what"), QUANTITIES)
def test_other_numbers_are_quantities(text: str, quote: str, what: str, read: Callable[[str], Numbers]) -> None:
    found = read(text)
    assert found.figures == ()
    assert [(text[q.start : q.end], q.what) for q in found.quantities] == [(quote, what)]


# Dates, clock times and labels are neither.
NOTHING = [
    "They met on 27 September 2023.",
    "It began at 13:00.",
    "Flight 305 left.",
    "They fought in 1994.",
    "It came at 0910 GMT.",
    "Call 0800 123 456 volunteers at any time.",
    "Those who want to give may ring +44 370 60 60 900 today.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_dates_and_labels_are_no_numbers_of_ours(text: str, read: Callable[[str], Numbers]) -> None:
    found = read(text)
    assert (found.figures, found.quantities, found.unresolved) == ((), (), ())


# (text, low of each figure, low of what it is part of)
PARTS = [
    ("Troops evacuated 3,154 people, including 1,428 children.", [(3_154, None), (1_428, 3_154)]),
    ("Police arrested 11 people: five men and six women.", [(11, None), (5, 11), (6, 11)]),
    ("Eight people (three soldiers and five civilians) were wounded.", [(8, None), (3, 8), (5, 8)]),
    ("The raid wounded 40 civilians, 5 of them critically.", [(40, None), (5, 40)]),
    # the same people in another unit are no part
    ("About 310 households (about 1,600 people) fled.", [(310, None), (1_600, None)]),
]


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_a_part_knows_its_whole(
    text: str, expected: list[tuple[float, float | None]], read: Callable[[str], Numbers]
) -> None:
    found = read(text).figures
    wholes = {figure.id: figure.low for figure in found}
    assert [(f.low, wholes[f.part_of] if f.part_of else None) for f in found] == expected
    assert len({f.kind for f in found}) == 1


# The unit is that of what a toll counts.
@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The number of displaced families has grown to 1,450, or about 7,000 people.", ["households", "people"]),
        ("The number of displaced people has grown to 7,000.", ["people"]),
    ],
)
def test_a_toll_of_families_counts_households(text: str, units: list[str], read: Callable[[str], Numbers]) -> None:
    found = read(text).figures
    assert [(f.kind, f.unit) for f in found] == [("displaced", unit) for unit in units]


def test_a_part_may_stand_in_the_next_sentence(language: "Language", kinds: Kinds) -> None:
    text = "Ten people died. Three of them were children."
    parsed = sentences(text, 0, language.parse([text])[0], 0)
    whole, part = find_figures("r", parsed, [], kinds).figures
    assert (part.part_of, part.kind) == (whole.id, "killed")


def test_a_number_that_cannot_be_read_is_listed(read: Callable[[str], Numbers]) -> None:
    found = read("About 1.5.2 million people were displaced.")
    assert found.figures == ()
    assert len(found.unresolved) == 1
    assert "displaced" in found.unresolved[0].why


# Every word of the vocabulary leads to its own kind in its example: a verb must not be heard as another.
def test_every_entry_gives_its_kind(read: Callable[[str], Numbers]) -> None:
    wrong = []
    rows: list[Verb | Noun | Adjective | State] = [
        *lexicon.read("figures", "verb", Verb),
        *(noun for noun in lexicon.read("figures", "noun", Noun) if noun.frame != "measure"),
        *lexicon.read("figures", "adjective", Adjective),
        *lexicon.read("figures", "state", State),
    ]
    for row in rows:
        for example in [row.example] if isinstance(row.example, str) else row.example:
            start, text = example.index("["), example.replace("[", "").replace("]", "")
            at = [f.kind for f in read(text).figures if f.start <= start + 30 and f.end > start]
            if row.kind not in at:
                wrong.append(f"{example}: {at}, not {row.kind}")
    assert not wrong, "\n".join(wrong)


# Lists, ellipsis, and what is added up: each number gets what happened to its own people.
LISTS = [
    ("The storm killed two in Haiti, five in Cuba.", [(2, "killed"), (5, "killed")]),
    ("It came after four policemen and two civilians were killed.", [(4, "killed"), (2, "killed")]),
    ("The war left 67 dead and about 1,000 wounded.", [(67, "killed"), (1_000, "injured")]),
    ("The number of people killed rose from 12 to 19.", [(12, "killed"), (19, "killed")]),
    # a count that its giver changes, whichever word the parser hangs the number on
    ("The ministry raised the number of people killed from 12 to 19.", [(12, "killed"), (19, "killed")]),
    ("The coastguard cut the number of people missing from the ferry to 14.", [(14, "missing")]),
    ("The office lowered its estimate of people displaced by the storm to 3,200.", [(3_200, "displaced")]),
    ("Officials reported 1,432 new infections and 23 deaths.", [(1_432, "other"), (23, "killed")]),
    ("They condemned the murder of six priests and two women.", [(6, "killed"), (2, "killed")]),
    ("None of the 34 passengers was hurt.", [(0, "injured"), (34, "other")]),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists_and_ellipsis(text: str, expected: list[tuple[float, str]], read: Callable[[str], Numbers]) -> None:
    assert [(f.low, f.kind) for f in read(text).figures] == expected


# A toll that was replaced is kept, and is not the current one.
def test_a_superseded_toll_is_historical(read: Callable[[str], Numbers]) -> None:
    old, new = read("The death toll rose from 12 to 19.").figures
    assert (old.low, old.status, new.low, new.status) == (12, "historical", 19, "actual")


# (text, low, kind, label): what epidemics, famines and landslides do to people.
AFFECTED = [
    ("The outbreak sickened more than 2,000.", 2_000, "other", "affected"),
    ("Forty patients have recovered.", 40, "other", "recovered"),
    ("Thirty people tested positive for Ebola.", 30, "other", "tested positive"),
    ("Three million people face starvation.", 3_000_000, "other", "in need"),
    ("More than 2,000 people were buried alive by a landslide.", 2_000, "missing", "buried alive"),
    ("The storm damaged 310 houses.", 310, "other", "homes damaged"),
    ("The quake left 7,300 houses uninhabitable.", 7_300, "other", "homes uninhabitable"),
    ("Thirteen people are held in quarantine.", 13, "other", "quarantined"),
    ("The number of victims exceeds 33,000 dead.", 33_000, "killed", "dead"),
]


@pytest.mark.parametrize(("text", "low", "kind", "label"), AFFECTED)
def test_disasters_and_epidemics(text: str, low: float, kind: str, label: str, read: Callable[[str], Numbers]) -> None:
    [figure] = read(text).figures
    assert (figure.low, figure.kind, figure.label) == (low, kind, label)


# A rate counts nobody.
def test_a_rate_is_no_figure(read: Callable[[str], Numbers]) -> None:
    assert read("In the camp a child dies every two hours.").figures == ()


# (text, low and high of the only figure; None where it cannot be read): what bad text does to numbers.
BAD = [
    ("Some 82.000 people were displaced.", 82_000),
    ("Some 1,00,000 people were displaced.", 100_000),
    ("Some 2 lakh people were displaced.", 200_000),
    ("Some 1.2 crore people were displaced.", 12_000_000),
    ("Some 10 000 people were displaced.", 10_000),
    ("Floods displaced atleast140,000 people.", 140_000),
    ("Some 15,000people were displaced.", 15_000),
    ("Some 4,000 people weredisplaced.", 4_000),
    ("Some 1.5.2 million people were displaced.", None),
    ("Some 12,34,5 people were displaced.", None),
    ("Some 111222333444555666777888 people were displaced.", None),
]


@pytest.mark.parametrize(("text", "value"), BAD)
def test_bad_numbers(text: str, value: float | None, read: Callable[[str], Numbers]) -> None:
    found = read(text)
    if value is None:
        assert (found.figures, len(found.unresolved)) == ((), 1)
    else:
        assert [(f.low if f.low is not None else f.high) for f in found.figures] == [value]


# A page of 10,000 numbers is read with work that grows as the page does, whatever the parser made of it: one sentence a
# number, or a hundred in each.
@pytest.mark.parametrize("in_one", [1, 100])
def test_the_work_grows_with_the_page(in_one: int, language: "Language", kinds: Kinds) -> None:
    def page(sentences_: int) -> int:
        line = ", ".join(f"{n + 11} people in Goris" for n in range(in_one)) + " were killed."
        parse = language.parse([line])[0]
        lines = [sentences(line, 0, parse, 0)[0] for _ in range(sentences_)]
        return _calls(lambda: find_figures("r", lines, [], kinds))

    small, large = (page(n // in_one) for n in (1_000, 10_000))
    assert large < 11 * small


# One sentence that holds them all: a table that was parsed as a single clause.
def test_the_work_grows_with_the_sentence(language: "Language", kinds: Kinds) -> None:
    def table(numbers: int) -> int:
        line = " ".join(f"{n} killed" for n in range(11, numbers + 11))
        parsed = sentences(line, 0, language.parse([line])[0], 0)
        return _calls(lambda: find_figures("r", parsed, [], kinds))

    small, large = table(200), table(1_600)
    assert large < 8 * small * 1.5


def _calls(work: Callable[[], object]) -> int:
    """The function calls that some work takes: counted, since a clock measures the machine."""
    count = 0

    def tick(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


# Numbers in the thousands in one paragraph, as a table that was pasted as text: every one is read, none is lost.
def test_a_table_pasted_as_text(read: Callable[[str], Numbers]) -> None:
    found = read(" ".join(f"{n},000 people" for n in range(100, 700)))
    assert len(found.figures) + len(found.quantities) == 600


# Two figures on the same words keep two ids.
def test_ids_are_unique(read: Callable[[str], Numbers]) -> None:
    found = read("The army killed and wounded scores of rebels.").figures
    assert len({f.id for f in found}) == 2
