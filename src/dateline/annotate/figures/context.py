"""What makes a number no figure: dates, clock times, labels ("flight 305"), ages, and units."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.annotate.figures.counted import Counted
from dateline.annotate.figures.vocabulary import Kinds
from dateline.records import Span
from dateline.syntax import Token


def is_date_or_label(counted: Counted, dates: Sequence[Span], tokens: Sequence[Token], kinds: Kinds) -> bool:
    """Whether a number is (part of) a date, a clock time, or the number of a section, a flight, a law.

    `dates` are the spans of dates and clock times, sorted; without them the words around the number decide.
    """
    number = counted.number
    if number.form != "digits" or number.currency:
        return False
    core = tokens[number.core]
    before = tokens[number.core - 1] if number.core else None
    after = tokens[number.core_last + 1] if number.core_last + 1 < len(tokens) else None
    roles = kinds.roles.get(before.lower if before else "", ())
    follows = kinds.roles.get(after.lower if after else "", ())
    if after is not None and after.lower == "local":
        follows = follows if [t.lower for t in tokens[after.i + 1 : after.i + 2]] == ["time"] else ()
    if "clock" in follows and not (after and after.lower in ("hours", "hrs") and len(core.text) != 4):
        return True
    stamp = _STAMP.fullmatch(core.text) is not None and number.glued.lower() not in kinds.who
    if stamp or _is_dialled(number.core, number.core_last, tokens):
        return True
    small = number.high is not None and number.high <= 31
    if small and "calendar" in kinds.roles.get(number.glued.lower(), ()):
        return True  # "18October" of PDF text
    if small and "calendar" in (*roles, *follows):
        two = tokens[number.core - 2].text if number.core > 1 else ""  # "on 23 September 28 bodies were found"
        return not (two.isdigit() and "calendar" in roles and counted.noun is not None)
    if _is_year(counted, core, roles):
        return True
    if _inside(core, tokens[number.core_last], dates) and not (after and _is_duration(after, kinds)):
        return True
    if (before is not None and _is_name(counted, core, before, kinds)) or _is_unit(counted):
        return True
    if number.modifier != "exact" or counted.noun is not None or number.glued or before is None:
        return "label" in roles and number.modifier == "exact" and (after is None or after.pos not in ("NOUN", "ADJ"))
    if after is not None and (after.text == "%" or after.lower in kinds.units or after.lower == "per"):
        return False
    named = before.pos == "PROPN" and before.tag != "NNPS"
    subject = _follows_day(number.core, number.core_last, tokens, kinds) and _inside(before, before, dates)
    return not subject and (named or bool({"label", "index"} & set(roles)))


def _follows_day(first: int, last: int, tokens: Sequence[Token], kinds: Kinds) -> bool:
    """Whether a bare number behind a date is a new subject, not its day: "on Friday 15 died", "on Monday 22 more were";
    not "on Friday 15 March", "arrested on Friday 15"."""
    if first < 2 or last + 1 >= len(tokens) or tokens[first - 2].lower not in _DATING:
        return False
    before, after = tokens[first - 1], tokens[last + 1]
    if before.pos != "PROPN" or "calendar" in kinds.roles.get(before.lower, ()):
        return False
    many = after.lower in _MANY or (after.tag in ("VBD", "VBN") and after.lower != "was")
    return many or after.lower in kinds.adjectives


_DATING = frozenset({"on", "by", "since", "until", "late", "early", "last", "this", "that"})
_MANY = frozenset({"more", "others", "were", "are", "have", "had", "people"})
_STAMP = re.compile(r"[0-2]\d[0-5]\d[A-Z][a-z]+")
"""An hour that lost the space behind it: "2208The correspondent says"."""


def _is_unit(counted: Counted) -> bool:
    """Whether a number is the name of one unit: "3 Commando Brigade"; not "3 Brigades"."""
    noun, number = counted.noun, counted.number
    if noun is None or noun.tag != "NNP" or number.modifier != "exact":
        return False
    words = noun.sentence.tokens[number.last + 1 : noun.i + 1]
    name = len(words) > 1 and all(t.tag == "NNP" for t in words) and not noun.lower.endswith("s")
    return noun.lower in _UNITS or (name and noun.lower in _BODIES)


_BODIES = frozenset("hospital battery company group wing unit command team".split())
"""Whose names begin with their number where the name is longer than one word: "60 Parachute Field Hospital"."""
_UNITS = frozenset("brigade battalion regiment corps division squadron army platoon commando para flotilla".split())


def _is_name(counted: Counted, core: Token, before: Token, kinds: Kinds) -> bool:
    """Whether a number belongs to the name before it, with one person after it: "Rescue 1122 spokesman"."""
    noun = counted.noun
    capital = before.text[:1].isupper() and before.pos in ("PROPN", "NOUN", "VERB", "ADJ")
    plain = counted.number.modifier == "exact" and counted.number.first == counted.number.core == core.i
    alone = noun is not None and noun.i == core.i + 1 and noun.tag in ("NN", "NNP") and core.text.isdigit()
    person = alone and noun is not None and noun.lemma.lower() in kinds.who
    return capital and plain and person and int(core.text) > 1 and before.entity[2:] not in ("GPE", "DATE", "TIME")


def _is_dialled(first: int, last: int, tokens: Sequence[Token]) -> bool:
    """Whether a number is part of one that is dialled: groups of digits side by side, the first with a nought before it
    or behind a plus."""
    while first and _is_group(tokens[first - 1].text):
        first -= 1
    while last + 1 < len(tokens) and _is_group(tokens[last + 1].text):
        last += 1
    if last == first:
        return False
    opens, before = tokens[first].text, tokens[first - 1].text if first else ""
    return (opens[0] == "0" and len(opens) > 1) or opens[0] == "+" or before == "+"


def _is_group(text: str) -> bool:
    return text.removeprefix("+").isdigit() and len(text) <= _GROUP


_GROUP = 8
"""Digits of a group of a number that is dialled."""


def _inside(first: Token, last: Token, dates: Sequence[Span]) -> bool:
    k = bisect_right(dates, (first.start, 1 << 60)) - 1
    return k >= 0 and dates[k][0] <= first.start and last.end <= dates[k][1]


def _is_duration(token: Token, kinds: Kinds) -> bool:
    unit = kinds.units.get(token.lemma.lower()) or kinds.units.get(token.lower)
    return (unit is not None and unit.what == "duration") or token.text in _DASHES


def _is_year(counted: Counted, core: Token, roles: Sequence[str]) -> bool:
    number = counted.number
    text = core.text.rstrip("s")
    if not (len(text) == 4 and text.isdigit() and 1400 <= int(text) <= 2150 and number.modifier in ("exact", "range")):
        return False
    if text != core.text or "calendar" in roles or core.entity.endswith("DATE"):
        return True
    return counted.noun is None or ("year" in roles and counted.noun.tag not in ("NNS", "NNPS"))


# --- quantities ------------------------------------------------------------------------------------------------------


_DASHES = frozenset({"-", "–", "—", "‑"})


def quantity(counted: Counted, tokens: Sequence[Token], kinds: Kinds) -> str:
    """What a number is that counts neither people nor what happened to them: money, share, age ...; "" for none."""
    number = counted.number
    if number.share:
        return "share"
    if number.currency:
        return "money"
    if _is_measure(counted, tokens):
        return "other"  # "aftershocks of 5.2 and 6.0 hurt ten": no part of a person is counted
    if number.glued.lower() in kinds.units:
        return kinds.units[number.glued.lower()].what
    j = number.last + 1
    if j < len(tokens):
        hyphen = tokens[j].text in _DASHES and j + 1 < len(tokens)
        what = _unit(tokens, j + hyphen, number.first, kinds)
        if what or hyphen:
            return what or "other"
    if [t.lower for t in tokens[j : j + 1]] == ["in"] and j + 1 < len(tokens) and tokens[j + 1].lower in kinds.worth:
        return "money"
    noun = counted.noun
    unit = kinds.units.get(noun.lemma.lower()) if noun is not None else None
    if unit is not None and unit.what != "count":
        return unit.what
    return "age" if _is_age(counted, tokens, kinds) or _is_bound_of_age(counted, tokens, kinds) else ""


def _is_measure(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Whether a number has a fraction, also one of nought: 5.2, 7.0; the dots of "12.000 people" are no points."""
    number = counted.number
    if number.low is not None and number.low % 1:
        return True
    pointed = number.core == number.core_last and number.grouped is None and number.form == "digits"
    return pointed and _POINT.fullmatch(tokens[number.core].text) is not None


_POINT = re.compile(r"\d{1,2}\.\d{1,2}")


def _unit(tokens: Sequence[Token], j: int, first: int, kinds: Kinds) -> str:
    """What the word at j makes of the number before it."""
    token = tokens[j]
    if token.text == "%" or token.lower in ("per", "percentage"):
        return "share"
    unit = kinds.units.get(token.lower) or kinds.units.get(token.lemma.lower())
    if unit is None or (unit.what == "count" and token.dep == "compound"):
        return ""
    if unit.what == "duration":
        after = [t.lower for t in tokens[j + 1 : j + 3]]
        aged = first > 0 and tokens[first - 1].lower == "aged"
        if aged or after[:1] == ["old"] or after in (["of", "age"], ["-", "old"]):
            return "age"
    return unit.what


def _of_ages(tokens: Sequence[Token], first: int) -> bool:
    """Whether an age stands at `first`: "between the ages of 16 and 49"."""
    for token in reversed(tokens[max(0, first - 5) : first]):
        if token.lower in ("ages", "aged") or (token.lower == "age" and token.i + 1 < first):
            return True
        if token.pos != "NUM" and token.lower not in ("of", "and", "to", "between", "from"):
            return False
    return False


def _is_age(counted: Counted, tokens: Sequence[Token], kinds: Kinds) -> bool:
    """An age that stands bare: "Haldar, 20, a student", "a man, 44, and", "(81)", "aged 7", "in his 30s"."""
    number = counted.number
    value = number.low if number.low is not None else number.high
    if value is None or value > 115 or number.form not in ("digits", "words") or not number.first:
        return False
    before = tokens[number.first - 1]
    if before.lower == "both" and counted.noun is None and tokens[before.i - 1].text == "," and before.i:
        return True  # "Don Shaw and Ann Bright, both 28, are charged"
    if before.lower in ("aged", "age", "ages") or _of_ages(tokens, number.first) or number.glued.lower() == "s":
        return True
    named = tokens[before.i - 1] if before.i else None
    if named is not None and named.text == "." and named.i:
        named = tokens[named.i - 1]  # "John Hill Jr . , 49"
    after = tokens[number.last + 1].text if number.last + 1 < len(tokens) else "."
    if named is None or number.modifier != "exact" or named.entity.endswith("GPE"):
        return False  # "Kano (45), Jos (12)" are no ages
    then = tokens[number.last + 2].lower if number.last + 2 < len(tokens) else ""
    bare = counted.noun is None and then in ("who", "was", "is", "a", "an")
    entry = kinds.who.get(named.lemma.lower()) if named.tag == "NN" else None
    one = entry is not None and entry.unit == "people" and not entry.plural
    if named.pos == "PROPN" or named.lower == "'s" or bare or one:
        pair = (before.text, after)
        return pair in ((",", ","), (",", "."), ("(", ")"), ("(", ","), (",", ";"), (",", ")")) or (
            pair == (",", "and") and named.pos == "PROPN" and counted.noun is None
        )  # "Ann Berger, 59 and from Bonn"
    return before.lemma == "be" and named.lower in ("who", "he", "she", "i") and after in (",", ".", "and", "when")


def _is_bound_of_age(counted: Counted, tokens: Sequence[Token], kinds: Kinds) -> bool:
    """Whether a bound only says how old those before it are: "children under five", "men over 60"."""
    number = counted.number
    value = number.low if number.low is not None else number.high
    if counted.noun is not None or number.modifier not in ("less than", "more than") or not number.first:
        return False
    before, word = tokens[number.first - 1], tokens[number.first].lower
    entry = kinds.who.get(before.lemma.lower())
    aged = entry is not None and entry.unit == "people" and before.tag == "NNS"
    return aged and word in _BOUNDS and value is not None and value < _OLDEST


_BOUNDS = frozenset({"under", "over", "below", "above"})
_OLDEST = 100


# --- no counts --------------------------------------------------------------------------------------------------------


def is_strength(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Whether a number says how many a group has: "a five-strong team", "a 12-man crew"."""
    words = [t.lower for t in tokens[counted.number.last + 1 : counted.number.last + 3]]
    return counted.noun is not None and len(words) == 2 and words[0] in _DASHES and words[1] in _STRONG


_STRONG = frozenset({"strong", "member", "man", "person"})


def is_rate(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Whether a number only says how often: "a child dies every two hours", "they treat three victims a day", or is
    what others are set against: "2.5 per 100,000 people"."""
    node, first = counted.node, counted.number.first
    if first and tokens[first - 1].lower == "per":
        return True
    verb = node.head if node.dep in ("nsubj", "nsubjpass", "dobj") else (counted.noun or node).child("acl") or node
    if verb.pos != "VERB":
        return False
    after = [t.lower for t in tokens[verb.i + 1 : verb.i + 5]]
    if after[:1] in (["every"], ["each"]) and len(after) > 1:
        return True
    goes_on = verb.tag in _GOING_ON or any(c.lower in ("can", "could", "would") for c in verb.children)
    return goes_on and any(
        tokens[i].lower in ("a", "per", "each", "every") and tokens[i + 1].lower in _PERIODS
        for i in (counted.last + 1, *_behind(verb)) if i + 1 < len(tokens)
    )


def _behind(verb: Token) -> Sequence[int]:
    """Where a period that a verb hangs on may begin: the "a day" of "die of hunger a day"."""
    return [child.left for child in verb.children if child.i > verb.i and child.dep in ("npadvmod", "prep")]


_GOING_ON = frozenset({"VBZ", "VBP", "VB", "VBG"})
_PERIODS = frozenset({"minute", "hour", "day", "night", "week", "month", "year"})


def is_exempt(counted: Counted, tokens: Sequence[Token]) -> bool:
    """Whether a number is of those whom it did not happen to: "all but two of the 181 on board died"."""
    words = [t.lower for t in tokens[max(0, counted.number.first - 3) : counted.number.first]]
    but = words[-2:] in (["all", "but"], ["everyone", "but"], ["everybody", "but"])
    return but or words in (["all", "except", "for"], ["with", "exception", "of"]) or words[-2:] == ["all", "except"]


def is_lawsuit(counted: Counted) -> bool:
    """Whether cases are those of a court or of a story, in which something is: "charged in two separate cases"."""
    noun = counted.noun
    return noun is not None and noun.lemma.lower() == "case" and noun.dep == "pobj" and noun.head.lower == "in"


def is_that_one(counted: Counted, tokens: Sequence[Token], kinds: Kinds) -> bool:
    """Whether "one" is a pronoun: "steps like the one being taken", "a wound to the back and one in the leg"."""
    number = counted.number
    one = number.low == number.high == 1 and number.first == number.last
    if one and any(t.tag == "POS" for t in tokens[number.last + 1 : number.last + 2]):
        return True  # "to take one's life"
    if not one or counted.noun is not None or not number.first:
        return False
    if any(t.pos == "NUM" for t in tokens[number.last + 1 : number.last + 2]):
        return True  # "seized one .45-calibre pistol"
    first = counted.node.head if counted.node.dep == "conj" else None
    opens = tokens[0].child("pobj") if tokens[0].lower in ("among", "of") else None
    if opens is not None and opens.tag == "NNS" and opens.i < number.first and opens.lemma.lower() in _SHOWN:
        return True  # "Among the pictures of the disaster, one was taken in Japan"
    if tokens[number.first - 1].dep == "amod" and tokens[number.first - 1].head is tokens[number.core]:
        return True  # "searching for a loved one in the debris"
    of_things = first is not None and first.tag == "NN" and first.lemma.lower() not in kinds.who
    return of_things or tokens[number.first - 1].lower in _KNOWN


_SHOWN = frozenset({"picture", "photo", "photograph", "image", "video", "report", "building", "house", "vehicle"})
_KNOWN = frozenset({"the", "this", "that"})
