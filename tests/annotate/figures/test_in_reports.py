"""Giver, as-of and place of figures as the whole reader sees them, with the times, names and statements it finds."""

from typing import TYPE_CHECKING

import pytest

from dateline.records import Annotation, Report

if TYPE_CHECKING:
    from dateline.reading import Reader


def read(text: str, reader: "Reader", published: str = "2024-05-14") -> Annotation:
    from dateline.reading import annotate

    return annotate(Report(id="r", text=text, published=published, publisher="Test"), reader)


# A paper speaks for whoever issued it; nobody's paper has no giver.
GIVERS = [
    ("The latest toll issued by the separatists says 200 people were killed.", "unnamed: separatists"),
    ("According to figures from the Health Ministry, 200 people were killed.", "Health Ministry"),
    ("By the army's count, 200 rebels were killed.", "army"),
    ("According to UN data, 200 people were killed.", "United Nations"),
    ("A report by Amnesty International says 200 people were killed.", "Amnesty International"),
    ("200 people were killed, according to official figures.", None),
    ("The crisis centre registered 900 people displaced by the fighting.", "crisis centre"),
    ("The ministry of social affairs puts the number of displaced people at 4,100.", "ministry of social affairs"),
    ("A spokesman for the rescuers, Osama Ali, spoke of 2,300 dead.", "Osama Ali"),
    # who cites in brackets
    ("About 400 families were evacuated because of floods (OCHA, 2 May 2024).", "OCHA"),
    ("Fighters of the Kurdistan Workers' Party (PKK) killed 12 soldiers.", None),
    # an aside whose verb the parser takes for a noun; acts and shelters give no number
    ("More than 3,000 people have been displaced, UNICEF estimates, most of them children.", "UNICEF"),
    ("More than 1,400 people died in Hamas' attack.", None),
    ("Some 3,000 people have taken refuge in government shelters.", None),
    ("Relatives of 23 victims have received the bodies.", None),
    ("The junta has not given permission to reach the 127,000 displaced.", None),
    # whoever judges what happened does not count it, nor do those who are counted
    ("The United Nations condemned the killing of 12 civilians.", None),
    ("At least 1,000 people have sought help at clinics, including some 50 people who were treated for burns.", None),
    ("The court sentenced two men over the attack that killed 41 people.", None),
    # whoever helps does not count, and a label is nobody
    ("The Russian peacekeeping force provided care for 5,000 villagers.", None),
    ("HOUSING: Free rooms are on offer; 27,396 people have taken them up.", None),
    ("The United Nations withdrew a toll of 11,300 and quotes the World Health Organization's 3,958.",
     "World Health Organization"),
    # a number that is not vouched for is somebody else's
    ("The figure of 224 dead was not validated, the Ombudsman's Office said.", None),
    # whose toll it is
    ("The Haitian government offered help. The government's death toll rose to 110,000.", "government of Haiti"),
    ("The death toll rose to 110,000.", None),
    # whoever speaks after it, or shows what he can do by it, does not count it
    ("Osama Ali spoke after gunmen attacked a town in a raid which killed at least 33 people.", None),
    ("Insurgents demonstrated their reach when they blew up a bus, killing 23 people.", None),
    # a toll that stands so meanwhile is not what the headline's speaker says; nor do those who are hurt count
    ("Police admit failures as toll stands at 156", None),
    ("Nine people, among them two policemen, received injuries because of shelling.", None),
    ("Turkey: toll in Soma mine at 245; union says more inside", None),
    ("Rescuers work in the city of El Fasher, where 70 people were killed, the chief of the agency said.",
     "unnamed: chief of the agency"),
    # who counted them is told behind his name; of two counts each has its own
    ("The toll was given by the state's civil defence, which had counted 57 dead.", "state's civil defence"),
    ("The prisons agency put the number of dead at 100, and the attorney general's office at 30.",
     "attorney general's office"),
    ("The army put the number of dead at 100, and the number of wounded at 30.", "army"),
    ("The Mediterranean has seen 1,166 deaths this year.", None),
    # two speakers of one clause
    ("It rose, with officials saying 35 people died in northern areas and the army saying 17 people had died.", "army"),
    # a day that sees it and a number that refuses give nothing
    ("The first day of the truce saw three soldiers die.", None),
    ("Gunmen freed the inmates, and 35 refused to leave, while six returned on their own.", None),
    # whose ministry it is, the head says; a list of clauses goes on; a paper of numbers is its owner's
    ("The ministry of health said 27 people had died.", "ministry of health"),
    ("The army said 12 people were killed, 30 were hurt and five are missing.", "army"),
    ("According to the Red Crescent's displacement tracking matrix, 30,000 people fled.", "Red Crescent"),
    ("The Red Crescent said 40 were dead, but the number of dead could be 160.", "Red Crescent"),
    # who does something else in the clause before gives nothing
    ("The Red Crescent is compiling lists, but the network has more than 160,000 members.", None),
    # "it" goes on speaking
    ("The Red Crescent said 30,000 people had been displaced. A week ago it had counted 16,000.", "Red Crescent"),
]


# Whoever cites passes on: the chain names both, the one cited is the giver.
CHAINS = [
    ("The toll is 300, the United Nations said, citing the Health Ministry.", ("United Nations", "Health Ministry")),
    ("The United Nations corrected its toll. A revised report puts the dead at 390.", ("United Nations",)),
    ("Nine people drowned, the agency reported, citing local police.", ("agency", "local police")),
    ("The army said 40 rebels had died, citing its own count.", ("army",)),
    ("The United Nations said the police had confirmed 14 deaths.", ("United Nations", "police")),
    ("The United Nations said it had confirmed 14 deaths.", ("United Nations",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "givers"), CHAINS)
def test_who_passes_a_figure_on(text: str, givers: tuple[str, ...], reader: "Reader") -> None:
    assert read(text, reader).figures[-1].givers == givers


@pytest.mark.parametrize(("text", "giver"), GIVERS)
def test_who_gives_a_figure(text: str, giver: str | None, reader: "Reader") -> None:
    assert read(text, reader).figures[-1].giver == giver


# (text, as-of, on what it is based), printed on Tuesday 14 May 2024: the day of the event is not that of the count.
AS_OF = [
    ("The ministry said on Monday that 192 soldiers were killed in last week's operation.", "2024-05-13", "statement"),
    ("At least 20 people died when a depot blew up on Sunday, officials said on Monday.", "2024-05-13", "statement"),
    ("The 12 May quake killed 40 people.", "2024-05-14", "report"),
    ("The flood, which killed 40 people, began on Sunday.", "2024-05-14", "report"),
    ("At least 200 people have been killed since Sunday.", "2024-05-14", "report"),
    ("GORIS, May 12 (MPA) - Forty people were killed in the flood.", "2024-05-14", "report"),
    ("Forty people have been killed since the war began in March.", "2024-05-14", "report"),
    ("The state has killed thousands of people since launching its invasion in 2022.", "2024-05-14", "report"),
    ("The battle last week left at least 40 people dead, officials said.", "2024-05-14", "report"),
    # what dates the count itself stays
    ("The toll from Saturday's quake rose to 40 on Monday.", "2024-05-13", "sentence"),
    ("Two soldiers were killed on Sunday when their truck hit a mine.", "2024-05-12", "sentence"),
    ("As of Sunday, 40 people had been killed in last week's storm.", "2024-05-12", "sentence"),
    ("About 700 people demonstrated in the capital at Sunday's rally.", "2024-05-12", "sentence"),
    # a year that goes on ends with the report; when another number stood; when others died; what they did before
    ("So far this year more than 2,250 people have died.", "2024-05-14", "sentence"),
    ("About 6,700 people remain in shelters, down from 9,400 on Sunday.", "2024-05-14", "report"),
    ("The mayor said on Monday that 40 people had died, nine more than on Sunday.", "2024-05-13", "statement"),
    # "citing" hangs on a verb of speech, which has the day
    ("Forty people have died, the UN office said on Monday, citing the Red Cross.", "2024-05-13", "statement"),
    ("The committee put the toll at 19, and two more people died on Sunday.", "2024-05-14", "report"),
    ("Four policemen who set out on Sunday are still missing.", "2024-05-14", "report"),
    ("The army began its operation on Sunday after four policemen were killed.", "2024-05-14", "report"),
    # a day that is named counts more than a part of one that is not
    ("Thousands of people gathered overnight in the square on Sunday.", "2024-05-12", "sentence"),
    # a count of months ago no longer runs
    ("In January a clinic was hit by a rocket which killed 40 patients.", "2024-01-31", "sentence"),
    ("Last week a clinic was hit by a rocket which killed 40 patients.", "2024-05-14", "report"),
    ("Some 967 people have arrived, and 40 came on Sunday.", "2024-05-14", "report"),
    # as long as a season is what was counted, whatever noun it hangs on
    ("The UN said 3,661 people were killed by gangs in the second half of last year.", "2023-12-31", "sentence"),
    # an old event dates its count, from its first day to its last
    ("The war killed 30,000 people between 1988 and 1994.", "1994-12-31", "sentence"),
    ("He spoke of the 21 who died in attacks on Sunday and Monday.", "2024-05-13", "sentence"),
    ("A bombing in January killed 40 people.", "2024-01-31", "sentence"),
    ("Four people were killed when a plane crashed into a hill in January.", "2024-01-31", "sentence"),
    ("The toll from January's quake rose to 40.", "2024-05-14", "report"),
    ("Rescuers have found 40 bodies in the ship that sank in January.", "2024-05-14", "report"),
    ("A plot in the village in 1982, after which 140 people were killed, was recalled.", "1982-12-31", "sentence"),
    ("Last year's floods left 500 dead.", "2023-12-31", "sentence"),
    ("The raid was in some ways like last year's bombings, which claimed 191 lives.", "2023-12-31", "sentence"),
    ("The agency said that 121 people had been rescued so far - an extra 31 people on Sunday.", "2024-05-14",
     "report"),
    ("Some 3,000 people were displaced during the first six months of last year.", "2023-06-30", "sentence"),
    ("A bomb killed three guards on the anniversary of last year's handover of power.", "2024-05-14", "report"),
    ("The charity says three million people have been affected by Sunday's earthquake.", "2024-05-14", "report"),
    # the entries of a live page bear their hours
    ("Quake: live\n14:20\nThe toll is 40 dead.\n09:10\nThe toll is 31 dead.", "2024-05-14T14:20", "statement"),
    # nobody has been counted after the report, and a weekday of those killed is the last
    ("Four people are missing after the quake of 20 May.", "2024-05-14", "report"),
    ("Wednesday saw 12 people killed.", "2024-05-08", "sentence"),
    # a clause that only says since when, however it was parsed
    ("At least 528 people have been killed and 4,599 others injured since fighting erupted on 15 April.",
     "2024-05-14", "report"),
    # a year before a comma and a number is no part of that number
    ("In 1959, 67 people died in a stampede.", "1959-12-31", "sentence"),
    # what a count is held against has its own day
    ("Some 2,000 people lost their limbs, a figure far higher than in a similar disaster five years ago.",
     "2024-05-14", "report"),
    # the year before "when"; the Friday of others, whom another counts
    ("It recalls a series of storms in 2008, when almost a thousand people were killed.", "2008-12-31", "sentence"),
    ("Fourteen people have died, the Red Crescent says; earlier it spoke of 11 killed.", "2024-05-14", "report"),
    ("Four suspects were remanded in custody until 22 May.", "2024-05-14", "report"),
    ("The charity was in Kassala in 2008 after floods left thousands homeless.", "2008-12-31", "sentence"),
    ("The network put the toll at more than 110 and the union said 20 people were killed on Friday.",
     "2024-05-14", "report"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "best", "basis"), AS_OF)
def test_as_of_when_a_count_stands(text: str, best: str, basis: str, reader: "Reader") -> None:
    as_of = read(text, reader).figures[0].as_of
    assert (as_of.best, as_of.basis) == (best, basis)


def test_a_span_of_years_keeps_both_ends(reader: "Reader") -> None:
    [figure] = read("They fought two wars, one between 1988 and 1994 that killed 30,000 people.", reader).figures
    assert (figure.as_of.earliest, figure.as_of.latest, figure.status) == ("1988-01-01", "1994-12-31", "historical")


# A part has the day of its whole, and keeps its place to itself.
def test_a_part_and_its_whole_in_one_sentence(reader: "Reader") -> None:
    text = "The agency called for help after 129 reporters were killed last year, 69 of them in Iraq."
    whole, part = read(text, reader).figures
    assert (whole.as_of.best, part.as_of.best) == ("2023-12-31", "2023-12-31")
    assert (whole.place, part.place) == (None, "Iraq")


def test_where_some_of_them_live_is_not_where_all_are(reader: "Reader") -> None:
    four, three = read("The raid was carried out by four gunmen, three of whom lived in Omdurman.", reader).figures
    assert (four.place, three.place) == (None, "Omdurman")


# Who died in a war that is over is no news, though no date says so.
@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Eight nurses died during the Vietnam War.", "historical"),
        # who does not believe it denies it
        ("A source said that he did not believe 471 people had died.", "denied"),
        ("There are not 500 dead, the official said.", "denied"),
        ("He did not know that 40 people had died.", "actual"),
        ("The 6 million people killed in the Holocaust were remembered.", "historical"),
        ("Eight nurses died in the war.", "actual"),
        ("He fought in the Vietnam War. Eight nurses were killed.", "actual"),
    ],
)
def test_a_war_that_is_over(text: str, status: str, reader: "Reader") -> None:
    assert [figure.status for figure in read(text, reader).figures] == [status]


# A number that the report takes back is no count beside the one that replaces it; what others call wrong is theirs.
@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("Correction: we reported earlier that 388 people had died. The number was wrong; it is 238.",
         ["denied", "actual"]),
        ("Correction: An earlier version of this story said 40 people had been killed. The correct number is 14.",
         ["denied", "actual"]),
        ('Rebels said that 40 people had been killed. "The number is wrong," the minister said.', ["actual"]),
    ],
)  # fmt: skip
def test_what_the_report_takes_back(text: str, statuses: list[str], reader: "Reader") -> None:
    assert [figure.status for figure in read(text, reader).figures] == statuses


# "At first" says that more has been told since, inside a quotation, too.
def test_what_was_given_at_first_is_of_before(reader: "Reader") -> None:
    first, now = read('"At first we had confirmed 275 deaths. Now it is 288," the governor said.', reader).figures
    assert (first.as_of.earliest, first.as_of.latest) == (None, "2024-05-14")
    assert now.as_of.earliest == "2024-05-14"


# Where it happened, not where somebody spoke of it.
PLACES = [
    ("The battle for the Sudanese city of Omdurman left 40 people dead.", "Omdurman"),
    # what is the worst of a land says nothing of where
    ("Some 288 people died in India's worst crash in years, caught in two trains in Odisha.", "Odisha"),
    # of several places together, in whatever order; a town and its country are one place, and a country has a toll
    ("The quake killed 70 people in Turkey and Syria.", "Syria and Turkey"),
    ("At least 70 people died in Aleppo, Hama, Idlib and Tartus, doctors said.", "Aleppo, Hama, Idlib and Tartus"),
    ("Turkey-Syria quake toll tops 70", "Syria and Turkey"),
    ("Sixty people were killed in Derna, Libya, and Israel said that it would help.", "Derna"),
    ("Turkey's toll rises to 70, the minister says.", "Turkey"),
    ("Some 6,085 people were displaced in other towns than Kassala.", None),
    ("In Tripoli, a spokesman for the rescuers, Osama Ali, spoke of 2,300 dead in Derna.", "Derna"),
    ("In Punjab, officials said that 30,000 people had fled.", "Punjab"),
    ("In Tripoli, a spokesman for the rescuers, Osama Ali, put the toll for all areas at 2,300.", None),
    ("Food no longer reached Khartoum's 30,000 residents.", "Khartoum"),
    ("The agency told reporters in Geneva that 30,000 people had fled.", None),
    ("Cholera killed 57 people in Nigeria, 45 in Kano.", "Kano"),
    ("At least 56 people were killed in the shelling of Omdurman market.", "Omdurman"),
    ("Forty people were killed in Aleppo province.", "Aleppo"),
    # where they arrive, and what goes on from there
    ("Some 28,000 people from Sudan have arrived.", None),
    ("Some 28,000 people have arrived in Chad from Sudan.", "Chad"),
    ("So far 68,386 people have reached Armenia. By 8 p.m. the total was 76,407.", "Armenia"),
    # the dead did not die where they were brought
    ("The 125 bodies were brought to Armenia.", None),
    # the narrower of two
    ("Some 3,000 people returned to the town of Kassala in Sudan.", "Kassala"),
    ("About 300 miners returned from Kassala to their villages.", None),
    # where they died, not where those they left live
    ("Two of the 14 miners who died in a crash in Goris had ties to Yerevan.", "Goris"),
    ("The bodies of eight miners killed in the quake arrived back in Goris.", None),
    ("Some 5,000 people wait outside the US embassy.", None),
    ("Some 2,000 marines will land to help US troops.", None),
    ("A woman from Punjab was killed.", None),
    ("He had come from Punjab for a funeral, only for his wife to be killed.", None),
    ("A Tripoli man was charged in the abduction of a woman.", None),
    ("Another survivor was rescued with the help of teams from Tripoli and Kassala.", None),
    # a place in a word, and the whole that a comparison is about
    ("The country is part of the US-led force with 3,000 soldiers.", None),
    ("Some 3,000 people were displaced in the poorest state in Africa.", None),
    # who acts, and what lies in another's clause
    ("There was no comment from Moscow, which has killed thousands of people.", None),
    ("Some 8,000 people had been displaced, as returns to Sennar began.", None),
    ("KHARTOUM, May 12 (MPA) - Forty people were killed when shells hit a market in Omdurman.", "Omdurman"),
    # the place that has them; the home of the killed; half of a pair
    ("Kassala has a population of 400,000.", "Kassala"),
    ("The district of Kassala remains the worst affected with 936 cases.", "Kassala"),
    ("He is accused of killing an inmate who was from Tripoli.", None),
    ("Some 40 miners died in Sudan's capital.", "Sudan"),
    # where only a part of them, or others, are
    ("More than 3,000 people have been displaced, most of them in Kassala and Sennar.", None),
    ("At least 300 people died, and suspects have been held in Kassala.", "Kassala"),
    # a headline's
    ("Sudan floods: 107 dead", "Sudan"),
    # those the killed were, with the "from" at the verb; what a disease is called after; a name in several words
    ("A bus fell into a gorge near Kassala, killing 45 miners from Chad; a girl was the only survivor.", "Kassala"),
    ("Chad has recorded nine deaths from Marburg virus.", "Chad"),
    ("The confirmed toll had risen above 150,000 in the Port-au-Prince area alone.", "Port-au-Prince"),
    ("Some 6,000 people had been evacuated in Nghe An and Quang Binh provinces.", "Nghe An and Quang Binh"),
    ("Chad's ministry has confirmed 56 cases of Marburg.", None),
    # where the rescued are taken; a deed that is no word of anybody; what it came of
    ("Some 22 sailors were rescued by a passing ship and taken to Salalah in Oman.", None),
    ("A similar crush in Abuja on the same day claimed 13 lives, police said.", "Abuja"),
    ("As a result of shelling of Nikopol, three people were injured.", "Nikopol"),
    ("According to a team of experts at a university in Kassala, more than 1,000 civilians died.", None),
    # of those who speak of what is around them
    ("Police in Kassala said four people were killed.", "Kassala"),
    ("Ishikawa prefecture said 161 people had died.", "Ishikawa"),
    ("UN officials in Geneva said 161 people had died.", None),
    # what only says which bridge or embassy, and where somebody is from
    ("Three people were killed on the bridge linking Kent with Essex.", None),
    ("About 300 people protested outside the French embassy.", None),
    ("One woman, originally from Margate in Kent, is missing.", None),
]


@pytest.mark.parametrize(("text", "place"), PLACES)
def test_where_it_happened(text: str, place: str | None, reader: "Reader") -> None:
    assert read(text, reader).figures[-1].place == place


# A heading says of its number what the text below says of it.
# The same under a head of their own; a label that has a number keeps it.
def test_rows_below_a_head(reader: "Reader") -> None:
    found = read("The dead by province: Al Haouz 542, Taroudant 321, Chichaoua 172.", reader).figures
    rows = [("Al Haouz", 542), ("Taroudant", 321), ("Chichaoua", 172)]
    assert [(f.place, f.low) for f in found if f.kind == "killed"] == rows


def test_the_number_of_a_road_is_no_row(reader: "Reader") -> None:
    found = read("They drove down Highway 14, Route 9 and Area 51.", reader)
    assert (found.figures, [e.name for e in found.entities]) == ((), ["Highway 14", "Route 9", "Area 51"])


# A number behind a weekday may be its subject or its day.
@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("On Friday 15 died in the flood.", [15]),
        ("The flood hit the town. On Monday 22 more were killed.", [22]),
        ("By Sunday 12 had been found dead.", [12]),
        ("He was shot dead on Friday 15.", []),
        ("On Friday 15 March gunmen attacked the town.", []),
        ("Friday 15 saw heavy rain.", []),
    ],
)
def test_a_number_behind_a_weekday(text: str, killed: list[int], reader: "Reader") -> None:
    assert [f.low for f in read(text, reader).figures if f.kind == "killed"] == killed


# Several teams are teams; of one team, some are people.
@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The neighbours sent 43 search teams.", ["other"]),
        ("The neighbours sent 43 rescuers.", ["people"]),
        ("The blast killed five members of a rescue team.", ["people"]),
    ],
)
def test_teams_are_no_people(text: str, units: list[str], reader: "Reader") -> None:
    assert [f.unit for f in read(text, reader).figures] == units


# Of the rows of a table that is told in prose, each has the place that stands before its numbers.
def test_rows_told_in_prose(reader: "Reader") -> None:
    text = "Some 511 cases and 14 deaths came in: Kassala 151 cases and 4 deaths, Sennar 96 and 2, Nyala 82 and 3."
    rows = [(f.low, f.kind, f.place) for f in read(text, reader).figures]
    assert rows[:2] == [(511, "other", None), (14, "killed", None)]
    assert rows[2:] == [
        (n, kind, place)
        for place, *numbers in (("Kassala", 151, 4), ("Sennar", 96, 2), ("Nyala", 82, 3))
        for n, kind in zip(numbers, ("other", "killed"), strict=True)
    ]


# A place that only a part of them, or another number, hangs on.
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Five nurses lost their lives, including three who were killed in Kassala.", [None, "Kassala"]),
        ("At least 300 people died, and 14 suspects have been detained in Kassala.", [None, "Kassala"]),
        ("The worst hit towns are Kassala with 45 dead and Sennar with 12.", ["Kassala", "Sennar"]),
        ("In 1959, 67 people died in Kassala, and in the sinking of the Arda ferry 304 people were killed.",
         ["Kassala", None]),
        ("Some 150 guards have been called up, and the minister will visit Kassala.", [None]),
        ("In June 80 people died in Kassala, and 22 in September on Lake Ombar.", ["Kassala", None]),
        ("He told a meeting in Kassala, adding that the number of displaced people had risen to 183,159.", [None]),
        # rows of a list, of a part behind "with", and what another clause says of its own
        ("The flood left 211 dead in Kassala and one in Sennar, and an unknown number of people are missing.",
         ["Kassala", "Sennar", "Kassala"]),
        ("Some 1,033 people had died, with 347 deaths in Kassala and 238 in Sennar.", [None, "Kassala", "Sennar"]),
        ("Some 500 people were evacuated from two districts, and 180 told to leave Kassala.", [None, "Kassala"]),
        ("They reached Kassala, where 131 deaths have been recorded, and Sennar with 56.", ["Kassala", "Sennar"]),
    ],
)
def test_whose_place_it_is(text: str, places: list[str | None], reader: "Reader") -> None:
    assert [f.place for f in read(text, reader).figures] == places


def test_a_heading_is_read_by_the_text_below(reader: "Reader") -> None:
    text = "40 thousand families\n\nThe minister said that his country was ready to receive 40,000 families."
    heading, fuller = read(text, reader).figures
    assert (heading.kind, heading.status) == (fuller.kind, fuller.status) == ("capacity", "planned")


# What has happened did not happen after it was printed: the day is that of what was agreed on.
def test_an_event_is_not_dated_after_its_report(reader: "Reader") -> None:
    [quake] = read("The quake killed 40 people earlier this month.", reader).events
    assert (quake.when.earliest, quake.when.best) == ("2024-05-01", "2024-05-14")
    agreed, dissolved = read("The rebels agreed to dissolve their units by 1 June.", reader).events
    assert (agreed.status, agreed.when.best) == ("actual", "2024-05-14")
    assert (dissolved.status, dissolved.when.best) == ("planned", "2024-06-01")
