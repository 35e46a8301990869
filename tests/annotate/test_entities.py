"""Names of people, organisations, places and groups, and what refers to them."""

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.reading import Reader, annotate
from dateline.records import Annotation, Entity, Mention, Report

GOLD = Path(__file__).parent.parent / "gold" / "places.toml"


def read(text: str, reader: Reader) -> Annotation:
    return annotate(Report(id="r", text=text, published="2023-09-27"), reader)


def whose(found: Annotation, start: int, end: int) -> list[tuple[Mention, Entity]]:
    entities = {entity.id: entity for entity in found.entities}
    return [(m, entities[m.entity]) for m in found.mentions if m.start < end and start < m.end]


# A sentence with the mention in brackets; the form of the mention, the kind and the name of its entity.
NAMES = [
    # a headline in capitals, where the model takes what happened for a part of the name
    ("Powerful Quake in [Iran] Kills 10; 80 Hurt", "name", "place", "Iran"),
    ("Bomb in [Kabul] Leaves 12 Dead", "name", "place", "Kabul"),
    # an office and a name
    ("President of Azerbaijan [Ilham Aliyev] visited the town.", "name", "person", "Ilham Aliyev"),
    ("Armenian Prime Minister Nikol Pashinyan spoke. [Pashinyan] left.", "name", "person", "Nikol Pashinyan"),
    # one spelling in the report is as good as the other
    ("Mr Gegam Stepanyan spoke. [Gigham Stepanyan] said more.", "name", "person", "Gegam Stepanyan"),
    # the model calls the region a person; the gazetteer knows better
    ("Shelling began. [Nagorno-Karabakh] was quiet by noon.", "name", "place", "Nagorno-Karabakh"),
    ("Fighting in Nagorno-Karabakh ended. The [Nagorno] representative left Nagorno-Karabakh.", "name", "place",
     "Nagorno-Karabakh"),
    ("Peskov spoke. Talks on [Karabakh] went on.", "name", "place", "Karabakh"),
    # long names of organisations, and their short forms
    ("The [Azeri State Security Service] sent a note.", "name", "organisation", "Azeri State Security Service"),
    ("The Centre for Dam Safety (CDS) met. [CDS] said it was dry.", "name", "organisation", "Centre for Dam Safety"),
    ("[AFP] and Agence France-Presse reported it.", "name", "organisation", "Agence France-Presse"),
    ("The [UN Office for the Co-ordination of Humanitarian Affairs] sent a team.", "name", "organisation",
     "UN Office for the Co-ordination of Humanitarian Affairs"),
    # a syllable in small letters is part of the name, a participle is not
    ("Envoys met [Ban Ki-moon] in Seoul.", "name", "person", "Ban Ki-moon"),
    ("Envoys praised the [Barack Obama]-backed deal.", "name", "person", "Barack Obama"),
    # what a label names is a name, of words of the language as well
    ("The aid group [Doctors for All] left.", "name", "organisation", "Doctors for All"),
    ("The campaign group [Mothers of the Plain] left.", "name", "organisation", "Mothers of the Plain"),
    # the gazetteer knows the whole name of which the model sees a part
    ("She moved to [Newcastle upon Tyne] in May.", "name", "place", "Newcastle upon Tyne"),
    ("A ship of [St. Kitts and Nevis] sank.", "name", "place", "St. Kitts and Nevis"),
    ("It was sunny.\n\n[SOUTH CHARLESTON], W.Va. -- A shop burned.", "name", "place", "South Charleston"),
    # the stop of a short form is part of it, that of the sentence is not
    ("He moved to Huntington, [W.Va.] and left again.", "name", "place", "W.Va."),
    ("He moved to Columbus, [Ohio].", "name", "place", "Ohio"),
    # villages and camps that no gazetteer has: nobody is near a person, and what is listed with a place is one
    ("Gunmen attacked [Zamzam] camp.", "name", "place", "Zamzam"),
    ("They fled to Goma and [Lorbek].", "name", "place", "Lorbek"),
    ("Rain fell across [Velmaria] by noon.", "name", "place", "Velmaria"),
    ("The storm passed through the Darién Gap from [Necoclí] to Panama.", "name", "place", "Necoclí"),
    # whoever is of an age is of a place; residents live in one
    ("Aram Petrosyan, 87, of [Tsovagyugh], was hurt.", "name", "place", "Tsovagyugh"),
    # what a list shares tells what its names are
    ("Shells fell on the villages of Lougou and [Tougana].", "name", "place", "Tougana"),
    ("Rain fell in Becker, Clay and [Wilkin] counties in Minnesota.", "name", "place", "Wilkin"),
    # a town that opens its sentence, which the model takes for somebody: a country of which the report speaks has it
    ("[Marib] was calm on Friday, residents of Yemen's north said.", "name", "place", "Marib"),
    ("[Lashio] and Myawaddy have fallen to rebels, a general of Myanmar admitted.", "name", "place", "Lashio"),
    ("[Amatrice] and Accumoli no longer exist, a mayor said. Italy counted 299 dead.", "name", "place", "Amatrice"),
    # one town in a list says so of the others, whether the gazetteer has them or not
    ("Rafah, Khan Younis and [Deir al-Balah] are full of displaced people.", "name", "place", "Deir al-Balah"),
    ("The army took Buthidaung and [Maungdaw] in Rakhine state, residents of Myanmar said.", "name", "place",
     "Maungdaw"),
    # not where the name is somebody's, an alliance's or a word; nor is a country at home in itself
    ("Ali Marib spoke. [Marib] was calm on Friday, residents of Yemen's north said.", "name", "person", "Ali Marib"),
    ("Sent from the UK, China, the [EU] and Canada. France and French people gave.", "name", "organisation",
     "European Union"),
    ("Eason Jordan resigned. [Jordan] told his staff.", "name", "person", "Eason Jordan"),
    # what is done to places alone; what stands behind a mountain of fire
    ("[Tsovagyugh] was shelled and flooded.", "name", "place", "Tsovagyugh"),
    ("Ash fell when the [Fuego] volcano erupted.", "name", "place", "Fuego"),
    ("[Islamic State] lost the town in Iraq.", "name", "organisation", "Islamic State"),
    # short names of armed groups that the model passes over
    ("[M23] fighters took the town.", "name", "organisation", "M23"),
    ("M23 took [Sake] and Kiwanja in North Kivu.", "name", "place", "Sake"),
    ("Thousands fled [ELN] attacks.", "name", "organisation", "ELN"),
    # peoples are no places
    ("Thousands of [Armenians] left.", "name", "group", "Armenian"),
    # those who govern
    ("[Baku] announced its victory.", "metonym", "organisation", "government of Azerbaijan"),
    ("Armenia accused [Azerbaijan] of shelling.", "metonym", "organisation", "government of Azerbaijan"),
    ("The [Kremlin] said it saw no reason.", "metonym", "organisation", "Kremlin"),
    ("[The Armenian government] sent buses.", "nominal", "organisation", "government of Armenia"),
    ("[Stepanakert] rejected the plan.", "metonym", "organisation", "authorities of Nagorno-Karabakh"),
    # references
    ("Kremlin spokesman Dmitry Peskov spoke. [The Kremlin spokesman] left.", "nominal", "person", "Dmitry Peskov"),
    ("Armenian Prime Minister Nikol Pashinyan spoke. Aides met [the Armenian Prime Minister].", "title", "person",
     "Nikol Pashinyan"),
    ("Samantha Power arrived. [She] met doctors.", "pronoun", "person", "Samantha Power"),
    ("For [his] part, Nikol Pashinyan refused.", "pronoun", "person", "Nikol Pashinyan"),
    ("The Ministry of Emergencies sent boats. [The ministry] said 40 people were safe.", "nominal", "organisation",
     "Ministry of Emergencies"),
    ("[Russia's defence ministry] denied it. The Russian Ministry of Defense agreed.", "nominal", "organisation",
     "Russian Ministry of Defense"),
    ("The South Korean Foreign Ministry spoke. The [Ministry of Foreign Affairs] agreed.",
     "name", "organisation", "South Korean Foreign Ministry"),
    ("Nile News TV reported it. [The station] said 27 were hurt.", "nominal", "organisation", "Nile News TV"),
    ("Anna Petrosyan is the mayor of the town. [The mayor] spoke.", "nominal", "person", "Anna Petrosyan"),
    ("Gaza's health ministry counted 40 dead. [The ministry] gave no names.", "nominal", "organisation",
     "Gaza Strip health ministry"),
    # the high commissioner is the office, under a shorter name, too
    ("The [United Nations High Commissioner for Human Rights] called for calm.", "name", "organisation",
     "United Nations High Commissioner for Human Rights"),
    ("The United Nations High Commissioner for Human Rights called. The [High Commission] wrote to AFP.", "name",
     "organisation", "United Nations High Commissioner for Human Rights"),
    ("The National Electoral Council of Taronia met. The [Electoral Council] counted on.", "name", "organisation",
     "National Electoral Council of Taronia"),
    # the pronoun of a phrase before the subject is the subject's
    ("Anna Petrosyan left. In a call with [his] Turkish counterpart, Nikol Pashinyan asked for help.", "pronoun",
     "person", "Nikol Pashinyan"),
    # whoever led is the leader later; what somebody is tells whether it is "he"
    ("Levon Saroyan, who led the region from 2022 to February, was held. Aides met [the former leader].", "nominal",
     "person", "Levon Saroyan"),
    ("Dr Anna Petrosyan came. The team which found the young man, Emmannuel Busal, heard [him] call.", "pronoun",
     "person", "Emmannuel Busal"),
    # a place that talks and begins wars is its government
    ("Talks between [Baku] and the separatists ended.", "metonym", "organisation", "government of Azerbaijan"),
    ("[Armenia] charged that the road was shut.", "metonym", "organisation", "government of Armenia"),
    ("Ten men were detained by [Azerbaijan].", "metonym", "organisation", "government of Azerbaijan"),
    ("[Baku] began an offensive at dawn.", "metonym", "organisation", "government of Azerbaijan"),
    # the spelling that is used most is shown
    ("[Port Au Prince] shook. Rain fell in Port-au-Prince. Haiti sent aid to Port-au-Prince.", "name", "place",
     "Port-au-Prince"),
]  # fmt: skip


def unmark(marked: str) -> tuple[str, int, int]:
    """The sentence without its brackets, and the span that they marked."""
    start, end = marked.index("["), marked.index("]") - 1
    return marked.replace("[", "").replace("]", ""), start, end


@pytest.mark.parametrize(("marked", "form", "kind", "name"), NAMES)
def test_names(marked: str, form: str, kind: str, name: str, reader: Reader) -> None:
    text, start, end = unmark(marked)
    found = [(m.start, m.end, m.form, e.kind, e.name) for m, e in whose(read(text, reader), start, end)]
    assert (start, end, form, kind, name) in found, found


# The whole text of each name, as the record shows it, and its kind; several in a sentence.  The model cuts and joins
# such names otherwise.
WHOLE = [
    # brackets and dashes never stand half inside a name
    ("JOS (NCA) - Gunmen killed 31 in Bokkos.", ("JOS place", "NCA organisation", "Bokkos place")),
    ("Nurses of Médecins Sans Frontières (MSF) left.", ("Médecins Sans Frontières organisation", "MSF organisation")),
    ("Trains ran between Kharkiv - Izium again.", ("Kharkiv place", "Izium place")),
    # a nickname, particles, hyphens inside a name, a given name that the model passes over
    ('Jimmy "Barbecue" Laurent, a former policeman, spoke.', ('Jimmy "Barbecue" Laurent person',)),
    ("Marites dela Cruz and Jun Bautista were found.", ("Marites dela Cruz person", "Jun Bautista person")),
    ("The Fiscalía General del Estado searched a farm.", ("Fiscalía General del Estado organisation",)),
    ("Tehreek-e-Taliban Pakistan denied it.", ("Tehreek-e-Taliban Pakistan organisation",)),
    ("“There was nobody,” said Emine Yıldırım, a nurse.", ("Emine Yıldırım person",)),
    # an office and the tasks of a body are one name; so is a unit with its number
    ("The Office of the United Nations High Commissioner for Human Rights counted 210 dead.",
     ("Office of the United Nations High Commissioner for Human Rights organisation",)),
    ("The National Commission for Disaster Prevention, Reduction and Relief raised the alert.",
     ("National Commission for Disaster Prevention, Reduction and Relief organisation",)),
    ("The 92nd Assault Brigade held the road.", ("92nd Assault Brigade organisation",)),
    ("Staff of Al-Nao hospital fled.", ("Al-Nao hospital organisation",)),
    # what is no part of a name, and what is none
    ("The paramilitary Rapid Support Forces shelled it.", ("Rapid Support Forces organisation",)),
    ("Rescuers drove south. South of Kyiv, shells fell.", ("Kyiv place",)),
    ("Ministers of the West met. Brig Gen Onyema Garba left.", ("Onyema Garba person",)),
    ("The Nairobi Relief Institute sent tents. The Institute gave food.", ("Nairobi Relief Institute organisation",)),
    ("GOMA (DS) - Clashes went on. The clashes killed 60.", ("GOMA place", "DS organisation")),
    # whoever holds an office is a person, on which side of the comma the office may stand
    ("It was wrong, the regional disaster commissioner, Fikadu Tadesse, told reporters.", ("Fikadu Tadesse person",)),
    # an acronym that the vocabulary has is a name where the model takes it for a word
    ("UNICEF called on all parties to protect children.", ("UNICEF organisation",)),
    # a short form is the body's wherever it stands
    ("The State Emergency Agency (SEMA) met. SEMA put the dead at 44.",
     ("State Emergency Agency organisation", "SEMA organisation", "SEMA organisation")),
    ('The disaster agency "AFAD" sent tents. "AFAD" said 40 were dead.', ("AFAD organisation", "AFAD organisation")),
    ("The outbreak of SARS began in May.", ("SARS other",)),
    ("A Toyota hit the fence.", ("Toyota organisation",)),
    ("Det Insp Anna Lund spoke.", ("Anna Lund person",)),
    # where it says what they are, and what the others in a list are
    ("OCHA Addis Ababa warned of rain.", ("OCHA Addis Ababa organisation",)),
    ("Zamzam camp was shelled.", ("Zamzam place",)),
    ("She fled with her grandson Matviy.", ("Matviy person",)),
    ("The Viv Ansanm gangs burned homes.", ("Viv Ansanm organisation",)),
    ("Elders of the Ixil people came.", ("Ixil group",)),
    ("The Institute for the Study of War saw no advance.", ("Institute for the Study of War organisation",)),
    # a noun before it says that a name is a body's, and how long it is
    ("The news outlet Kabul Now reported it.", ("Kabul Now organisation",)),
    ("He set up the charity foundation Yele Haiti.", ("Yele Haiti organisation",)),
    ("The toll came from Saba news agency, according to Saba.", ("Saba organisation", "Saba organisation")),
    ("Energoatom said it was safe. Trains of PeruRail stood.", ("Energoatom organisation", "PeruRail organisation")),
    # what a name is said to be weighs more than how it sounds
    ("They found that Jean Denis, a nearby village, lay empty.", ("Jean Denis place",)),
    ("Viv Ansanm, a coalition of gangs, denied it.", ("Viv Ansanm organisation",)),
    ("The road between Debre Birhan and Dessie was cut.", ("Debre Birhan place", "Dessie place")),
    # saints and sheikhs after whom places are named; two towns in a list, one town twice
    ("Nurses at the Saint Michele hospital left.", ("Saint Michele hospital organisation",)),
    ("Shells fell in the Sheikh Zwayd area.", ("Sheikh Zwayd place",)),
    ("Flooding hit Oleshky and Hola Prystan.", ("Oleshky place", "Hola Prystan place")),
    ("Jacmel Jacmel, a town of coffee, lay in ruins in Haiti.", ("Jacmel place", "Jacmel place", "Haiti place")),
    # whoever is of an age in brackets is a person; a storm is none, with or without the word
    ("The body was that of Watanabe Kenta (28), a host.", ("Watanabe Kenta person",)),
    ("Cyclone Chido struck Mayotte. Chido tore off roofs.", ("Cyclone Chido other", "Mayotte place", "Chido other")),
    # an abbreviation in brackets is a name whatever else it means; capitals before a comma may be no dateline
    ("The World Health Organization (WHO) met.", ("World Health Organization organisation", "WHO organisation")),
    ("SES, the State Emergency Service, sent pumps.", ("SES organisation", "State Emergency Service organisation")),
    # where something happened, the more so in a country of which the report speaks
    ("In Tafeghaghte, Omar Benhanna lost three sons.", ("Tafeghaghte place", "Omar Benhanna person")),
    ("Shells fell on Wulanggitang, where a bed shook.", ("Wulanggitang place",)),
    ("Rescuers dug in villages of the High Atlas.", ("High Atlas place",)),
    ("People slept in the Abu Shouk camp.", ("Abu Shouk place",)),
    ("They had gone no further than Front Street.", ("Front Street place",)),
    # initials that the parser takes for a noun, or for a country; a surname that it takes for a people
    ("The FARDC held the road.", ("FARDC organisation",)),
    ("Bintou Keita, who leads BNPB, left.", ("Bintou Keita person", "BNPB organisation")),
    ("Ella Sable Tacderan found her aunt.", ("Ella Sable Tacderan person",)),
    ("People met in Miami's Little Haiti.", ("Miami place", "Little Haiti place")),
    ("The Shizuoka Shimbun reported it.", ("Shizuoka Shimbun organisation",)),
    # two or more Americas are no people
    ("The Inter-American Commission on Human Rights met.", ("Inter-American Commission on Human Rights organisation",)),
    # a line's label
    ("Bangladesh: Cyclone kills 16\n\nRain fell.", ("Bangladesh place",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_whole_names(text: str, expected: tuple[str, ...], reader: Reader) -> None:
    found = read(text, reader)
    entities = {entity.id: entity for entity in found.entities}
    named = [
        f"{text[m.start : m.end]} {entities[m.place or m.entity].kind}"
        for m in found.mentions
        if m.form in ("name", "metonym")
    ]
    assert named == list(expected)


# Bodies that every state has are told apart by whose they are, wherever that stands; without it the last one is meant.
BODIES = [
    ("Russia's [Defence Ministry] denied it.", "Russian Defence Ministry"),
    ("The [Defence Ministry] in Baku denied it. Russia's Defence Ministry agreed.", "Azerbaijani Defence Ministry"),
    ("The Defence Ministry in Baku denied it. Russia's Defence Ministry agreed. The [Defence Ministry] counted two.",
     "Russian Defence Ministry"),
    ("The Russian Ministry of Defense spoke. Russia's [Defence Ministry] agreed.", "Russian Ministry of Defense"),
    ("Azerbaijan denied it. Its [Foreign Ministry] said so.", "Azerbaijani Foreign Ministry"),
    ("Egypt's [Interior Ministry] denied it.", "Egyptian Interior Ministry"),
    ("Azerbaijan's [Prosecutor General's Office] counted six.", "Azerbaijani Prosecutor General's Office"),
    ("Nagorno-Karabakh's [Health Ministry] counted 20.", "Nagorno-Karabakh Health Ministry"),
    ("[The presidency] in Baku denied it.", "Azerbaijani presidency"),
    ("Turkey's presidency spoke. [The presidency] denied it.", "Turkish presidency"),
    ("The [Interior Ministry] denied it.", "Interior Ministry"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), BODIES)
def test_whose_body_it_is(marked: str, name: str, reader: Reader) -> None:
    text, start, end = unmark(marked)
    found = [(m.start, m.end, e.name) for m, e in whose(read(text, reader), start, end)]
    assert (start, end, name) in found, found


# Lines of capitals and tables of results, as the wires print them.
LINES = [
    ("BEIRUT: Shells fell.", "BEIRUT", "place"),
    ("RAIN HITS TOKYO AGAIN\n\nSteffi Graf of Germany won.", "TOKYO", "place"),
    ("GRAF WINS AGAIN\n\nSteffi Graf of Germany won.", "GRAF", "person"),
    ("Detroit 5 Cleveland 3", "Cleveland", "group"),
    ("Detroit was flooded.", "Detroit", "place"),
]


@pytest.mark.parametrize(("text", "name", "kind"), LINES)
def test_lines_of_the_wires(text: str, name: str, kind: str, reader: Reader) -> None:
    start = text.index(name)
    assert kind in [e.kind for _, e in whose(read(text, reader), start, start + len(name))]


# Where nothing fits, nothing is said: nobody of that gender, nobody named, an organisation spoke last, an ethnic
# group's authorities are not the government of the country they share a name with.
UNKNOWN = [
    "Samantha Power arrived. [He] was late.",
    "The bridge fell. [He] said so.",
    "Ruben Vardanyan was held. The High Commission said his rights matter. “We call on all,” [he] added.",
    "[The minister] left early.",
    # somebody whom nobody names stands nearer
    "Mark Doyle flew in. One survivor said [he] had lost his wife.",
    "Dr Ernest Benjamin spoke. Her son told the agency that [he] had heard cries.",
    "Nikol Pashinyan spoke. A boy looks on from a car as [he] arrives.",
    "It was late. [The ethnic Armenian authorities] agreed.",
]


@pytest.mark.parametrize("marked", UNKNOWN)
def test_unknown_is_an_answer(marked: str, reader: Reader) -> None:
    text, start, end = unmark(marked)
    found = [(m.form, e.name) for m, e in whose(read(text, reader), start, end)]
    assert [form for form, _ in found if form in ("pronoun", "title", "nominal")] == [], found


# The office stays with its holder.
ROLES = [
    ("Armenian Prime Minister Nikol Pashinyan spoke.", "Nikol Pashinyan", "Armenian Prime Minister"),
    ("Hikmet Hajiyev, advisor to the president, spoke.", "Hikmet Hajiyev", "advisor to the president"),
    ("The head of the mission, Anna Petrosyan, spoke.", "Anna Petrosyan", "head of the mission"),
    ("Asked about the visit, Dmitry Peskov, the Kremlin spokesman, expressed hope that it would help.", "Dmitry Peskov",
     "Kremlin spokesman"),
    ("A call between Russian President Vladimir Putin and Armenian Prime Minister Nikol Pashinyan took place.",
     "Nikol Pashinyan", "Armenian Prime Minister"),
    # with the time for which it was held; a good that is asked for somebody is no office
    ("Levon Saroyan, who led the region from November 2022 to last February, spoke.", "Levon Saroyan",
     "led the region from November 2022 to last February"),
    ("Levon Saroyan, a businessman, banker and writer who led the region until May, was held.", "Levon Saroyan",
     "businessman, banker and writer who led the region until May"),
    ("The former leader of the enclave, Levon Saroyan, was held.", "Levon Saroyan", "former leader of the enclave"),
    ("Lina Attalah, the managing editor of the newspaper Al-Masry al-Youm, was attacked.", "Lina Attalah",
     "managing editor of the newspaper Al-Masry al-Youm"),
    ("Crowds demanded justice for Levon Saroyan.", "Levon Saroyan", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "role"), ROLES)
def test_roles(text: str, name: str, role: str | None, reader: Reader) -> None:
    start = text.index(name)
    assert role in [m.role for m, _ in whose(read(text, reader), start, start + len(name))]


# A metonym keeps its literal place; that place is on the map all the same.
def test_a_metonym_has_an_actor_and_a_place(reader: Reader) -> None:
    found = read("Baku announced its victory.", reader)
    entities = {entity.id: entity for entity in found.entities}
    (mention,) = [m for m in found.mentions if m.form == "metonym"]
    assert mention.place is not None
    assert entities[mention.entity].kind == "organisation"
    assert (entities[mention.place].kind, entities[mention.place].country) == ("place", "AZ")


# A people keeps its name, and its home is on the map, too; so is the place inside the name of a body that governs it,
# but not that of a school or a paper.
@pytest.mark.parametrize(
    ("marked", "kind", "place"),
    [
        ("Two [Armenian] officers left.", "group", "Armenia"),
        ("[Gazans] queued for water.", "group", "Gaza Strip"),
        ("[Scottish] nurses came.", "group", "Scotland"),
        ("The [Kharkiv] City Council met.", "place", "Kharkiv"),
        ("The [Kansas City] Police Department sent boats.", "place", "Kansas City"),
        ("The [Walker County] Sheriff's Office in Texas sent boats.", "place", "Walker County"),
        ("The [Kharkiv] State University was hit.", "organisation", None),
        # a part of a place, and what it built
        ("Buses came to [Goris] City Hall.", "place", "Goris"),
        ("He was held in [Walker County] Jail in Texas.", "place", "Walker County"),
        ("Rain fell in Northeast [Georgia] and in Alabama.", "place", "Northeast Georgia"),
        ("The [Georgian] Foreign Ministry protested.", "group", "Georgia"),
        # the word for the body is no part of the place
        ("The [Texas] Department of Parks sent boats.", "place", "Texas"),
        # a hyphen joins two peoples or places, but not in a name that has one
        ("Talks on the [Lebanon]-Syria border failed.", "place", "Lebanon"),
        ("The Israeli-[Egyptian] talks went on.", "group", "Egypt"),
        ("Shells fell on [Guinea-Bissau] again.", "place", "Guinea-Bissau"),
        # lawmakers stand with their party and town
        ("Senator Ann Lee, D-[Hartford], voted against it.", "place", "Hartford"),
        # a people of two words is one
        ("The [Sri Lankan] government denied it.", "group", "Sri Lanka"),
        ("He lives south of the [Sri Lankan] capital.", "group", "Sri Lanka"),
    ],
)
def test_where_names_say_that_others_are_at_home(marked: str, kind: str, place: str | None, reader: Reader) -> None:
    text, start, end = unmark(marked)
    found = read(text, reader)
    entities = {entity.id: entity for entity in found.entities}
    here = [
        (entities[m.entity].kind, entities[m.place or m.entity].name if place else None)
        for m in found.mentions
        if m.form == "name" and m.start <= start and end <= m.end and (not place or (m.start, m.end) == (start, end))
    ]
    assert (kind, place) in here, found.mentions


# The police of a town do not put what they tell of into the town.
def test_a_place_inside_another_name_is_nowhere_that_anything_happened(reader: Reader) -> None:
    found = read("The Kharkiv Police said 40 people were killed by shells in Izium.", reader)
    places = {e.id: e.name for e in found.entities if e.kind == "place"}
    assert {places[m.entity] for m in found.mentions if m.entity in places} == {"Kharkiv", "Izium"}
    assert [f.place for f in found.figures] == ["Izium"]


# Places that a look at their size alone, or at the first that fits, sends elsewhere.
@pytest.mark.parametrize(
    ("marked", "place"),
    [
        # a county by what else the report names, not by the largest of its name
        ("Deputies of [Walker County] drove to Huntsville, Texas.", (30.7, -95.6)),
        ("Deputies of [Walker County] drove to Jasper, Alabama.", (33.8, -87.3)),
        # the name of the country is not that of the town which bears it with another word
        ("Trade with [Mexico] grew.", (23.0, -102.0)),
        ("Floods hit [Texas] again.", (31.3, -98.5)),
        # a great town is known by other spellings of its name, and without the "City" that gazetteers add
        ("Kharkiv and [Odessa] were shelled, aides in Washington and Texas said.", (46.5, 30.7)),
        ("Envoys flew from [New York] to Geneva.", (40.7, -74.0)),
        # where bodies of the United Nations sit, beside their other seat; not a town of that name among its neighbours
        ("The council met in New York. The refugee agency in [Geneva] said a camp was full.", (46.2, 6.1)),
        ("The fire spread from Albany to [Geneva] in upstate New York.", (42.9, -77.0)),
        # two that the world knows, side by side, are no towns of the states around them
        ("Lawmakers of Florida, Texas, Ohio and Kentucky heard experts from London and [Geneva].", (46.2, 6.1)),
        # a list is in the region that it ends in, whatever city bears the name elsewhere
        ("Insurgents attacked [Palma] and Macomia in Cabo Delgado, Mozambique.", (-10.8, 40.5)),
        # a town and not the wide region around it; a spelling of the main name is as good as it
        ("[Kidal] is without fuel, officials in Mali said.", (18.4, 1.4)),
        ("[Jowhar] is cut off, Somalia said.", (2.8, 45.5)),
        # not the next town by a letter, where names have one spelling
        ("The quake flattened [Beichuan] in China.", (31.8, 104.5)),
        ("The [L.A.] port was shut.", (34.1, -118.2)),
        # counties in a list
        ("Rain fell in [Becker], Clay and Wilkin counties in Minnesota.", (46.9, -95.7)),
        # a region is where its towns are, in every country
        ("Schools in [Ontario] and in Ottawa were shut.", (50.0, -86.0)),
        ("The trial moved from Iowa to [Washington], as had those from Ohio and Texas.", (38.9, -77.0)),
        ("Russia and [Poland] were named by aides in Ohio, in Mahoning County and in Youngstown.", (52.0, 20.0)),
    ],
)
def test_where_places_are(marked: str, place: tuple[float, float], reader: Reader) -> None:
    text, start, end = unmark(marked)
    found = read(text, reader)
    entities = {entity.id: entity for entity in found.entities}
    here = [entities[m.place or m.entity] for m, _ in whose(found, start, end)]
    assert any(kilometres(entity, *place) < 161 for entity in here), here


def kilometres(e: Entity, lat: float, lon: float) -> float:
    if e.lat is None or e.lon is None:
        return math.inf
    return math.hypot((e.lat - lat) * 111.2, (e.lon - lon) * 111.2 * math.cos(math.radians(lat)))


def right(row: dict[str, Any], found: Annotation) -> bool:
    """Is the mention of this row of the gold read as the row expects?"""
    start = -1
    for _ in range(row.get("nth", 1)):
        start = row["text"].index(row["mention"], start + 1)
    entities = {entity.id: entity for entity in found.entities}
    here = whose(found, start, start + len(row["mention"]))
    places = [entities[m.place or m.entity] for m, _ in here]
    if row["expect"] == "place":
        return any(e.kind == "place" and kilometres(e, row["lat"], row["lon"]) <= row.get("km", 161) for e in places)
    if row["expect"] == "metonym":
        return any(m.form == "metonym" for m, _ in here)
    if row["expect"] == "group":
        return any(e.kind == "group" and row.get("country") in (None, e.country) for _, e in here)
    assert row["expect"] == "not_a_place"
    return not any(e.kind == "place" and e.lat is not None for e in places)


# A place that the gazetteer lacks lies by the town that the report puts it at, else in the country it speaks of; what
# is called a region or township is not the town of that name.
@pytest.mark.parametrize(
    ("marked", "country", "precision"),
    [
        ("Gunmen killed 31 people at [Zamzam] camp near El Fasher in Sudan.", "SD", "near"),
        # a city of which districts are told is no district; nor is a town of that name in another country one of them
        ("Tanks moved into Lorbek, one of the districts of [Gaza City].", "PS", "exact"),
        ("Monrovia sealed off [Silver City] to stop Ebola. Liberia sent police from Buchanan and Kakata.", "LR", None),
        # no village in France that has the name of one in Haiti
        ("Gunmen overran the Haitian town of [Vieux-Moulin].", "HT", None),
        ("In Niger, 29 soldiers died near [Tabatol], close to the border with Mali.", "NE", None),
        ("Shells hit Ukraine and the [Donetsk] region again.", "UA", "admin1"),
        ("Shells hit Ukraine and [Donetsk] again.", "UA", "exact"),
        ("Myanmar's army burned houses in [Kanbalu] township.", "MM", "admin2"),
        # a country said right behind the name is where it is, however great its namesake elsewhere; what lies near, and
        # a capital in a list, may be said to be of either
        ("At least 130 people were massacred in [Solhan], Burkina Faso.", "BF", None),
        ("Twenty people died in [Palma], in Mozambique's Cabo Delgado province.", "MZ", "exact"),
        ("A drone fell on [Sevastopol], Russia.", "UA", "exact"),
        ("They held rallies in [Paris], Germany and Spain.", "FR", "exact"),
        # a province named after its town, which no other country has
        ("Attackers hit [Tillaberi] near the border with Mali.", "NE", "admin1"),
        # a whole name that is a town's, although it begins with a given name
        ("An air strike hit [Khan Younis] and Deir al-Balah in Gaza.", "PS", "exact"),
        ("An air strike hit Khan Younis and [Deir al-Balah] in Gaza.", "PS", "exact"),
        # another country's province of that name is a coincidence
        ("In Ecuador's Guayaquil, a riot at [Litoral] prison left 31 dead.", "EC", None),
        ("Shells hit [Deir al-Balah] in Gaza.", "PS", "exact"),
        ("A man from Rwanda set fire to the [Ashbury Cathedral] in the French city of Nantes.", "FR", "near"),
        # what is named behind it, less often than another, is not where it lies; a hamlet far from all is not meant
        ("They wait in London and Leeds. The service in [Ashbury Cathedral] is shown in Brazil.", None, None),
        ("They came from London, Leeds and Paris. Some met near [Stockwell] station.", None, None),
    ],
)
def test_how_precisely_places_are_known(
    marked: str, country: str | None, precision: str | None, reader: Reader
) -> None:
    text, start, end = unmark(marked)
    here = [e for _, e in whose(read(text, reader), start, end) if e.kind == "place"]
    assert [(e.country, e.precision) for e in here] == [(country, precision)]


# Our own gold of places in context, written before the code. A floor; what was seen is a little above (120 of 133).
# Known failures by class: places that GeoNames' list of settlements lacks (zones of Ethiopia, townships of Myanmar),
# two towns of one name a hundred kilometres apart, places that stand for a treaty or a shop, verbs of acting that are
# everyday verbs ("put its army on alert").
def test_gold_places(reader: Reader) -> None:
    rows = tomllib.loads(GOLD.read_text("utf-8"))["mentions"]
    assert len(rows) >= 80
    assert sum(right(row, read(row["text"], reader)) for row in rows) / len(rows) >= 0.88


def test_no_ministry_is_where_a_place_of_the_name_of_its_task_is(reader: Reader) -> None:
    found = read("Egypt's Interior Ministry denied it. The Defence Ministry of Iraq agreed.", reader)
    assert {e.name for e in found.entities if e.kind == "place"} <= {"Egypt", "Iraq"}


# Mena is a town in Ethiopia; in capitals it is one only where everything is.
# Two towns of one name, and both in Japan, do not make a report one about Japan: the large one is meant.
def test_a_name_is_no_evidence_for_itself(reader: Reader) -> None:
    [sendai] = read("A quake hit Sendai.", reader).entities
    assert kilometres(sendai, 38.27, 140.87) < 20


def test_an_abbreviation_is_no_region(reader: Reader) -> None:
    assert [e.name for e in read("A SWAT team came to Oakland.", reader).entities if e.kind == "place"] == ["Oakland"]


def test_an_abbreviation_is_no_town(reader: Reader) -> None:
    mena = read("MENA reported that 90 people were held.", reader).entities
    rome = read("ROME - Rain fell on Monday.", reader).entities
    assert {e.lat for e in mena if e.name == "MENA"} == {None}
    assert {e.country for e in rome if e.name.upper() == "ROME"} == {"IT"}


# Bounded time, nothing merged wrongly: thousands of people with one surname, one endless name, marks without names.
def test_a_thousand_people_with_one_surname(reader: Reader) -> None:
    given = ["Anna", "Boris", "Clara", "David", "Elena"]
    text = " ".join(f"{given[n % 5]} Hakobyan met nurses." for n in range(1000))
    people = [e for e in read(text, reader).entities if e.kind == "person"]
    assert sorted(e.name for e in people) == [f"{name} Hakobyan" for name in given]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\x00", "Anna" + "a" * 5000 + " spoke.", "A/" * 3000, "(" * 2000, "Ани Smith فاطمة met in Goris.",
     "\u202eAnna\u202c left.", "GORIS, Armenia, Goris, " * 300, "-" * 500, "King King King King."],
    ids=range(11),
)  # fmt: skip
def test_hostile_texts(text: str, reader: Reader) -> None:
    found = read(text, reader)
    entities = {e.id for e in found.entities}
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.entity in entities and (mention.place is None or mention.place in entities)


def test_the_same_text_gives_the_same_ids(reader: Reader) -> None:
    text = "Nikol Pashinyan spoke in Yerevan. Baku announced its victory. He left."
    assert read(text, reader) == read(text, reader)


def test_an_entity_of_a_kind_without_names_that_runs_over_a_comma_is_left_alone(reader: Reader) -> None:
    text = "From 20 March, 2003 to 1 May, 2003, and again in April / May of that year, the bridge was closed."
    assert [m for m in annotate(Report(id="dates", text=text), reader).mentions if m.form == "name"] == []
