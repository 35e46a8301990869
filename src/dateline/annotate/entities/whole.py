"""Names of which the model saw parts, made whole: "Jimmy “Bee” Laurent", "Clan del Norte", "the 92nd Brigade".

The other way round, words in capitals that name nobody are let go: a rank alone, "the West", "the Institute".
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from dateline.annotate.entities.spans import KINDS, NAME_PARTICLES, Span
from dateline.annotate.entities.vocabulary import Names, tells
from dateline.syntax import Sentence, Token

NICKNAME = "with a nickname"
OFFICE = "an office of an organisation"
LONGEST = 12
"""Tokens of the name of an office, and of what two names of bodies share."""
_QUOTES = frozenset("\" “ ” '' ``".split())
_WITHIN = frozenset("of for the and on to".split())
_DETERMINERS = frozenset("the this that its their our his her".split())


def whole_names(sentences: Sequence[Sentence], spans: Sequence[Span], names: Names) -> list[Span]:
    """The spans of a report, in the order of the text, with those that are parts of one name put together, those that
    are too short drawn out, and those that name nobody left out.  Lines of capitals are left as they are.
    """
    opening = {s.tokens[0].lower for s in spans if len(s.tokens) == 1 and _opens(s.tokens[0])}
    ordinary = _ordinary(sentences, opening) if opening else set()
    done: list[Span] = []
    for _, of_sentence in groupby(spans, key=lambda span: id(span.sentence)):
        done += _in_sentence(list(of_sentence), ordinary, names)
    return done


def _ordinary(sentences: Sequence[Sentence], words: set[str]) -> set[str]:
    """Those of the words that the report writes in small letters, and inside a sentence never with a capital."""
    small, capital = set[str](), set[str]()
    for sentence in sentences:
        for token in sentence.tokens:
            if token.lower not in words:
                continue
            if token.text.islower():
                small.add(token.lower)
            elif not _opens(token):
                capital.add(token.lower)
    return small - capital


def _opens(token: Token) -> bool:
    """Has the word a capital because a line begins, there or behind a dateline or a mark of quotation?"""
    before = token.sentence.tokens[token.i - 1].text if token.i else ""
    return token.i == 0 or before in _QUOTES or before in ("-", "–", "—", ")", ":", "--")


def _in_sentence(spans: Sequence[Span], ordinary: set[str], names: Names) -> Iterator[Span]:
    last: Span | None = None
    for span in spans:
        if last is not None and span.first < last.last:
            continue  # now inside the one before
        if last is not None and not span.capitals and not last.dateline and (why := _one_name(last, span, names)):
            last.model = _model(last, span, names, why)
            last.kind = KINDS.get(last.model, last.kind)
            _draw(last, last.first, span.last, why)
            continue
        if last is not None:
            yield last
        if not span.capitals and not span.dateline:
            if not _names_somebody(span, ordinary, names):
                last = None
                continue
            _complete(span, last.last if last else 0, names)
        last = span
    if last is not None:
        yield last


def _draw(span: Span, first: int, last: int, why: str) -> None:
    span.first, span.last = first, last
    span.why.append(why)
    span.settle()


def named_again(sentences: Sequence[Sentence], spans: Sequence[Span], names: Names) -> list[Span]:
    """Where a report writes a name of one word, or a surname, that the model saw in another place of it only.

    The model reads each sentence alone and passes over a short name whose verb is odd: "SEMA put the dead at 44".
    """
    single = (s for s in spans if len(s.tokens) == 1 and s.kind != "group" and not s.capitals)
    written = {s.text for s in single if s.model or _in_brackets(s)}
    written |= {s.tokens[-1].text for s in spans if s.model == "PERSON" and not s.capitals}
    written = {word for word in written if _is_sure(word, names)}
    taken: dict[int, set[int]] = defaultdict(set)
    for span in spans:
        taken[id(span.sentence)].update(range(span.first, span.last))
    found = [
        Span(sentence, token.i, token.i + 1, "", "named elsewhere in the report")
        for sentence in sentences
        for token in sentence.tokens
        if token.text in written and token.i not in taken[id(sentence)] and (token.i or token.tag.startswith("NN"))
    ]
    for span in found:
        span.again = True
    return found


def _in_brackets(span: Span) -> bool:
    """Is it a short form behind a long one: "(SEMA)"?"""
    before, after = span.before, span.after
    return span.text.isupper() and before is not None and after is not None and before.text + after.text == "()"


def _is_sure(word: str, names: Names) -> bool:
    """Is the word nothing but a name, wherever it stands with a capital?"""
    return len(word) > 2 and word[:1].isupper() and not any(
        word.lower() in words
        for words in (names.organisation_words, names.titles, names.title_parts, names.peoples, names.no_names)
    )  # fmt: skip


# --- two that are one ----------------------------------------------------------------------------------------------


def _one_name(a: Span, b: Span, names: Names) -> str:
    """Why the two names of a sentence are parts of one; "" where they are not."""
    between = a.sentence.tokens[a.last : b.first]
    if not between:
        return _run_together(a, b, names)
    words = [t.text for t in between]
    if ("PERSON" in (a.model, b.model) or a.kind == b.kind == "other") and _nickname(a, words, b):
        return NICKNAME
    if all(word in NAME_PARTICLES for word in words) and len(words) < 3 and _may_join(a, b):
        return "joined by a particle"
    tied = len(words) == 3 and words[0] == words[2] == "-" and words[1].islower() and len(words[1]) < 4
    return "tied by hyphens" if tied and b.start - a.end == sum(map(len, words)) else ""


def _nickname(a: Span, words: Sequence[str], b: Span) -> bool:
    """Does a nickname in quotation marks stand between the two: Joaquín “El Chapo” Guzmán?"""
    if len(words) == 1 and words[0] in _QUOTES:  # the model has taken the nickname into the first name
        return b.kind != "organisation" and any(t.text in _QUOTES for t in a.tokens)
    if not 3 <= len(words) <= 5 or words[0] not in _QUOTES or words[-1] not in _QUOTES:
        return False
    return all(word[:1].isupper() for word in words[1:-1])


def _may_join(a: Span, b: Span) -> bool:
    """Do the names begin and end in words that may be parts of one: no people, no list of places?"""
    return a.kind != "group" and b.kind != "group" and not (a.model == b.model == "GPE")


def _run_together(a: Span, b: Span, names: Names) -> str:
    """Why two names without a word between them are one."""
    first, last = a.tokens[0], b.tokens[-1]
    if "of an office" in a.why:
        return ""  # "President of Azerbaijan | Ilham Aliyev"
    if b.tokens[0].text in NAME_PARTICLES and len(b.tokens) > 1 and a.model in ("", b.model):
        return "goes on with a particle"
    if a.model == "GPE" and b.model in ("", "GPE", "PERSON", "ORG") and len(b.tokens) == 1 and last.tag == "NNPS":
        plain = {last.lower} & (names.place_words | names.peoples.keys() | names.shared.keys())
        return "" if plain or b.kind == "group" else "a team of a town"
    if a.text in names.known and names.known[a.text][1] == "organisation" and b.model == "GPE" and a.text.isupper():
        return OFFICE
    if a.text == "Little" and b.model == "GPE":
        return "a quarter"  # "Little Haiti"
    people = a.model == b.model == "PERSON"
    if a.model == "PERSON" and b.model == "NORP" and len(b.tokens) == 1 and last.tag == "NNP":
        people = last.lower not in names.peoples  # "Ella Sable | Tacderan"
    spare = a if not a.model else b if not b.model else None
    if spare is not None and (a.model or b.model) == "PERSON":
        # "Emine" is no name to the model, "Yıldırım" is
        opens = a.first == 0 and " " not in b.text and not _calls_somebody(first, names)
        people = _plain(spare, names) and (spare is b or first.lower in names.given or _in_running_text(a) or opens)
    return "one person" if people and len(a.tokens) + len(b.tokens) < 6 else ""


def _calls_somebody(token: Token, names: Names) -> bool:
    """May the first word of a sentence be no name but what somebody is: "Striker Kamara scored"?"""
    return _singular(token.lower + "s") in names.crowds or token.lower.endswith(("er", "or", "ist", "man", "ian"))


def _in_running_text(span: Span) -> bool:
    """Does the name stand behind a word in small letters, so that its capital says that it is one?"""
    return span.before is not None and (span.before.text == "," or span.before.text.islower())


def _plain(span: Span, names: Names) -> bool:
    """Is it one word that can be nothing but a part of somebody's name?"""
    word = span.tokens[0].lower
    return len(span.tokens) == 1 and span.tokens[0].tag == "NNP" and span.text[1:].islower() and not any(
        word in words
        for words in (
            names.organisation_words, names.place_words, names.peoples, names.offices, names.title_parts, names.things,
            names.before, names.called,
        )
    )  # fmt: skip


def _model(a: Span, b: Span, names: Names, why: str) -> str:
    """The model's type of a name that was put together."""
    if a.tokens[0].lower in names.organisation_words or why == OFFICE:
        return "ORG"
    return "PERSON" if "PERSON" in (a.model, b.model) or why == NICKNAME else b.model if a.kind == "other" else a.model


# --- longer than the model saw -------------------------------------------------------------------------------------


def _complete(span: Span, free: int, names: Names) -> None:
    """Draws the name of a body out to its whole length; tokens from `free` on belong to no name before it."""
    tokens, words = span.sentence.tokens, [t.lower for t in span.tokens]
    if words[0] in names.no_names and words[1:2] == ["of"] and len(words) > 2:
        _draw(span, span.first + 2, span.last, "without its direction")  # "South of Kyiv"
        return
    body = words[0] in names.organisation_words
    if (end := _titled(span, free, names)) > span.last:
        _draw(span, span.first, end, "what the body is called, which a noun before it says")
        span.model, span.kind = "ORG", "organisation"
    if span.first > free and _named_after(span, names):
        _draw(span, span.first - 1, span.last, "named after somebody")
    if words[0] == "office" and (first := _holder(span, free, names)) < span.first:
        _draw(span, first, span.last, "the office of a holder")
    if body and (end := _romance(span)) > span.last:
        _draw(span, span.first, end, "goes on with a particle")
        span.model = "ORG"
    if span.model not in ("ORG", ""):
        return
    if body and (end := _office(span, names)) > span.last:
        _draw(span, span.first, end, "the whole name of an office")
        span.model = span.model or "ORG"
    elif (end := _shared(span, names)) > span.last:
        _draw(span, span.first, end, "the tasks of a body")
    after = span.after
    if (
        after is not None
        and after.lower in ("hospital", "clinic")
        and span.kind not in ("place", "group")
        and span.text not in names.known
    ):
        _draw(span, span.first, span.last + 1, "what it is")
        span.model = "ORG"
    if span.first > free and not names.units.isdisjoint(words):
        before = tokens[span.first - 1]
        if before.text[:1].isdigit() and before.text.rstrip("stndrh").isdigit() and len(before.text) < 6:
            _draw(span, span.first - 1, span.last, "the number of a unit")
            span.model = span.model or "ORG"


def _titled(span: Span, free: int, names: Names) -> int:
    """Where the name of a body ends that a noun in small letters announces: "the news outlet Kabul | Now"."""
    before, tokens = span.before, span.sentence.tokens
    if before is None or not before.text.islower() or tells(before.lower, names.before) != "organisation":
        return span.last
    end = span.last
    while (
        end < min(len(tokens), span.first + LONGEST)
        and tokens[end].text[:1].isupper()
        and tokens[end].text.isalpha()
        and not tokens[end].entity.endswith(("PERSON", "DATE"))
        and tokens[end].lower not in names.titles
    ):
        end += 1
    return end


def _named_after(span: Span, names: Names) -> bool:
    """Is the title before the name a part of it, since the whole names a place or a body: "Saint Anna hospital"?"""
    before, after, last = span.before, span.after, span.tokens[-1].lower
    if before is None or before.lower not in _HONOURED or not before.text[:1].isupper():
        return False
    if len(span.tokens) > 1 and (last in names.organisation_words or last in names.place_words):
        return True
    return after is not None and after.text.islower() and tells(after.lower, names.behind) == "place"


_HONOURED = frozenset("saint st st. sheikh shaikh king queen prince princess sultan imam emir pope general".split())
"""Titles of those after whom towns, quarters and hospitals are named."""


def _holder(span: Span, free: int, names: Names) -> int:
    """Where the name of an office begins that is called by who holds it: "Prosecutor General's | Office"."""
    tokens, first = span.sentence.tokens, span.first
    if first - 1 <= free or tokens[first - 1].tag != "POS":
        return first
    at = first - 1
    while at > free and tokens[at - 1].text[:1].isupper() and (
        tokens[at - 1].lower in names.titles or tokens[at - 1].lower in names.title_parts
    ):  # fmt: skip
        at -= 1
    return at if at < first - 1 else first


def _romance(span: Span) -> int:
    """Where the name of a body ends that goes on with a particle: "Fiscalía | General del Estado"."""
    tokens, end, parted = span.sentence.tokens, span.last, False
    while end < min(len(tokens) - 1, span.first + LONGEST):
        if tokens[end].text in NAME_PARTICLES and tokens[end + 1].text[:1].isupper():
            parted = True
        elif not _capital(tokens[end]):
            break
        end += 1
    return end if parted and tokens[end - 1].text[:1].isupper() else span.last


def _office(span: Span, names: Names) -> int:
    """Where the name of an office ends that the model cut: "Office of the UN High | Commissioner for Refugees"."""
    tokens = span.sentence.tokens
    if any(t.text == "," for t in span.tokens):
        return span.last
    if len(span.tokens) < 2:
        if not (span.last < len(tokens) and tokens[span.last].lower == "of"):
            return span.last
    elif span.tokens[1].lower not in ("of", "for"):
        return span.last
    end = span.last
    while end < min(len(tokens), span.first + LONGEST):
        token = tokens[end]
        within = tokens[end - 1].lower in _WITHIN
        if _capital(token) and (within or not token.entity.startswith("B-")) and token.entity != "B-PERSON":
            end += 1
            continue
        after = [t for t in tokens[end : end + 3] if t.lower not in _WITHIN]
        title = tokens[end - 1].lower in names.titles
        if token.lower in ("of", "for") and after and (title or end == span.first + 1) and _capital(after[0]):
            end = after[0].i
            continue
        break
    return end if tokens[end - 1].text[:1].isupper() else span.last


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.tag in ("NNP", "NNPS")


def _shared(span: Span, names: Names) -> int:
    """Where the name of a body ends whose tasks the model cut: "Ministry of Health | and Population"."""
    tokens = span.sentence.tokens
    inside = [t.lower for t in span.tokens]
    if len(inside) < 3 or not ({"of", "for"} & set(inside[1:-1])) or names.organisation_words.isdisjoint(inside[:3]):
        return span.last
    end = span.last
    while end < min(len(tokens) - 1, span.first + LONGEST):
        mark = tokens[end]
        skip = 2 if mark.text == "," and tokens[end + 1].lower == "and" else 1
        if mark.text not in (",", "and", "&") or end + skip >= len(tokens):
            break
        task = tokens[end + skip]
        if not _task(task, names) or (mark.text == "," and not _goes_on(tokens, end + skip + 1, names)):
            break
        end += skip + 1
        while end < len(tokens) and _task(tokens[end], names):
            end += 1
    return end


def _goes_on(tokens: Sequence[Token], i: int, names: Names) -> bool:
    """Does the list of tasks end in "and" and one more: "Disaster Prevention, Reduction and Relief"?"""
    while i < len(tokens) and (tokens[i].text == "," or _task(tokens[i], names)):
        i += 1
    return i + 1 < len(tokens) and tokens[i].lower == "and" and _task(tokens[i + 1], names)


def _task(token: Token, names: Names) -> bool:
    """May the token be the task of a body, and no name of its own: "Relief", "Population"?"""
    return _capital(token) and not token.entity and token.lower not in names.given and token.lower not in names.titles


# --- nobody's name -------------------------------------------------------------------------------------------------


def _names_somebody(span: Span, ordinary: set[str], names: Names) -> bool:
    """Is the one word a name?  Not where it is a rank, a point of the compass, a thing's short form, "the Party"."""
    if len(span.tokens) > 1:
        return True
    token, before = span.tokens[0], span.before
    lower = "" if token.text.isupper() else token.lower
    if {token.text, token.text.rstrip("s"), lower} & names.no_names:
        return False
    if token.text in names.known:
        return True
    after = span.after.text if span.after is not None else ""
    article = before is not None and before.lower in _DETERMINERS
    if token.lower in names.generic and article and token.tag != "NNPS" and after not in ("of", "for"):
        return False
    if token.lower in names.titles and after[:1].isupper():
        return False
    if not token.text.istitle() or not _opens(token):
        return True
    if span.first and (token.tag == "NNS" or _singular(token.lower) in names.crowds):
        return False  # the first word behind a dateline
    return token.lower not in ordinary


def _singular(plural: str) -> str:
    """The singular of a plural; "" of another word."""
    return plural[:-3] + "man" if plural.endswith("men") else plural[:-1] if plural.endswith("s") else ""
