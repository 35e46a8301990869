"""How the words of time combine: patterns over the atoms of a sentence.

A pattern names kinds of words (times.toml), kinds of numbers, 'words' as they stand, HOLIDAYS and VAGUE phrases, and
smaller patterns (PARTS); the rest is the notation of regular expressions.  `name:part` keeps a part for the function
that reads the match.  The first rule that fits at the leftmost place is taken, so RULES goes from the longest
expressions to single words.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from dateline.annotate.times import reading
from dateline.annotate.times.reading import Draft, Match
from dateline.annotate.times.vocabulary import DIGITS, Vocabulary
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
    "tz": "z:zone|'local' 'time'",
    # what names a year: 2023, '82, 480 BC, of last year, of the same year
    "yearref": "y:digits ','? bc:bc | y:year (?! '-'? (units|one_unit)) | \"'\" y:two"
    " | 'of'? 'the'? yrel:relation relation? 'year' | 'the' 'year' y:year",
    # the end of, early, later in, mid-
    "edges": "('the'? 'very'? (edge:edge ('part'|'half'|'days'|'weeks'|'months'|'stages')? ('-'|'of'|'in'|'on'|'to')?"
    " | edge:edge_noun 'of') (edges2)? 'the'?)",
    "edges2": "'the'? (edge (('part'|'half') 'of' | '-'|'in')? | edge_noun 'of')",
    "clock": "(h:hour (':'|'.') min:two (':' two ('.' digits)?)? (half:ampm)? | h:n12 half:ampm"
    " | (h:number|h:n12) 'o' \"'\" 'clock' | four:(n4|year) (?= zone|'hours'|'hrs') | noon:noon)"
    " ('hours'|'hrs')? (('-'|',')? tz)? ('in' 'the' cpart:part)?",
    "mdy": "(wd:weekday '.'? ','?)? m:month '.'? 'the'? (d:dayno st?|d:ordinal) (?! ',' n3 | ':' | '.' two)"
    " ((','|'-')? 'of'? yearref)?",
    "dmy": "(wd:weekday '.'? ','?)? 'the'? (d:dayno st?|d:ordinal) ('day' 'of')? '-'? 'of'? m:month '.'?"
    " ('-'? ','? 'of'? yearref)?",
    "iso": "y:year ('-'|'/'|'.') mm:two ('-'|'/'|'.') d:dayno (?! ':')",
    "slashed": "a:two ('/'|'-'|'.') b:two ('/'|'-'|'.') (y:year|y:two) (?! ('/'|'-') digits)",
    "wday": "('the'? wrel:relation relation?)? wd:weekday '.'? (('of'|'in')? 'the'? week:relation relation? 'week')?",
    "rday": "('the' drel:relation|drel:relation|drel:relation drel:relation) 'day'"
    " | 'the' 'day' (later:('before'|'after'|'following'|'earlier'|'later') (?= ',' | '.' | ';' | ')' | stop))",
    "day": "iso | slashed | mdy | dmy | wday | dei:deictic | rday",
    # a count: two, 2.5, forty-five, two and a half, several, a few, a couple of, a
    "count": "(digits (',' n3)* ('.' digits)? | ('a' (?= 'hundred'|'thousand'|'dozen'|'couple'))?"
    " number (('-'|'and')? number)* | half:'half') ('and' ('a'|'one') '-'? 'half')? 'of'? ('a'|'an')? 'more'?"
    " | ('the'|'a'|'only')? 'very'? few 'of'? 'more'? | ('a'|'an')",
    "approx": "('about'|'around'|'nearly'|'almost'|'roughly'|'some'|'over'|'under'|'just'|'only'|'at' ('least'|'most')"
    "|('more'|'less'|'fewer') 'than'|'up' 'to'|'another'|'approximately'|'close' 'to'|'an' 'additional'|'barely'"
    "|'the')*",
    "fullness": "'consecutive'|'straight'|'full'|'trading'|'more'|'whole'|'long'|'working'|'additional'|'business'",
    "unitplus": "u:unit ('and' 'a' h:'half')?",
}

Reader = Callable[[Match], Iterable[Draft] | Draft | None]
"""Null: these words are no time here, look on at the next word.  Nothing (an empty tuple): look on after them."""

RULES: tuple[tuple[str, str, Reader], ...] = (
    (
        "age",
        "('aged'|'age') digits | (digits|number ('-'? number)?) '-'? unit ('-'? 'old'|'of' 'age')",
        reading.nothing,
    ),
    ("two clocks", "one:(hour ':' two) '(' two:(hour ':' two) z:zone ')'", reading.two_clocks),
    (
        "days of a month",
        (
            "m:month '.'? d:dayno st? ('-'|'and'|'to') 'the'? e:dayno st? (?! ':' | unit) (','? y:year)?"
            " | 'the'? d:dayno st? ('-'|'and'|'to') 'the'? e:dayno st? 'of'? m:month '.'? (','? y:year)?"
        ),
        reading.days,
    ),
    (
        "day",
        (
            "clock (','|'on'|'of'|'-'|'(')? 'the'? (part:part ('of'|'on'))? day"
            " | edges? ('the'? part:part 'hours'? ('of'|'on')?)? day"
            " (('at'|','|'around'|'about'|'-')? 'about'? clock | part:part)?"
        ),
        reading.day,
    ),
    (
        "quarter",
        (
            "'the'? (o:ordinal|o:n12 st) '-'? 'quarter' (('of'|'in')? yearref)? | 'q' o:n12 yearref?"
            " | 'the'? (o:ordinal) halfyear:'half' ('of'|'in') 'the'? yearref"
        ),
        reading.quarter,
    ),
    ("month", "edges? ('the'? rel:relation relation?)? m:month '.'? (('of'|',')? yearref)?", reading.month),
    (
        "season",
        ("edges? 'the'? (rel:relation relation?)? edges? s:season (('of'|'in'|',')? yearref)? | y:year s:season"),
        reading.season,
    ),
    (
        "decade",
        ("edges? 'the'? (y:year \"'\"? 's' | \"'\"? y:two 's' | dec:decades) bc:bc?"),
        reading.decade,
    ),
    (
        "century",
        ("edges? 'the'? (o:ordinal|o:two st|o:(number '-' ordinal)) '-'? 'century' ','? bc:bc?"),
        reading.century,
    ),
    ("years", "y:year ('-'|'/') e:two (?! ('-'|'/') digits | st)", reading.years),
    (
        "year",
        (
            "(fiscal:('fiscal'|'financial') 'year'?|edges|said:('the' 'year'))?"
            " (y:digits ','? bc:bc|y:year|\"'\" y:two (?! 's'))"
        ),
        reading.year,
    ),
    ("ago", "approx n:count '-'? unitplus way:'ago' | u:units way:'ago'", reading.ago),
    ("year ago", "('the'|'a')? 'year' '-'? ('ago'|'earlier') ('quarter'|'period')?", reading.year_ago),
    (
        "later",
        (
            "approx n:count '-'? unitplus"
            " (way:('later'|'earlier'|'previously'|'hence')|way:'from' 'now'|way:('before'|'after') (?= ','|'.'|stop))"
            " | u:units way:('later'|'earlier')"
        ),
        reading.ago,
    ),
    (
        "span",
        (
            "'the'? (rel:relation|'recent') n:count '-'? ordinal? fullness? u:unit"
            " | 'the'? (rel:relation|'recent') u:units"
        ),
        reading.span,
    ),
    (
        "set",
        ("('every'|'each') (wd:weekday|part:part|other:'other'? n:count? u:unit) | 'per' u:one_unit | wds:weekdays"),
        reading.cycle,
    ),
    (
        "unit",
        (
            "edges? ('the'? rel:relation rel:relation?|'the') u:one_unit"
            " (pos:('before'|'after'|'earlier'|'later'|'previous'|'following') (?= ','|'.'|stop))?"
            " | u:one_unit \"'\" 's' edge:any_edge | u:('year'|'month') '-' edge:any_edge"
        ),
        reading.unit,
    ),
    (
        "two counts",
        ("n:(digits|number) ('to'|'-'|'or'|'and') k:(digits|number ('-' number)?) '-'? u:unit"),
        reading.two_counts,
    ),
    ("duration", "approx n:count '-'? fullness? '-'? unitplus ('-'? 'long')?", reading.lasting),
    (
        "part of day",
        ("edges? ('the'? rel:relation rel:relation? part:part | the:'the' part:part | ('at'|'by')? part:part)"),
        reading.part_of_day,
    ),
    ("holiday", "hol:HOLIDAYS ((','|'of'|'in')? yearref)?", reading.holiday),
    ("vague", "v:VAGUE", reading.vague),
    ("cadence", "c:cadence", reading.cadence),
    ("clock", "clock", reading.clock),
    ("units", "u:units", reading.units),
)


# --- compiling and searching

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
        self._readers = [(name, read) for name, _, read in rules]
        self._rules = [re.compile(_compile(pattern, words, {})) for _, pattern, _ in rules]
        anything = "|".join(f"({_compile(pattern, words, None)})" for _, pattern, _ in rules)
        self._search = re.compile(anything)

    def drafts(self, sentence: Sentence) -> Iterator[Draft]:
        """The times that a sentence names, from left to right."""
        if not any(token.lower in self.words.triggers or (not token.text.isalpha() and _DIGIT.search(token.text))
                   for token in sentence.tokens):  # fmt: skip
            return
        atoms = self.words.atoms(sentence)
        spelled = self.words.spell(atoms)
        position = 0
        while found := self._search.search(spelled, position):
            number = (found.lastindex or 1) - 1
            name, read = self._readers[number]
            exact = self._rules[number].match(spelled, found.start())
            assert exact is not None  # the same pattern at the same place
            result = read(Match(name, exact, atoms, self.words))
            if result is None:
                position = found.start() + 1
                continue
            position = exact.end()
            yield from [result] if isinstance(result, Draft) else result


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
            body = f"(?:{words.phrases(words.vague if phrases == 'VAGUE' else words.holidays)})"
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
    if kind in PARTS:
        return f"(?:{_compile(PARTS[kind], words, names)})"
    if kind in DIGITS:
        return re.escape(DIGITS[kind])
    return "[" + "".join(sorted(re.escape(words.characters[word]) for word in words.kinds[kind])) + "]"
