"""How the words of time combine: patterns over the atoms of a sentence.

A pattern names kinds of words (times.toml), kinds of numbers, 'words' as they stand, phrases (HOLIDAYS, VAGUE,
CITIES) and smaller patterns (PARTS); the rest is the notation of regular expressions.  `name:part` keeps a part for the
function that reads the match.  The first rule that fits at the leftmost place is taken, so RULES goes from the longest
expressions to single words.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from dateline.annotate.times import days, periods
from dateline.annotate.times.match import Draft, Match
from dateline.annotate.times.vocabulary import DESCRIBING, DIGITS, OTHER, Vocabulary
from dateline.syntax import Sentence

PARTS = {
    "two": "zero|n12|n24|n31|n59|n99",
    "digits": "zero|n12|n24|n31|n59|n99|n3|year|n4",
    "hour": "zero|n12|n24",
    "dayno": "n12|n24|n31",
    "st": "'st'|'nd'|'rd'|'th'",
    "stop": "(?! .)",
    "bc": "'bc'|'bce'|'b' '.' 'c' '.'?",
    "ampm": "'am'|'pm'|('a'|'p') '.'? 'm' '.'?",
    # "0900 GMT - 3 people" is no zone, "(GMT-3)" and "GMT+3" are
    "tz": "'(' z:zone sign:('+'|'-') ahead:two (':' odd:two)? ')' | z:zone sign:'+' ahead:two (':' odd:two)?"
    " | z:zone | zc:CITIES 'time' | othertime",
    # the time of somewhere that no table knows
    "othertime": "('local'|word|adjective) 'time'",
    # what names a year: 2023, '82, 480 BC, of last year, of the same year
    "yearref": "y:digits ','? bc:bc | y:year (?! '-'? (units|one_unit)) | \"'\" y:two"
    " | 'of'? 'the'? yrel:relation relation? 'year' | 'the' 'year' y:year",
    # the end of, early, later in, mid-
    "edges": "('the'? 'very'? (edge:edge ('part'|'half'|'days'|'weeks'|'months'|'stages')? ('-'|'of'|'in'|'on'|'to')?"
    " | edge:edge_noun 'of' | half_of:('first'|'second') 'half' 'of') (edges2)? 'the'?)",
    "edges2": "'the'? (edge (('part'|'half') 'of' | '-'|'in')? | edge_noun 'of')",
    "clock": "(frac:('half'|'a'? 'quarter') turn:('past'|'to') (h:number|h:n12)"
    " | h:hour (':'|'.') min:two (':' two ('.' digits)?)? (half:ampm)? | h:n12 half:ampm"
    " | (h:number|h:n12) 'o' \"'\" 'clock' | noon:noon"
    " | four:(n4|year) (?= zone|'hours'|'hrs'|'local' 'time'|'on'? wday))"
    " ('hours'|'hrs')? (('-'|',')? tz)? ('in' 'the' cpart:part)?",
    # a clock as it stands beside another: 8 p.m., 20:00, 2000
    "bareclock": "(hour (':'|'.') two ampm? | n12 ampm | (n4|year) (?= zone|'hours'|'hrs'|othertime|'(' (n4|year) zone)"
    " | noon) ('hours'|'hrs')?",
    "mdy": "(wd:weekday '.'? ','?)? m:month '.'? 'the'? (d:dayno st?|d:ordinal) (?! group | '.' two)"
    " ((','|'-')? 'of'? yearref)?",
    "dmy": "(wd:weekday '.'? ','?)? 'the'? (d:dayno st?|d:ordinal) ('day' 'of')? '-'? 'of'? m:month '.'?"
    " ('-'? ','? 'of'? yearref)?",
    "iso": "y:year ('-'|'/'|'.') mm:two ('-'|'/'|'.') d:dayno (?! ':')",
    "slashed": "a:two ('/'|'-'|'.') b:two ('/'|'-'|'.') (y:year|y:two) (?! ('/'|'-') digits)",
    "wday": "('the' wrel:relation relation? | (?! 'following') wrel:relation relation?)?"
    " wd:weekday '.'? (('of'|'in')? 'the'? week:relation relation? 'week')?",
    "rday": "(the:'the' drel:relation|drel:relation|drel:relation drel:relation) 'day'"
    " | 'the' 'day' (later:('before'|'after'|'following'|'earlier'|'later') (?= ',' | '.' | ';' | ')' | stop))",
    "day": "iso | compact:n8 | slashed | mdy | dmy | wday | dei:deictic | rday"
    " | 'the' 'day' eve:('before'|'after') ('yesterday'|'tomorrow') | hol:HOLIDAYS ((','|'of'|'in')? yearref)?",
    # a count: two, 2.5, forty-five, two and a half, several, a few, a couple of, a
    "count": "(digits n12 '/' n12 | n12 '/' n12 | digits (group n3)* ('.' digits)?"
    " | ('a' (?= 'hundred'|'thousand'|'dozen'|'couple'))? number (('-'|'and')? number)*)"
    " ('and' ('a'|'one')? '-'? 'half')? 'of'? 'more'?"
    " | half:'half' '-'? 'of'? ('a'|'an')? | ('the'|'a'|'only')? 'very'? few 'of'? 'more'?",
    "article": "n:('a'|'an') '-'? describing? '-'? ('full'|'whole'|'long')? u:one_unit ('and' 'a' '-'? h:'half')?",
    "describing": "adjective? (adjective|'consecutive'|'straight'|'successive')",
    "hedge": "'about'|'around'|'nearly'|'almost'|'roughly'|'some'|'over'|'under'|'just'|'only'|'at' ('least'|'most')"
    "|('more'|'less'|'fewer') 'than'|'up' 'to'|'another'|'approximately'|'close' 'to'|'an' 'additional'|'barely'"
    "|'the'",
    "approx": "hedge? hedge? hedge?",
    "fullness": "'full'|'trading'|'more'|'long'|'working'|'business'|'whole'|describing",
    "unitplus": "u:unit ('and' 'a' h:'half')?",
}

Reader = Callable[[Match], Iterable[Draft] | Draft | None]
"""Null: the rule does not hold for these words, try the ones after it.  An empty tuple: these words are no time."""

RULES: tuple[tuple[str, str, Reader], ...] = (
    (
        "age",
        "('aged'|'age') digits | approx (digits|number ('-'? number)?) '-'? unit ('-'? ('old'|'olds')|'of' 'age')",
        periods.nothing,
    ),
    (
        "two clocks",
        "one:bareclock othertime? ','? '(' two:bareclock z:zone ')' ('on'? 'the'? day)?",
        days.two_clocks,
    ),
    (
        "night of two days",
        (
            "'the'? part:part ('of'|'from'|'between') 'the'?"
            " (m:month '.'? d:dayno st? ('-'|'to'|'and'|'/'|'into') e:dayno st?"
            " | d:dayno st? ('-'|'to'|'and'|'/'|'into') 'the'? e:dayno st? 'of'? m:month '.'?) (','? yearref)?"
            " | 'the'? part:part ('of'|'from') wd:weekday ('-'|'to'|'into') weekday"
        ),
        days.night,
    ),
    (
        "overnight",
        (
            "part:'overnight' into:('into'|'to') (wd:weekday | mdy | dmy)"
            " | part:'overnight' ('from'|'between') wd:weekday ('to'|'and'|'into') weekday"
        ),
        days.overnight,
    ),
    (
        "hour of a part of the day",
        "(h:n12|h:number) ('this' cpart:part | dei:deictic cpart:part | 'on'? wd:weekday cpart:part)",
        days.hour_of_part,
    ),
    (
        "known day",
        (
            "(m:month '.'? d:dayno st? | 'the'? d:dayno st? 'of'? m:month '.'? | short:((n12|n24|n31) '/' n12))"
            " (?! ('-'|','|'/')? digits)"
        ),
        days.known_day,
    ),
    ("weekday and day", "wd:weekday ','? 'the' d:dayno st (?! 'of')", days.weekday_and_day),
    (
        "week of a day",
        "'the'? 'week' ('of'|'beginning'|'starting'|'ending'|'to') (mdy|dmy)",
        days.week_of,
    ),
    (
        "days of a month",
        (
            "m:month '.'? d:dayno st? ('-'|'and'|'to') 'the'? e:dayno st? (?! unit) (','? y:year)?"
            " | 'the'? d:dayno st? ('-'|'and'|'to') 'the'? e:dayno st? 'of'? m:month '.'? (','? y:year)?"
        ),
        days.days,
    ),
    (
        "day",
        (
            "clock (','|'on'|'of'|'-'|'(')? 'the'? (part:part ('of'|'on'))? day cpart:part?"
            " | (edges? ('the'? part:part 'hours'? ('of'|'on')?)?"
            " | 'the'? ('early'|'late'|adjective) 'hours' ('of'|'on')) day"
            " (('at'|','|'around'|'about'|'-')? 'about'? clock | part:part)?"
        ),
        days.day,
    ),
    (
        "quarter",
        (
            "'the'? (o:ordinal|o:n12 st) '-'? 'quarter' (('of'|'in')? yearref | 'of' 'the' 'year')?"
            " | 'q' o:n12 yearref?"
            " | 'the' o:('last'|'final') 'quarter' ('of'|'in') (yearref | 'the' 'year')"
            " | (y:year|yrel:relation relation? 'year') \"'\" 's' o:ordinal '-'? 'quarter'"
            " | 'the' o:('first'|'last'|'final') months:count 'months' 'of' (yearref | 'the' 'year')"
            " | 'the'? (o:ordinal|o:'latter') '-'? halfyear:'half' "
            " (('of'|'in')? 'the'? yearref | 'of' 'the' 'year' | (?! 'of'|'time'|'an'|'a'))"
        ),
        periods.quarter,
    ),
    (
        "period up to a month",
        "'the' (n:count '-'? u:unit|u:one_unit) 'to' 'the'? ('end' 'of')? month '.'? (','? year)?",
        periods.period_to,
    ),
    (
        "time in a row",
        (
            "('the'|'a'|'its'|'their') (o:ordinal|o:digits st) ('straight'|'consecutive'|'successive')"
            " (u:one_unit|part:part) ('running')?"
            " | ('the'|'a') (o:ordinal|o:digits st) (u:one_unit|part:part) ('running'|'in' 'a' 'row')"
        ),
        periods.in_a_row,
    ),
    ("its nth unit", "('its'|'their') (o:ordinal|o:digits st) describing? u:one_unit (?! 'of')", periods.nth_so_far),
    (
        "part of a period",
        (
            "'the' (o:ordinal|o:'last') n:count? ('full'|'whole')? u:unit ('of'|'in')"
            " (m:month '.'? ((','|'of')? yearref)? | 'the' 'year' y:year | y:year)"
        ),
        periods.part_of_period,
    ),
    ("month", "edges? (the:'the'? rel:relation relation?)? m:month '.'? (('of'|',')? yearref)?", periods.month),
    (
        "season",
        (
            "edges? the:'the'? (rel:relation relation?)? edges? s:season (('of'|'in'|',')? yearref ('-' two)?)?"
            " | y:year s:season"
        ),
        periods.season,
    ),
    ("decade", "edges? 'the'? ((y:year|y:n3) \"'\"? 's' | \"'\"? y:two 's' | dec:decades) bc:bc?", periods.decade),
    (
        "century",
        "edges? 'the'? (o:ordinal|o:two st|o:(number '-' ordinal)) '-'? 'century' ','? bc:bc?",
        periods.century,
    ),
    ("years before Christ", "y:digits ('-'|'to'|'and'|'or') e:digits ','? bc", periods.years_before),
    (
        "fiscal year",
        (
            "'the'? y:year ('/'|'-') two ('fiscal'|'financial') 'year'"
            " | (('fiscal'|'financial') 'year'?|'fy') '-'? (y:year|\"'\"? y:two) (('/'|'-') two)?"
        ),
        periods.fiscal_year,
    ),
    ("years", "y:year ('-'|'/') e:two (?! ('-'|'/') digits | st)", periods.years),
    (
        "year",
        ("(edges|said:('the' 'year'))? (y:digits ','? bc:bc|y:year|\"'\" y:two (?! 's'))"),
        periods.year,
    ),
    (
        "ago",
        "approx (n:count '-'? unitplus|article) way:'ago' (today:('today'|'to' 'the' 'day'))? | u:units way:'ago'",
        periods.ago,
    ),
    ("year ago", "('the'|'a')? 'year' '-' ('ago'|'earlier') ('quarter'|'period')?", periods.year_ago),
    (
        "later",
        (
            "approx (n:count '-'? unitplus|article)"
            " (way:('later'|'earlier'|'previously'|'hence')|way:'from' 'now'|way:('before'|'after') (?= ','|'.'|stop))"
            " | u:units way:('later'|'earlier')"
        ),
        periods.ago,
    ),
    (
        "span",
        (
            "'the'? (rel:relation|'recent') n:count '-'? ordinal? fullness? u:unit"
            " | 'the'? (rel:relation|'recent') u:units"
        ),
        periods.span,
    ),
    (
        "day of an event",
        (
            "('the'|'its'|'their') (digits st|ordinal|number '-' ordinal) describing? u:('day'|'night')"
            " 'of' (?! month|'the'? (month|weekday|unit|ordinal)|year) | u:'day' digits 'of' (?! month|year)"
        ),
        days.day_of_event,
    ),
    (
        "set",
        "('every'|'each') (wd:weekday|part:part|other:'other'? n:count? u:unit) | 'per' u:one_unit | wds:weekdays",
        periods.cycle,
    ),
    (
        "same unit of a year",
        (
            "'the'? 'same' u:('month'|'quarter'|'week') ('of'|'in')?"
            " (yrel:relation 'year'|yrel:'a' 'year' ('ago'|'earlier'))"
        ),
        periods.same_unit,
    ),
    (
        "unit",
        (
            "edges? (the:'the'? (?! 'following' relation) rel:relation rel:relation?|the:'the')"
            " u:one_unit (?! '-' ('to'|'by'|'in') '-')"
            " (pos:('before'|'after'|'earlier'|'later'|'previous'|'following') (?= ','|'.'|stop))?"
            " | u:one_unit \"'\" 's' edge:any_edge | u:('year'|'month') '-' edge:any_edge"
        ),
        periods.unit,
    ),
    (
        "two counts",
        (
            "n:digits ('to'|'-'|'or'|'and') k:digits '-'? u:unit"
            " | n:number ('to'|'or'|'and') k:(number ('-' number)?) '-'? u:unit"
        ),
        periods.two_counts,
    ),
    (
        "duration",
        "approx (n:count '-'? fullness? '-'? unitplus | article) ('-'? 'long')? | 'a'? u:units '-' 'long'",
        periods.lasting,
    ),
    (
        "day of the month",
        "('the'? part:part ('of'|'on'))? 'the' d:dayno st ('of' mrel:relation 'month')?",
        days.day_of_month,
    ),
    (
        "part of day",
        (
            "edges? ('the'? rel:relation rel:relation? part:part"
            " | the:'the' part:part (?! 'sky'|'skies'|'-')"
            " (pos:('before'|'earlier'|'after'|'following') (?= ','|'.'|'and'|stop))?"
            " | ('at'|'by')? part:part (?! 'on'? (weekday|month) | 'of'))"
        ),
        days.part_of_day,
    ),
    ("vague", "v:VAGUE", periods.vague),
    ("cadence", "c:cadence", periods.cadence),
    ("length", "c:length", periods.length),
    ("clock", "clock", days.clock),
    ("units", "u:units", periods.units),
)


# --- compiling and searching

WORDS = {"word": OTHER, "adjective": DESCRIBING}
NEVER_FIRST = ", . ; : ( ) - of in and to on for".split()
"""Words with which no time begins: the search is twice as fast for it."""

_DIGIT = re.compile(r"[0-9]")
_PIECE = re.compile(
    r"\s+|(\(\?[=!]|[()|?*+.])"
    r"|(?:([a-z]\w*):)?(?:([a-z]\w*)|([A-Z]+)|'([^']*)'|\"([^\"]*)\"|(?=\())"
)


class Grammar:
    """The rules, compiled: `drafts` finds the times of a sentence."""

    def __init__(self, words: Vocabulary, *, vague: bool = True) -> None:
        self.words = words
        rules = [rule for rule in RULES if vague or rule[0] != "vague"]
        self._rules = [(name, read, re.compile(_compile(pattern, words, {}))) for name, pattern, read in rules]
        # which rule was met is told by an empty group behind it: a group around it would keep the engine from passing
        # over the rules that cannot begin with a character
        anything = "|".join(f"(?:{_compile(pattern, words, None)})()" for _, pattern, _ in rules)
        never = "".join(re.escape(words.character(mark)) for mark in NEVER_FIRST)
        self._search = re.compile(f"(?![{OTHER}{DESCRIBING}{never}])(?:{anything})")
        self._span = re.compile(_compile("'to'|'through'|'until'|'till'|'-'", words, None))
        self._joint = re.compile(_compile("'and'|'to'|'or'|'-'|'through'|'until'|','|','? 'then'", words, None))

    def drafts(self, sentence: Sentence) -> Iterator[Draft]:
        """The times that a sentence names, from left to right."""
        if self.words.triggers.isdisjoint([token.lower for token in sentence.tokens]) and not (
            _DIGIT.search(sentence.text, sentence.start, sentence.end)
        ):
            return
        atoms = self.words.atoms(sentence)
        spelled = self.words.spell(atoms)
        position = 0
        found_drafts: list[tuple[Draft, int, int]] = []
        while found := self._search.search(spelled, position):
            position = found.start() + 1
            for name, read, rule in self._rules[(found.lastindex or 1) - 1 :]:
                exact = rule.match(spelled, found.start())
                result = None if exact is None else read(Match(name, exact, atoms, self.words))
                if exact is None or result is None:
                    continue
                position = exact.end()
                drafts = [result] if isinstance(result, Draft) else result
                found_drafts.extend((draft, exact.start(), exact.end()) for draft in drafts)
                break
        yield from _coordinated(found_drafts, spelled, self._joint, self._span)


_HOUR = re.compile(r"\+0D (T\d\d:\d\d)(\S*)")
_HOUR_OF_DAY = re.compile(r"(.+) (T\d\d:\d\d)(\S*)")


def _is_weekday(draft: Draft) -> bool:
    return draft.anchor == "bare" and bool(re.fullmatch(r"[<>~]+XXXX-WXX-\d", draft.steps))


def _coordinated(
    drafts: list[tuple[Draft, int, int]], spelled: str, joint: "re.Pattern[str]", span: "re.Pattern[str]"
) -> list[Draft]:
    """The drafts, a month or day without a year given that of the one it is joined to: "from May to July 1992"."""
    result = [draft for draft, _, _ in drafts]
    for k in range(len(drafts) - 2, -1, -1):
        here, there = result[k], result[k + 1]
        if _is_weekday(here) and _is_weekday(there) and span.fullmatch(spelled, drafts[k][2], drafts[k + 1][1]):
            # "from Monday through Friday": the first Friday after that Monday, be it still to come
            result[k + 1] = replace(there, steps=f"{here.steps} >>{there.steps.lstrip('<>~')}")
            continue
        hour, day_hour = _HOUR.fullmatch(here.steps), _HOUR_OF_DAY.fullmatch(there.steps)
        if hour and day_hour and here.anchor == "day" and joint.fullmatch(spelled, drafts[k][2], drafts[k + 1][1]):
            # "between 2 and 3 a.m. on Thursday", "14:10 to 14:30 GMT": day and zone are those of both
            before = " -1D" if hour[1] > day_hour[2] and there.anchor != "day" else ""
            steps = f"{day_hour[1]}{before} {hour[1]}{hour[2] or day_hour[3]}"
            result[k] = replace(here, steps=steps, anchor=there.anchor)
            continue
        named = re.match(r"(BC)?\d{4}-", there.steps)
        if here.anchor != "bare" or there.anchor or not named or "XXXX-" not in here.steps or "WXX" in here.steps:
            continue
        if joint.fullmatch(spelled, drafts[k][2], drafts[k + 1][1]):
            steps = re.sub(r"@\d", "", here.steps.lstrip("<>~")).replace("XXXX-", named[0])
            if steps.split()[0] <= there.steps.split()[0]:
                result[k] = replace(here, steps=steps, anchor="")
    return result


def _compile(pattern: str, words: Vocabulary, names: dict[str, int] | None) -> str:
    """A pattern as a regular expression over a spelled sentence; with `names`, the named parts as groups."""
    written = []
    position = 0
    while position < len(pattern):
        piece = _PIECE.match(pattern, position)
        if piece is None or piece.end() == position:
            raise ValueError(f"a time pattern cannot be read from here: {pattern[position:]!r}")
        position = piece.end()
        mark, name, kind, phrases, single, double = piece.groups()
        if mark == "(":
            mark = "(?:"
        body = mark or ""
        if kind:
            body = _kind(kind, words, names)
        elif phrases:
            body = f"(?:{words.phrases(words.phrased[phrases])})"
        elif single or double:
            body = re.escape(words.character(single or double))
        if name and names is not None:
            names[name] = names.get(name, 0) + 1
            label = f"{name}{names[name]}"
            if body:
                body = f"(?P<{label}>{body})"
            else:  # a group in brackets: name its bracket
                assert pattern[position] == "("
                position += 1
                body = f"(?P<{label}>"
        written.append(body)
    return "".join(written)


def _kind(kind: str, words: Vocabulary, names: dict[str, int] | None) -> str:
    if kind in WORDS:
        return WORDS[kind]
    if kind in PARTS:
        return f"(?:{_compile(PARTS[kind], words, names)})"
    if kind in DIGITS:
        return re.escape(DIGITS[kind])
    return "[" + "".join(sorted(re.escape(words.characters[word]) for word in words.kinds[kind])) + "]"
