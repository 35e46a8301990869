"""What the rules of weeks, months, years, lengths and sets mean: a match in, a draft of the time out."""

from collections.abc import Iterable, Iterator, Sequence

from dateline.annotate.times.match import Draft, Match, direction
from dateline.annotate.times.steps import (
    FORTNIGHT,
    dated,
    duration,
    edge_step,
    in_apposition,
    number,
    seen_from,
    told_by_a_clause,
    year_steps,
)
from dateline.annotate.times.vocabulary import Atom
from dateline.syntax import Token

MONTH_AFTER = frozenset(
    "in of since by from until till through to and or during last next this between after before for ( , ; -".split()
)
"""What stands before a month whose name means something else too."""


def month(match: Match) -> Draft | None:
    """A month: "May 2020", "early June", "last September"."""
    named = match.words.months[match.word("m")]
    if named.capital and match.first == match.last and match.before() not in MONTH_AFTER:
        return None  # the Long March, Theresa May
    if not match.part("y") and match.part("m")[-1].token.text.isupper():
        return None  # the DEC, an appeal of charities
    return _with_relation(match, f"XXXX-{named.number:02d}")


def _with_relation(match: Match, pattern: str) -> Draft:
    if match.part("rel"):
        relation = match.words.relations[match.part("rel")[-1].text]
        how = "~" if not relation.shift else "<<" if relation.shift < 0 else ">>"
        return match.draft("DATE", f"{how}{pattern}{edge_step(match)}", seen_from(match, relation))
    steps, anchor = dated(match, pattern)
    return match.draft("DATE", steps + edge_step(match), anchor)


def season(match: Match) -> Draft | None:
    """A season: "the summer of 2020", "last winter"."""
    if match.word("s") == "spring" and match.first == match.last and match.before() in ("our", "his", "her", "my", "a"):
        return None  # a spring of water
    if match.word("s") == "fall" and not (match.part("rel") or match.part("y") or match.part("yrel")):
        placed = match.part("the") or match.before() in ("in", "by", "since", "this")
        if not placed or match.after() in ("of", "in", "to", "from"):
            return None  # the fall of a city, a fall in prices
    return _with_relation(match, f"XXXX-{match.words.seasons[match.word('s')].code}")


def quarter(match: Match) -> Draft | None:
    """A quarter or half of a year: "the third quarter", "Q2 2020", "the first half of last year"."""
    name = match.word("o")
    which = 2 if name == "latter" else 4 if name in ("last", "final") else match.words.ordinals.get(name) or int(name)
    months = number(match.part("months"), match.words) if match.part("months") else None
    if months not in (None, 3, 6):
        return None
    half = bool(match.part("halfyear")) or months == 6
    if which < 0 or which > (2 if half else 4):
        which = 2 if half else 4
    steps, anchor = year_steps(match)
    pattern = f"XXXX-{'H' if half else 'Q'}{which}"
    if not steps:
        return match.draft("DATE", f"{'>' if direction(match)[0] == '>' else '<'}{pattern}", "bare")
    return match.draft("DATE", f"{steps} ={pattern}" if steps[0] in "+-" else pattern.replace("XXXX", steps), anchor)


CURRENCY = frozenset("$ £ € ¥ # no number flight".split())
PLACED = frozenset(
    "in since until by as to from of before after between during for the its his their s - ( and ,".split()
)
"""Words before a number of four digits that let it be a year although a plural follows: "its 2006 highs"."""


def year(match: Match) -> Draft | None:
    """A year: "1998", "late 2019", "480 BC"."""
    steps, _ = year_steps(match)
    if match.part("bc") or match.part("edge") or match.part("said"):
        return match.draft("DATE", steps + edge_step(match), "")
    before, after, token = match.before(), match.after(), match.atoms[match.last].token
    if len(match.word("y")) == 2:
        return match.draft("DATE", steps, "") if before in PLACED - {"s", ",", "("} else None
    in_a_row = before.lstrip("+").isdecimal() and len(before) > 2
    if in_a_row or (after.isdecimal() and len(after) > 2 and before not in PLACED):
        return None  # a telephone number
    goes_on = after in (".", ",", "/", "-") and match.after(2).isdecimal() and len(match.after(2)) != 4
    if goes_on and after == "," and before == "in":  # "In 1959, 67 people died"
        goes_on = match.atoms[match.last + 1].token.end == match.atoms[match.last + 2].token.start
    if after in match.words.zones or after in ("hours", "hrs"):
        return None  # 1500 GMT
    if before in CURRENCY or after in ("%", "percent", "per") or goes_on or not 1000 < int(steps) < 2100:
        return None  # a price, a share, the beginning of another number
    if before in (".", "-", "/") and match.before(2).isdecimal() and len(match.before(2)) < 4:
        return None  # the end of another number
    counts = token.dep == "nummod" and token.head.tag in ("NNS", "NNPS") and token.head.i > token.i
    if (counts or int(steps) < 1500) and before not in PLACED:
        return None
    return match.draft("DATE", steps, "")


def fiscal_year(match: Match) -> Draft | None:
    """Fiscal 1990, FY2023/24, the 2023/24 financial year."""
    digits = match.word("y")
    return match.draft("DATE", f"FY{digits if len(digits) == 4 else f'20{digits}'}", "")


def years_before(match: Match) -> Iterator[Draft]:
    """499-493 BC: two years."""
    second = match.atoms.index(match.part("e")[0])
    yield match.draft("DATE", f"BC{int(match.word('y')):04d}", "", last=match.first)
    yield match.draft("DATE", f"BC{int(match.word('e')):04d}", "", first=second)


def years(match: Match) -> Iterator[Draft]:
    """1941-42: two years."""
    first, second = match.word("y"), match.word("e")
    if int(second) > int(first[2:]):
        yield match.draft("DATE", first, "", last=match.first)
        yield match.draft("DATE", first[:2] + second, "", first=match.last)


def decade(match: Match) -> Draft | None:
    """A decade: "the 1990s", "the '80s", "the nineties"; not "a man in his sixties"."""
    listed = match.before() in ("and", "or", "to") and any(match.before(k) in _OWNED for k in range(2, 6))
    if match.before() in _OWNED or listed:
        return None
    if match.part("dec"):
        return match.draft("DATE", f"19{match.words.decades[match.word('dec')]}{edge_step(match)}", "")
    digits = match.word("y")
    if digits[-1] != "0" or (len(digits) == 3 and not match.part("bc")):
        return None
    if digits[-2:] == "00" and len(digits) == 4 and digits < "2000":
        return match.draft("DATE", digits[:2] + edge_step(match), "")  # the 1700s
    value = digits[:-1] if len(digits) > 2 else f"{'20' if digits in ('00', '10') else '19'}{digits[0]}"
    return match.draft(
        "DATE",
        ("BC" if match.part("bc") else "") + (f"{int(value):03d}" if match.part("bc") else value) + edge_step(match),
        "",
    )


_OWNED = frozenset({"his", "her", "their", "my", "your", "our"})


def century(match: Match) -> Draft | None:
    """A century: "the nineteenth century", "the 4th century BC"."""
    which = sum(
        match.words.ordinals.get(a.text)
        or match.words.numbers.get(a.text)
        or (int(a.text) if a.text.isdecimal() else 0)
        for a in match.part("o")
    )
    return (
        match.draft("DATE", f"{'BC' if match.part('bc') else ''}{which - 1:02d}{edge_step(match)}", "")
        if 0 < which < 100
        else None
    )


def unit(match: Match) -> Draft | None:
    """last week, this year, the next month, the end of the year, the same day."""
    unit = match.words.units[match.word("u")].code
    if unit[0] == "T" and not match.part("rel"):
        return None
    shift, anchor = 0, "bare"
    if match.part("rel"):
        relations = [match.words.relations[a.text] for a in match.part("rel") if a.text in match.words.relations]
        relation = next((r for r in relations if r.shift), relations[-1])
        shift = relation.shift
        anchor = "text" if any(r.anchor == "text" for r in relations) else seen_from(match, relation)
        if unit[0] == "T":
            return match.draft("DURATION", duration(1, unit), "") if relation.shift else None
        if "past" in (a.text for a in match.part("rel")) or (unit in ("DE", "CE") and shift and anchor == "published"):
            return match.draft("DURATION", f"{duration(1, unit)}{'<' if shift < 0 else '>'}", anchor)
    told = match.after() == "of" and match.after(2).isalpha() and match.after(3) != "$"
    if shift < 0 and told and match.part("the") and match.word("rel") == "last":
        return match.draft("DURATION", duration(1, unit), "")  # the last month of the war
    if unit == "WE" and not shift:
        how = direction(match) if anchor != "text" else "~"
        return match.draft("DATE", f"{how}XXXX-WXX-WE{edge_step(match)}", anchor)
    if unit == "D" and anchor == "bare" and match.word("the") == "the" and not match.part("rel"):
        anchor = "text"
        if match.before() in ("carry", "carried", "save", "saved", "won", "win", "of"):
            return None  # carried the day, the issues of the day
    told_behind = match.after() in TELLING or (unit in ("D", "Y") and told_by_a_clause(match))
    if not (match.part("rel") or match.part("pos") or match.part("edge")) and told_behind:
        return _told_by_what_follows(match, unit)
    if match.part("pos"):
        shift = {"before": -1, "earlier": -1, "previous": -1, "prior": -1}.get(match.word("pos"), 1)
        anchor = "text"
    step = f"{2 * shift:+d}W" if unit == FORTNIGHT else f"{shift:+d}{unit}"
    return match.draft("DATE", f"{step}{edge_step(match)}", anchor)


def _told_by_what_follows(match: Match, unit: str) -> Draft | None:
    """The day after the vote, the year in which it burned: a time without a value, but for a day just named."""
    if unit == "D" and in_apposition(match):
        return match.draft("DATE", "+0D", "text")
    return match.draft("DATE", f"{'XXXX-XX-XX' if unit == 'D' else 'XXXX'}", "") if unit in ("D", "Y") else None


def same_unit(match: Match) -> Draft:
    """The same month last year: seen from the month that was named before."""
    unit = match.words.units[match.word("u")].code
    relation = match.words.relations.get(match.word("yrel"))
    years = relation.shift if relation else -1
    return match.draft("DATE", f"{years * {'M': 12, 'Q': 4, 'W': 52}[unit]:+d}{unit}", "text")


TELLING = frozenset(("before", "after", "following", "when", "that", "on", "of", "which", "where"))
"""After "the day": what follows says which one, and no word of time does."""


def part_of_period(match: Match) -> Draft | None:
    """The last week of March, the first ten months of 1915."""
    words = match.words
    unit = words.units[match.word("u")].code
    if unit[0] == "T" or unit in ("Y", "DE", "CE", "Q"):
        return None
    if match.part("n"):
        return match.draft("DURATION", duration(number(match.part("n"), words), unit), "")
    which = words.ordinals.get(match.word("o"), -1)
    pattern = f"XXXX-{words.months[match.word('m')].number:02d}" if match.part("m") else "XXXX"
    steps, anchor = dated(match, pattern)
    return match.draft("DATE", f"{steps} #{which}{unit}", anchor)


def period_to(match: Match) -> Draft | None:
    """The year to June, the six months to March: a length."""
    unit = match.words.units[match.word("u")].code
    count = number(match.part("n"), match.words) if match.part("n") else 1.0
    return None if unit[0] == "T" or unit == "D" else match.draft("DURATION", duration(count, unit), "")


def in_a_row(match: Match) -> Draft | None:
    """For the third consecutive day, the second week running: the day or week in which it was so again."""
    if match.part("part"):
        code = match.words.parts[match.word("part")].code
        return match.draft("TIME", f"+0D T{code}", "overnight" if code == "NI" else "day")
    unit = match.words.units[match.word("u")].code
    return None if unit[0] == "T" else match.draft("DATE", f"+0{unit}", "day" if unit == "D" else "published")


def nth_so_far(match: Match) -> Draft | None:
    """In its seventh week, into its fifth day: how long something has gone on."""
    count = match.words.ordinals.get(match.word("o")) or int(match.word("o") if match.word("o").isdecimal() else 0)
    unit = match.words.units[match.word("u")].code
    if match.before() not in ("in", "into", "entering", "entered", "enters") or count < 2 or unit[0] == "T":
        return None
    return match.draft("DURATION", duration(count, unit), "")


def span(match: Match) -> Draft | None:
    """the past three months, the next two days, recent years, the coming weeks."""
    unit = match.words.units[match.word("u")].code
    count = number(match.part("n"), match.words) if match.part("n") else None
    value = duration(count, unit)
    relation = match.words.relations.get(match.word("rel"))
    if relation is None or not relation.shift:
        return match.draft("DURATION", value, "")
    if unit == "Q" and "X" in value:
        return None
    if "X" in value or unit == "WE":
        return match.draft("DURATION", value, "")
    return match.draft("DURATION", value + ("<" if relation.shift < 0 else ">"), relation.anchor)


DAY = 24
"""Hours."""


def ago(match: Match) -> Draft | None:
    """three days ago, two years later, a week earlier, five days from now."""
    unit = match.words.units[match.word("u")].code
    value = number(match.part("n"), match.words) if match.part("n") else None
    way = match.word("way")
    back = way in ("ago", "earlier", "before", "previously", "prior")
    if match.part("h") and value:
        value += 0.5
    if unit == FORTNIGHT:
        unit, value = "W", None if value is None else 2 * value
    anchor = "published" if way in ("ago", "from", "hence", "time") else "text"
    if not back and match.before() == "," and match.before(2) in ("today", "now"):
        return match.draft("DATE", "+0D", "text")  # "today, two decades later": no day to come
    if value is None:
        return match.draft("DATE", "PAST_REF" if back else "FUTURE_REF", "")
    if unit == "Th" and way not in ("ago", "from", "hence") and value >= DAY and value % DAY == 0:
        unit, value = "D", value / DAY  # 48 hours later
    if unit[0] == "T":
        return match.draft("TIME", f"{'-' if back else '+'}{round(value)}{unit[1]}", anchor)
    if match.part("today") and unit in ("Y", "M", "W"):
        days = {"Y": "y", "M": "M", "W": "D"}[unit]
        return match.draft("DATE", f"-{round(value) * (7 if unit == 'W' else 1)}{days}", anchor)
    if value % 1:
        unit, value = {"Y": ("M", value * 12), "DE": ("Y", value * 10), "CE": ("Y", value * 100)}.get(
            unit, (unit, value)
        )
    return match.draft("DATE", f"{'-' if back else '+'}{round(value)}{unit}", anchor)


def year_ago(match: Match) -> Draft:
    """the year-ago quarter, year-earlier."""
    return match.draft("DATE", "-1Y", "published")


def lasting(match: Match) -> Iterable[Draft] | Draft | None:
    """three-year, six months, a week, two and a half years; "a year" after a rate is a set."""
    counted, named = match.part("n"), match.part("u")[-1]
    unit = match.words.units[named.text].code
    if not counted:
        return match.draft("DURATION", duration(None, unit), "")
    value = number(counted, match.words)
    if value is None and match.before() == "as":
        return ()  # the third in as many days
    if match.part("h") and value is not None:
        value += 0.5
    article = len(counted) == 1 and counted[0].text in ("a", "an")
    if unit == "Q" and (value is None or article or counted[-1].text in ("a", "half", "three")):
        return None  # some quarters of the town, a quarter, three quarters of the votes
    if article and unit in ("Ts", "WE"):
        return None
    if unit == "Th" and _is_clock(counted, match):
        return None
    if named.text in ("min", "sec") and not counted[0].text.isdecimal():
        return None
    per = match.before() in ("once", "twice", "times") or match.before() in match.words.plurals
    if article and (per or _rate(named.token)):
        return match.draft("SET", duration(1, unit), "")
    return match.draft("DURATION", duration(value, unit), "")


def _is_clock(counted: Sequence[Atom], match: Match) -> bool:
    """1300 hrs, 0930 hours: a time of day that is written without a mark."""
    digits = counted[0].text if len(counted) == 1 else ""
    return len(digits) == 4 and digits < "2400" and digits[2:] < "60" and match.after() != "of"


def _rate(token: Token) -> bool:
    """Whether a unit stands for "per": fifteen a year, $3 a day."""
    head = token.head
    return token.dep == "npadvmod" and head.pos in ("NOUN", "NUM", "SYM", "PROPN") and head.i < token.i


def two_counts(match: Match) -> Iterator[Draft]:
    """60 to 90 days: two durations."""
    unit = match.words.units[match.word("u")].code
    if (match.after() == "-" and match.after(2) == "old") or match.after() == "old":
        return
    second = match.atoms.index(match.part("k")[0])
    yield match.draft(
        "DURATION",
        duration(number(match.part("n"), match.words), unit),
        "",
        last=match.first + len(match.part("n")) - 1,
    )
    yield match.draft("DURATION", duration(number(match.part("k"), match.words), unit), "", first=second)


def units(match: Match) -> Draft | None:
    """weeks, months, years, with no number."""
    unit = match.words.units[match.word("u")].code
    if (
        unit in ("WE", "Q", "Ts")
        or match.after() in ("old", "-")
        or match.before() in ("-", "these", "those", "their", "his", "her")
    ):
        return None
    return match.draft("DURATION", duration(None, unit), "")


def cycle(match: Match) -> Draft | None:
    """every day, each Monday, per month, on Sundays, twice a week."""
    words = match.words
    if match.part("wd"):
        return match.draft("SET", f"XXXX-WXX-{words.weekdays[match.word('wd')].number}", "")
    if match.part("wds"):
        return match.draft("SET", f"XXXX-WXX-{words.weekday_plurals[match.word('wds')].number}", "")
    if match.part("part"):
        return match.draft("SET", f"XXXX-XX-XXT{words.parts[match.word('part')].code}", "")
    count = number(match.part("n"), words) if match.part("n") else 2.0 if match.word("other") == "other" else 1.0
    return match.draft("SET", duration(count, words.units[match.word("u")].code), "")


def length(match: Match) -> Draft:
    """yearlong, weeklong."""
    return match.draft("DURATION", match.words.lengths[match.word("c")].value, "")


def cadence(match: Match) -> Draft | None:
    """daily, weekly, annual; not the Daily of a paper's name."""
    token = match.atoms[match.first].token
    if token.text[0].isupper() and token.pos == "PROPN" and (token.head.pos == "PROPN" or token.i):
        return None
    return match.draft("SET", match.words.cadences[match.word("c")].value, "")


def vague(match: Match) -> Draft | None:
    """now, recently, the future."""
    phrase = match.words.vague.get(" ".join(a.text for a in match.part("v")))
    if phrase is None:
        return None
    if (
        match.word("v") == "the"
        and match.atoms[match.last].text == "past"
        and match.atoms[match.last].token.pos == "ADJ"
    ):
        return None
    return match.draft("DATE", phrase.value, "narrative" if phrase.narrative else "")


def nothing(match: Match) -> Iterable[Draft]:
    """What looks like a time and is none: an age."""
    return ()
