import pytest
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from dateline.annotate.language import Language
from dateline.annotate.times import Grammar, find_times, find_unreadable, load_grammar, resolve_times, unparsed
from dateline.annotate.times.vocabulary import Vocabulary
from dateline.reading import parse
from dateline.records import Published, Time

PRINTED = "2023-09-27"  # a Wednesday


GRAMMAR = load_grammar()


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    return GRAMMAR


def given(day: str) -> Published:
    return Published(earliest=day, latest=day, best=day, precision="day", explicit=True)


def read(
    text: str, language: Language, grammar: Grammar, *, published: Published | None = None, genre: str = "news"
) -> list[Time]:
    found = find_times("r", parse(text, (), language), grammar)
    return resolve_times(found, published or given(PRINTED), genre)


def shown(text: str, times: list[Time]) -> list[tuple[str, str]]:
    return [(text[time.start : time.end], time.value) for time in times]


# Whole dates need no anchor, in whatever order and dress they come.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The accord was signed on 9 November 2020.", [("9 November 2020", "2020-11-09")]),
        ("It was signed on Nov. 9, 2020, in Moscow.", [("Nov. 9, 2020", "2020-11-09")]),
        ("On Monday, 9 November, 2020 it was signed.", [("Monday, 9 November, 2020", "2020-11-09")]),
        ("It was printed on 2023-09-21.", [("2023-09-21", "2023-09-21")]),
        ("It was printed on 09/21/2023.", [("09/21/2023", "2023-09-21")]),
        ("It was printed on 21.09.2023.", [("21.09.2023", "2023-09-21")]),
        # between dots the day stands first
        ("It was printed on 07.02.2023.", [("07.02.2023", "2023-02-07")]),
        ("WIRE20230921 LISAGOR", [("20230921", "2023-09-21")]),
        ("Call 55512345 for help.", []),
        ("Call +880 1700 000000 or 0303 1999 880 for help.", []),
        ("The DEC said that it needed money.", []),
        # the entries of a chronology: a colon behind a day opens no clock time, unless it stands close to digits
        ("May 3, 1975: 40 people fled.", [("May 3, 1975", "1975-05-03")]),
        ("May 3-4, 1975: They fled.", [("May 3", "1975-05-03"), ("4, 1975", "1975-05-04")]),
        ("In DEC. 2019 it needed money.", [("DEC. 2019", "2019-12")]),
        ("The truce of May 1994 held.", [("May 1994", "1994-05")]),
        ("War came in the 1990s and again in '16.", [("the 1990s", "199"), ("'16", "2016")]),
        ("The fort dates from the nineteenth century.", [("the nineteenth century", "18")]),
        ("The siege ended in 480 BC.", [("480 BC", "BC0480")]),
        ("They fled between 1988 and 1994.", [("1988", "1988"), ("1994", "1994")]),
        ("Output fell in the third quarter of 2022.", [("the third quarter of 2022", "2022-Q3")]),
        ("Output fell in the last quarter of 2022.", [("the last quarter of 2022", "2022-Q4")]),
        ("They came in the second half of May 2022.", [("the second half of May 2022", "2022-05")]),
        ("They came in the first six months of 2022.", [("the first six months of 2022", "2022-H1")]),
        ("They came in the last three months of 2022.", [("the last three months of 2022", "2022-Q4")]),
        # 31 February is no day: nothing is claimed
        ("It was dated 31 February 2020.", []),
    ],
)
def test_whole_dates(text: str, expected: list[tuple[str, str]], language: Language, grammar: Grammar) -> None:
    assert shown(text, read(text, language, grammar)) == expected


def test_the_entries_of_a_chronology(language: Language, grammar: Grammar) -> None:
    text = "September 3: 40 people fled.\nSept. 5 : Two came back.\nIn May 10:30 was the hour of the trains.\n"
    found = shown(text, read(text, language, grammar))
    assert found[:2] == [("September 3", "2023-09-03"), ("Sept. 5", "2023-09-05")]
    assert ("May 10", "2023-05-10") not in found


# What lacks its year or week takes it from the day of publication, in the direction of the governing verb.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops entered the town on Monday.", [("Monday", "2023-09-25")]),
        ("Troops will enter the town on Monday.", [("Monday", "2023-10-02")]),
        ("The talks are expected to resume Thursday.", [("Thursday", "2023-09-28")]),
        ("He said on Wednesday that it was over.", [("Wednesday", "2023-09-27")]),
        ("Shelling began on September 19.", [("September 19", "2023-09-19")]),
        ("The road was blocked in December.", [("December", "2022-12")]),
        ("The road will reopen in December.", [("December", "2023-12")]),
        (
            "They left last Friday and return next Friday.",
            [("last Friday", "2023-09-22"), ("next Friday", "2023-09-29")],
        ),
        ("They met last week.", [("last week", "2023-W38")]),
        ("They meet again next month.", [("next month", "2023-10")]),
        ("Three years ago they lost Shusha.", [("Three years ago", "2020")]),
        ("It happened two days ago.", [("two days ago", "2023-09-25")]),
        ("The war in the autumn of last year was short.", [("the autumn of last year", "2022-FA")]),
        # a comma behind a day is none within a number
        ("On May 27, 615 people died, in May 27,000 had fled.", [("May 27", "2023-05-27"), ("May", "2023-05")]),
        # a day that is declared is still to come; four digits before hours are a time of day
        ("The province declared Saturday a day of mourning.", [("Saturday", "2023-09-30"), ("a day", "P1D")]),
        # what is decreed lasts into the days to come
        ("The king declared mourning until 5 October.", [("5 October", "2023-10-05")]),
        # what has its aftermath is past, whatever the parse makes of the verb
        ("Nine died in land they hold in the aftermath of the June 6 blast.", [("June 6", "2023-06-06")]),
        ("Losses up to 26 September (1300 hrs).", [("26 September", "2023-09-26"), ("1300 hrs", "2023-09-26T13:00")]),
    ],
)
def test_seen_from_the_day_of_publication(
    text: str, expected: list[tuple[str, str]], language: Language, grammar: Grammar
) -> None:
    assert shown(text, read(text, language, grammar)) == expected


# Parts of the day and clocks, with their days and zones.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ceasefire began at noon on Wednesday.", [("noon on Wednesday", "2023-09-27T12:00")]),
        ("They arrived on Friday night.", [("Friday night", "2023-09-22TNI")]),
        ("They arrived on the morning of 31 January 1965.", [("the morning of 31 January 1965", "1965-01-31TMO")]),
        ("They arrived this morning.", [("this morning", "2023-09-27TMO")]),
        ("They arrived last night.", [("last night", "2023-09-26TNI")]),
        ("It began at 5:30 p.m. on Monday.", [("5:30 p.m. on Monday", "2023-09-25T17:30")]),
        ("It began at 13:00 (09:00 GMT).", [("13:00", "2023-09-27T13:00"), ("09:00 GMT", "2023-09-27T09:00Z")]),
    ],
)
def test_times_of_day(text: str, expected: list[tuple[str, str]], language: Language, grammar: Grammar) -> None:
    assert shown(text, read(text, language, grammar)) == expected


# How long, and how often.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blockade lasted nine months.", [("nine months", "P9M")]),
        ("It took two and a half years.", [("two and a half years", "P2.5Y")]),
        ("It was a three-day march.", [("three-day", "P3D")]),
        ("They waited for several hours.", [("several hours", "PTXH")]),
        ("They waited for weeks.", [("weeks", "PXW")]),
        ("It fell over the past three months.", [("the past three months", "P3M")]),
        ("Buses leave every day.", [("every day", "P1D")]),
        ("Ten people a year die there.", [("a year", "P1Y")]),
        ("Markets open on Sundays.", [("Sundays", "XXXX-WXX-7")]),
        # an age is no time
        ("A 20-year-old soldier and a man of 60 years of age.", []),
    ],
)
def test_durations_and_sets(text: str, expected: list[tuple[str, str]], language: Language, grammar: Grammar) -> None:
    assert shown(text, read(text, language, grammar)) == expected


# The interval carries the zone: by summer time where the city has it on that day, and none for years not known of.
@pytest.mark.parametrize(
    ("text", "published", "begins"),
    [
        ("It struck at 10 p.m. Kyiv time.", "2024-05-14", "2024-05-14T22:00+03:00"),
        ("It struck at 10 p.m. Kyiv time.", "2024-03-30", "2024-03-30T22:00+02:00"),  # the eve of summer time
        ("It struck at 10 p.m. Kyiv time.", "2024-10-27", "2024-10-27T22:00+02:00"),
        ("It struck at 22:00 London time.", "2024-05-14", "2024-05-14T22:00+01:00"),
        ("It struck at 9 a.m. New York time.", "2024-03-20", "2024-03-20T09:00-04:00"),  # before Europe's
        ("It struck at noon Israel time.", "2024-03-29", "2024-03-29T12:00+03:00"),  # the Friday before Europe's
        ("It struck at 17:45 Moscow time.", "2024-07-01", "2024-07-01T17:45+03:00"),
        ("It struck at 17:45 Moscow time.", "2013-07-01", "2013-07-01T17:45"),  # it was another zone then
        ("It struck at 6:40 p.m. (GMT +8).", "2024-05-14", "2024-05-14T18:40+08:00"),
        ("It struck at 18:40 UTC+5:30.", "2024-05-14", "2024-05-14T18:40+05:30"),
        ("It struck at 18:40 (GMT-3).", "2024-05-14", "2024-05-14T18:40-03:00"),
        ("It struck at 6 p.m. local time.", "2024-05-14", "2024-05-14T18:00"),
        ("It struck at half past two on Monday night.", "2024-05-14", "2024-05-14T02:30"),
        ("It struck at a quarter to nine on Monday.", "2024-05-14", "2024-05-13T08:45"),
    ],
)
def test_zones_and_clocks(text: str, published: str, begins: str, language: Language, grammar: Grammar) -> None:
    (time,) = read(text, language, grammar, published=given(published))
    assert (time.type, time.earliest) == ("TIME", begins)


# A word that is a month or a weekday only sometimes, and numbers that are no years.
@pytest.mark.parametrize(
    "text",
    [
        "They may march on the palace.",
        "Prices fall when the sun sets.",
        "About 2000 people fled.",
        "It cost $1990.",
        "Resolution 822 of the council was ignored.",
        "The second man was let go.",
        "It moved from the third straight road to the fourth successive gate.",
        "Half past the bridge they stopped.",
        "The director, June Kunugi, met August Hanning.",
    ],
)
def test_no_times(text: str, language: Language, grammar: Grammar) -> None:
    assert read(text, language, grammar) == []


# What reports of crises write beside plain days; none of it was in the development sets.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the zone in brackets gives the clock before it its own, the day behind both is the day of both
        ("As of 8 p.m. local time (1600 GMT) on Tuesday, 17 were found.",
         [("8 p.m. local time", "2023-09-26T20:00"), ("1600 GMT", "2023-09-26T16:00Z"), ("Tuesday", "2023-09-26")]),
        ("It struck at 1:30 a.m. (2230 GMT) on Friday.",
         [("1:30 a.m.", "2023-09-22T01:30"), ("2230 GMT", "2023-09-21T22:30Z"), ("Friday", "2023-09-22")]),
        # a list of days is none to go on from, one day is
        ("They came on Sunday, Monday and Tuesday. By 8 p.m. they were nine.",
         [("Sunday", "2023-09-24"), ("Monday", "2023-09-25"), ("Tuesday", "2023-09-26"),
          ("8 p.m.", "2023-09-27T20:00")]),
        ("They came on Tuesday. By 8 p.m. they were nine.",
         [("Tuesday", "2023-09-26"), ("8 p.m.", "2023-09-26T20:00")]),
        ("At 5:30 a.m. EEST a shell fell.", [("5:30 a.m. EEST", "2023-09-27T05:30")]),
        ("At 6.30 in the morning a shell fell.", [("6.30 in the morning", "2023-09-27T06:30")]),
        # a night belongs to the day on which it began; "overnight" is the last one where it is past
        ("Shells fell during the night of 19 to 20 September.", [("the night of 19 to 20 September", "2023-09-19TNI")]),
        ("Shells fell on the night of August 31-September 1.", [("the night of August 31", "2023-08-31TNI"),
                                                                ("September 1", "2023-09-01")]),
        ("Shells fell on the night of Sunday to Monday.", [("the night of Sunday to Monday", "2023-09-24TNI")]),
        ("Overnight, rescuers pulled out nine people.", [("Overnight", "2023-09-26TNI")]),
        ("Rain is expected overnight.", [("overnight", "2023-09-27TNI")]),
        ("By nightfall, 40 had been freed.", [("nightfall", "2023-09-27TEV")]),
        ("At 09:00 GMT - 3 people fell.", [("09:00 GMT", "2023-09-27T09:00Z")]),
        ("On Saturday, the 2nd Brigade took it.", [("Saturday", "2023-09-23")]),
        ("On Friday, the 15th, it was taken.", [("Friday, the 15th", "2023-09-15")]),
        ("The toll rose by 8 this morning.", [("this morning", "2023-09-27TMO")]),
        ("It fell at 8 this morning.", [("8 this morning", "2023-09-27T08:00")]),
        ("It left in the small hours of Monday.", [("the small hours of Monday", "2023-09-25")]),
        ("They left on the morning of the 20th.", [("the morning of the 20th", "2023-09-20TMO")]),
        ("By Tuesday lunchtime it was full.", [("Tuesday lunchtime", "2023-09-26TMI")]),
        # a day that the report's own has not reached, but for a year's long way back; what was put off lies ahead
        ("On 27 and 28 September 13,000 crossed.", [("27", "2023-09-27"), ("28 September", "2023-09-28")]),
        ("On 12 October 13,000 crossed.", [("12 October", "2022-10-12")]),
        ("The state of emergency was extended until 31 December.", [("31 December", "2023-12-31")]),
        ("It noted the announcement of its dissolution from 1 January.", [("1 January", "2024-01-01")]),
        ("The announcement from 3 May was wrong.", [("3 May", "2023-05-03")]),
        ("Fighting lasted until 31 December.", [("31 December", "2022-12-31")]),
        ("The house approved money for the force until 31 December.", [("31 December", "2023-12-31")]),
        # what came to happen has happened
        ("She asked how he had come to be shot near the camp on Tuesday.", [("Tuesday", "2023-09-26")]),
        # an age, a paper, and a day that is today
        ("A man in his sixties sold the Daily News.", []),
        ("They are in their 50s and 60s.", []),
        ("Today, a decade later, they will be tried.", [("Today", "2023-09-27"), ("a decade later", "2023-09-27")]),
        # the weekday says which year; a span of weekdays goes on from its first
        ("They left on Saturday, 30 September.", [("Saturday, 30 September", "2023-09-30")]),
        ("They left on Friday, 30 September.", [("Friday, 30 September", "2022-09-30")]),
        ("It was shut on Wednesday, 30 September.", [("Wednesday, 30 September", "2020-09-30")]),
        ("From Monday through Friday the pass was shut.", [("Monday", "2023-09-25"), ("Friday", "2023-09-29")]),
        ("From Thursday to Sunday the pass was shut.", [("Thursday", "2023-09-21"), ("Sunday", "2023-09-24")]),
        ("On Monday and Friday the pass was shut.", [("Monday", "2023-09-25"), ("Friday", "2023-09-22")]),
        # weeks, fortnights, years of accounts
        ("It was in the week of 18 September.", [("the week of 18 September", "2023-W38")]),
        ("Crossings fell in the week ending September 24.", [("the week ending September 24", "2023-W38")]),
        ("In the past fortnight 40 died.", [("the past fortnight", "P2W")]),
        ("A fortnight ago it was cut.", [("A fortnight ago", "2023-W37")]),
        ("The FY2023/24 budget was cut.", [("FY2023/24", "FY2023")]),
        ("The 2023/24 financial year began.", [("The 2023/24 financial year", "FY2023")]),
        # a day counted from what is no time has no value, unless it stands for a day just named
        ("On the 12th day of the siege it ran out.", [("the 12th day", "XXXX-XX-XX")]),
        ("On day 12 of the siege it ran out.", [("day 12", "XXXX-XX-XX")]),
        ("On 21 July 1936, the fifth day of the rebellion, it fell.",
         [("21 July 1936", "1936-07-21"), ("the fifth day", "1936-07-21")]),
        ("On 2 October 1950, the day after they crossed, he rang.",
         [("2 October 1950", "1950-10-02"), ("the day", "1950-10-02")]),
        ("On the first day of March it fell.", [("the first day of March", "2023-03-01")]),
        ("On Orthodox Easter the guns fell silent.", [("Orthodox Easter", "2023-04-16")]),
        ("After six straight days of losses it rose.", [("six straight days", "P6D")]),
        # four digits before a weekday or "local time" are a clock; a year is one only where "at" says so
        ("It struck at 1653 local time on Tuesday.", [("1653 local time on Tuesday", "2023-09-26T16:53")]),
        ("The quake struck at 1653 on Tuesday.", [("1653 on Tuesday", "2023-09-26T16:53")]),
        ("By 0300 on Monday it was known.", [("0300 on Monday", "2023-09-25T03:00")]),
        ("They met for the first time since 2008 on Tuesday.", [("2008", "2008"), ("Tuesday", "2023-09-26")]),
        # two hours of one day
        (
            "It hit between 2 a.m. and 3 a.m. on Thursday.",
            [("2 a.m.", "2023-09-21T02:00"), ("3 a.m. on Thursday", "2023-09-21T03:00")],
        ),
        # brackets as corpora with words set apart write them
        (
            "It struck at 0900 local time -LRB- 1400 GMT -RRB- on Sunday .",
            [("0900 local time", "2023-09-24T09:00"), ("1400 GMT", "2023-09-24T14:00Z"), ("Sunday", "2023-09-24")],
        ),
        (
            "By 1100 (1600 GMT) bodies were stacked outside.",
            [("1100", "2023-09-27T11:00"), ("1600 GMT", "2023-09-27T16:00Z")],
        ),
        # everybody knows the year of these, and that such things are never yet to come
        ("He was held after the September 11 attacks.", [("September 11", "2001-09-11")]),
        ("Two towers fell on September 11.", [("September 11", "2023-09-11")]),
        ("Security is tight since the 9/11 attacks.", [("9/11", "2001-09-11")]),
        ("They spoke of the October 7 attacks.", [("October 7", "2022-10-07")]),  # printed a month before it
        ("Survivors of the 6 February earthquake live in tents.", [("the 6 February", "2023-02-06")]),
        # later than a month or year that alone is named: then, and never after the day of printing
        ("The siege of 2014 was ended three months later.", [("2014", "2014"), ("three months later", "2014-XX")]),
        ("He died two days later.", [("two days later", "XXXX-XX-XX")]),
        # a clause says which night is meant; the sky has none
        ("The doctor was with him the night he died.", [("the night", "XXXX-XX-XXTNI")]),
        ("She described the day the bridge fell.", [("the day", "XXXX-XX-XX")]),
        ("They live with the day-to-day struggle.", []),
        ("Aid came following Tuesday's quake.", [("Tuesday", "2023-09-26")]),
        ("Children came following last week's quake.", [("last week", "2023-W38")]),
    ],
)  # fmt: skip
def test_times_of_crises(text: str, expected: list[tuple[str, str]], language: Language, grammar: Grammar) -> None:
    assert shown(text, read(text, language, grammar)) == expected


# A day whose year everybody knows has it from the day on; an older report means a day of its own time.
@pytest.mark.parametrize(("printed", "value"), [("2025-01-10", "2023-10-07"), ("2006-01-10", "2005-10-07")])
def test_days_whose_year_is_known(printed: str, value: str, language: Language, grammar: Grammar) -> None:
    text = "Families of those killed in the October 7 attack met."
    assert shown(text, read(text, language, grammar, published=given(printed))) == [("October 7", value)]


# Whoever is quoted counts from the day on which it was said: in a narrative that is nowhere near its own date.
def test_what_is_quoted_in_a_narrative(language: Language, grammar: Grammar) -> None:
    text = "The war began in 1965. “I am announcing today that we leave next year,” he said. Today it is remembered."
    told = shown(text, read(text, language, grammar, genre="narrative"))
    assert told == [("1965", "1965"), ("today", "XXXX-XX-XX"), ("next year", "XXXX"), ("Today", PRINTED)]
    assert shown(text, read(text, language, grammar))[1] == ("today", PRINTED)


# "13:00 (09:00 GMT)": the bracket tells the zone of the local time.
def test_the_second_clock_gives_the_first_its_zone(language: Language, grammar: Grammar) -> None:
    local, universal = read("It began at 13:00 (09:00 GMT).", language, grammar)
    assert local.earliest == "2023-09-27T13:00+04:00"
    assert universal.earliest == "2023-09-27T09:00+00:00"


# A day behind the bracket is the day of both clocks.
def test_two_clocks_and_their_day(language: Language, grammar: Grammar) -> None:
    times = read("It began at 13:00 (09:00 GMT) on September 20, 2023.", language, grammar)
    assert [t.earliest for t in times] == ["2023-09-20T13:00+04:00", "2023-09-20T09:00+00:00", "2023-09-20"]
    assert times[2].tense == "past"


# In a narrative a day belongs to the year that was spoken of, and "the next day" to the day before it in any text.
def test_anchors_in_a_narrative(language: Language, grammar: Grammar) -> None:
    text = "The war broke out on 28 July 1914. On 4 August Britain joined. The next day the siege of Liege began."
    times = read(text, language, grammar, genre="narrative")
    assert [time.value for time in times] == ["1914-07-28", "1914-08-04", "1914-08-05"]
    assert times[2].anchor == times[1].id


# What leaves the story for a moment, or looks back, is no anchor for what follows.
@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The siege began on 3 May 1975. Papers opened in 2005 tell of it. On 9 May the town fell. In 1976 it rose.",
            ["1975-05-03", "2005", "1975-05-09", "1976"],
        ),
        (
            "The siege began on 3 May 1975. He had come a year earlier. On 9 May the town fell.",
            ["1975-05-03", "1974", "1975-05-09"],
        ),
        # The year turns between December and January, if the December is of a year that the text names.
        (
            "The siege began on 3 December 1975. In January the town fell, and on 9 February the castle.",
            ["1975-12-03", "1976-01", "1976-02-09"],
        ),
        (
            "The siege began in May 1975. The town, hungry since November, fell in January.",
            ["1975-05", "1975-11", "1975-01"],
        ),
        # It also turns between a day and the next time that names its year, where that is the year after.
        (
            "The siege began on 26 October 1955. In May the town fell. By 1956 the war was over.",
            ["1955-10-26", "1956-05", "1956"],
        ),
    ],
)
def test_the_story_goes_on(text: str, values: list[str], language: Language, grammar: Grammar) -> None:
    assert [time.value for time in read(text, language, grammar, genre="narrative")] == values


# A live page: each post has its minute of the page's day, whatever day the post above speaks of, also where the end of
# a line was lost.  A chronology of years is none.
def test_the_clock_of_a_live_page(language: Language, grammar: Grammar) -> None:
    text = (
        "2105 The minister spoke of 40 dead on Sunday.\n2044 Nurses came. They counted 12 hurt 2040 Soldiers left.\n"
        "2032: He spoke of the 2004 tsunami.\n1958The hospital was full on Monday.\n1943 GMT A road was cut.\n"
        "0930 Rain fell.\n"
    )
    posted = [value[11:] for words, value in shown(text, read(text, language, grammar)) if value.startswith(PRINTED)]
    assert posted == ["21:05", "20:44", "20:40", "20:32", "19:58", "19:43Z", "09:30"]
    headed = "14:20 GMT\nThe mayor counts 12 dead.\n\n13:05 GMT\nOn Sunday a dam broke.\n"
    heads = [time.value[10:] for time in read(headed, language, grammar) if "posted" in time.why]
    assert heads == ["T14:20Z", "T13:05Z"]
    for cells in ("1204\n1187\n1133\n1101\n1100\nTotals by camp.", "4.15\n3.20\nTons by truck.", "14:20\nThey left."):
        assert not any("posted" in time.why for time in read(cells, language, grammar))
    years = "".join(f"{year} The town was shelled.\n" for year in (1918, 1953, 2003, 2010, 2015, 2020))
    assert not any(time.type == "TIME" for time in read(years, language, grammar))


# An undated report: nothing is guessed, and when the day becomes known the stored times are enough to say the rest.
def test_resolved_again_without_the_parse(language: Language, grammar: Grammar) -> None:
    text = "Troops entered on Monday and left the next day. The truce of 2020 is dead."
    undated = read(text, language, grammar, published=Published())
    assert [(t.value, t.earliest) for t in undated] == [
        ("XXXX-WXX-1", None), ("XXXX-XX-XX", None), ("2020", "2020-01-01"),
    ]  # fmt: skip
    dated = resolve_times(undated, given(PRINTED))
    assert [t.value for t in dated] == ["2023-09-25", "2023-09-26", "2020"]
    between = resolve_times(undated, Published(earliest="2023-09-26", latest="2023-09-28", precision="interval"))
    assert (between[0].value, between[0].earliest, between[0].latest) == ("2023-09-25", "2023-09-25", "2023-09-25")


# Any string of the grammar's own words, marks and numbers is read without a crash, in order, each time within the text.
WORDS = Vocabulary()
PIECES = sorted(
    {*WORDS.characters, *"0 1 7 12 19 25 31 45 60 99 100 366 1800 1990 2023 2400 20230921 99999999999".split()}
)


@settings(max_examples=400, deadline=None)
@given_by(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["news", "narrative"]))
def test_any_words_of_time_are_read(words: list[str], genre: str) -> None:
    text = " ".join(words)
    times = find_times("r", unparsed(text, 0, len(text)), GRAMMAR)
    for time in resolve_times(times, given(PRINTED), genre):
        assert 0 <= time.start < time.end <= len(text)
        assert time.value
        assert (time.earliest is None) == (time.latest is None)
        assert time.earliest is None or str(time.earliest)[:10] <= str(time.latest)[:10]
    starts = [time.start for time in times]
    assert starts == sorted(starts)


# Vague references are a class of their own that can be left out.
# What no calendar has, and what another calendar has, is no time; it is said, and nothing is made of it.
@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("It was signed on 31 February 2023.", ["31 February 2023"]),
        ("It was signed on February 30th, and on 31 June.", ["February 30th", "31 June"]),
        ("It was signed on 2023-02-31, on 31/02/2023 and on 30.02.2023.", ["2023-02-31", "31/02/2023", "30.02.2023"]),
        ("It was signed on 29 February 2023, not on 29 February 2024.", ["29 February 2023"]),
        ("It was signed on 12/31/2023, on 31/12/2023 and on 28 February.", []),
        ("By May 50 people had come, in March 31 more.", []),
        ("The siege of 15 Ramadan 1445 ended in 1446 AH.", ["15 Ramadan 1445", "1446 AH"]),
        ("The decree of 12 Mehr 1402 and the law of 2566 BE.", ["12 Mehr 1402", "2566 BE"]),
        ("Ramadan began on 11 March 2024. Mr Rajab, 45, ran 1500 metres.", []),
    ],
)
def test_dates_that_cannot_be_read(text: str, dates: list[str], language: Language, grammar: Grammar) -> None:
    unreadable = find_unreadable("r", text)
    assert [text[item.start : item.end] for item in unreadable] == dates
    times = resolve_times(find_times("r", parse(text, (), language), grammar, unreadable), given(PRINTED))
    assert not any(time.start < item.end and item.start < time.end for time in times for item in unreadable)


def test_vague_references_can_be_switched_off(language: Language, grammar: Grammar) -> None:
    text = "The road was recently mined and is now shut."
    assert [time.value for time in read(text, language, grammar)] == ["PAST_REF", "PRESENT_REF"]
    assert read(text, language, load_grammar(vague=False)) == []
