"""The steps to a value that several rules share: numbers, days, years, clock times, lengths."""

from collections.abc import Sequence

from dateline import timex
from dateline.annotate.times.match import Match, direction
from dateline.annotate.times.vocabulary import Atom, Relation, Vocabulary


def number(atoms: Sequence[Atom], words: Vocabulary) -> float | None:
    """The number that the atoms of a count write; null for "several", "a few"."""
    if any(atom.text in words.few for atom in atoms):
        return None
    texts = [atom.text for atom in atoms]
    if "/" in texts:  # 3 1/2
        place = texts.index("/")
        whole = float(texts[place - 2]) if place >= 2 and texts[place - 2].isdecimal() else 0.0
        return whole + float(texts[place - 1]) / max(float(texts[place + 1]), 1.0)
    shown = "".join(atom.text for atom in atoms if atom.text.isdecimal() or atom.text == ".")
    total, part = (float(shown) if shown.strip(".") else 0.0), 0.0
    for text in texts:
        value = words.numbers.get(text)
        if value is None:
            continue
        if value >= 100 or text in ("dozen", "couple"):
            part = (part or 1) * value
        else:
            part += value
    total += part
    if "half" in texts:
        total += 0.5
    return total or 1.0


def show_count(value: float | None) -> str:
    """A count as a duration writes it: 2, 2.5, X."""
    return "X" if value is None else f"{value:g}"


FORTNIGHT = "F"


def duration(value: float | None, unit: str) -> str:
    """P3M, PT30M, PXD, P2.5Y."""
    if unit == FORTNIGHT:
        unit, value = "W", None if value is None else 2 * value
    if unit == "WE":
        return f"P{show_count(value)}WE"
    if unit[0] == "T":
        if value == 0.5 and unit == "Th":
            return "PT30M"
        return f"PT{show_count(value)}{unit[1].upper()}"
    return f"P{show_count(value)}{unit}"


NIGHTFALL = 6
"""Hours of a night below which they are those after midnight: "at 3 on Sunday night"."""


def year_steps(match: Match) -> tuple[str, str]:
    """The steps and the anchor of the year that the match names; both empty where it names none."""
    if match.part("y"):
        digits = match.word("y")
        if match.part("bc"):
            return f"BC{int(digits):04d}", ""
        if len(digits) == 2:
            return f"{19 if int(digits) > 25 else 20}{digits}", ""
        return digits, ""
    if match.part("yrel"):
        relation = match.words.relations[match.word("yrel")]
        return f"{relation.shift:+d}Y", relation.anchor
    return "", ""


def dated(match: Match, pattern: str) -> tuple[str, str]:
    """Steps and anchor of a month or day (XXXX-05, XXXX-05-12) with the year that the match names, or without one."""
    steps, anchor = year_steps(match)
    if not steps:
        return direction(match) + pattern, "bare"
    if steps[0] in "+-":
        return f"{steps} ={pattern}", anchor
    return pattern.replace("XXXX", steps), ""


def clock_step(match: Match) -> str | None:
    """The time of day that the match names, T14:30 or T09:00Z; empty where it names none, null where it cannot be."""
    if match.part("noon"):
        return f"T{match.words.hours[match.word('noon')].hour:02d}:00" + _zone(match)
    if match.part("frac"):
        minutes = 60 * int(_number_of(match)) + (30 if match.word("frac") == "half" else 15)
        if match.word("turn") == "to":
            minutes -= 30 if match.part("frac")[-1].text == "quarter" else 0
        hour, minute = f"{minutes // 60}", f"{minutes % 60:02d}"
    elif match.part("four"):
        hour, minute = match.word("four")[:2], match.word("four")[2:]
    elif match.part("h"):
        hour, minute = match.word("h"), match.word("min") or "00"
        hour = str(match.words.numbers.get(hour, hour))
    else:
        return ""
    if len(minute) != 2 or int(minute) > 59 or int(hour) > 24:
        return None
    value = int(hour)
    half = match.word("half")[:1]
    part = match.word("cpart")
    if not half and part:
        code = match.words.parts[part].code
        half = "a" if code == "MO" or (code == "NI" and value % 12 < NIGHTFALL) else "p"
    if half and value <= 12:
        value = value % 12 + (12 if half == "p" else 0)
    return f"T{value:02d}:{minute}" + _zone(match)


def _number_of(match: Match) -> str:
    hour = match.word("h")
    return str(match.words.numbers.get(hour, hour))


def _zone(match: Match) -> str:
    if match.part("zc"):
        city = match.words.cities[" ".join(atom.text for atom in match.part("zc"))]
        return f"{city.offset}{city.summer}@{city.since}"
    if match.part("ahead"):  # GMT+3
        return f"{match.word('sign')}{int(match.word('ahead')):02d}:{match.word('odd') or '00'}"
    return match.words.zones[match.word("z")].offset if match.part("z") else ""


def edge_step(match: Match) -> str:
    """START, MID or END with a space before it, or nothing."""
    if match.part("half_of"):  # "the second half of September"
        return " START" if match.word("half_of") == "first" else " END"
    name = match.word("edge")
    step = match.words.edges[name].step if name else ""
    return f" {step}" if step else ""


def day_steps(match: Match) -> tuple[str, str] | None:
    """Steps and anchor of the day that the match names; null where the words are no day after all."""
    words = match.words
    if match.part("m"):
        number = words.ordinals.get(match.word("d")) or int(match.word("d"))
        steps, anchor = dated(match, f"XXXX-{words.months[match.word('m')].number:02d}-{number:02d}")
        if anchor == "bare" and match.part("wd"):
            steps += f"@{words.weekdays[match.word('wd')].number}"
        return steps, anchor
    if match.part("wd"):
        return _weekday(match)
    if match.part("hol"):
        named = words.holidays[" ".join(atom.text for atom in match.part("hol"))]
        return dated(match, f"XXXX-{named.on}")
    if match.part("mm"):
        return f"{match.word('y')}-{int(match.word('mm')):02d}-{int(match.word('d')):02d}", ""
    if match.part("compact"):
        digits = match.word("compact")
        value = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        return (value, "") if "1900" <= digits < "2100" and timex.days(value) else None
    if match.part("a"):
        return _slashed(match)
    if match.part("dei"):
        return words.deictics[match.word("dei")].steps, "published"
    if match.part("eve"):
        return ("-2D" if match.word("eve") == "before" else "+2D"), "published"
    if match.part("later"):
        return ("-1D" if match.word("later") in ("before", "earlier") else "+1D"), "text"
    relation = words.relations[match.part("drel")[-1].text]
    return f"{relation.shift:+d}D", seen_from(match, relation)


def _weekday(match: Match) -> tuple[str, str] | None:
    pattern = f"XXXX-WXX-{match.words.weekdays[match.word('wd')].number}"
    if len(match.word("wd")) < 5 and match.atoms[match.last].text != "." and not match.part("part"):
        return None  # Sun Yat-sen, a Wed site: an abbreviation shows itself by its full stop or its date
    if match.part("week"):
        relation = match.words.relations[match.word("week")]
        return f"{relation.shift:+d}W ={pattern}", relation.anchor
    if match.part("wrel"):
        relation = match.words.relations[match.part("wrel")[-1].text]
        if relation.shift:
            return ("<<" if relation.shift < 0 else ">>") + pattern, relation.anchor
        return ("~" if relation.anchor == "text" else direction(match)) + pattern, relation.anchor
    return direction(match) + pattern, "bare"


def seen_from(match: Match, relation: Relation) -> str:
    """The anchor of a relation: "next week" is seen from the day of publication, "the next week" from what was told."""
    if relation.anchor == "text" or (match.part("the") and relation.shift > 0):
        return "text"
    return "published" if relation.shift else "bare"


def _slashed(match: Match) -> tuple[str, str] | None:
    month, day = int(match.word("a")), int(match.word("b"))
    if month > 12 or any(atom.text == "." for atom in match.own):
        month, day = day, month  # where dots stand between them the day is written first
    steps, _ = year_steps(match)
    value = f"{steps}-{month:02d}-{day:02d}"
    return (value, "") if timex.days(value) else None


def in_apposition(match: Match) -> bool:
    """Whether the words stand behind a comma or dash for a day just named: "on 2 October, the day after the vote"."""
    named = match.before(2).isdecimal() or match.before(2) in match.words.kinds["month"]
    return named and match.before() in (",", "-", "(")


def told_by_a_clause(match: Match) -> bool:
    """Whether a clause behind the words says which time they mean: "the night he died", "the day the bridge fell"."""
    last = match.atoms[match.last].token
    return any(child.dep == "relcl" and child.left == last.i + 1 for child in last.children)
