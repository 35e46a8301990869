"""Who says what: source, cue and content.

    quotes     which words stand in quotation marks
    frames     everything that may be a statement (verbs, nouns, sources, spans): cue, content, source, by the parse
    evidence   what speaks for and against each
    rivals     what the others of its sentence say for and against each
    choose     how likely each is a statement, by counts and weights that are data
    runs       quotations that go on from the statement before
    stance     assertion, denial, accusation, demand, promise or question

The content includes its own "that", "to" or "whether", as the public corpus has it (PolNeAR, Newell et al. 2018), and
not the preposition of the cue ("warned of [a flood]").  A sentence of its own that goes on with a quotation is a
statement of its own with the cue and source of the one before.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotate.statements.choose import Look, Odds, likelihood, load_odds
from dateline.annotate.statements.evidence import evidence
from dateline.annotate.statements.frames import Known, candidates, whole_quotes, with_marks
from dateline.annotate.statements.labels import in_dateline, signed_apart
from dateline.annotate.statements.quotes import Quoted, find_quotes
from dateline.annotate.statements.retold import retold
from dateline.annotate.statements.rivals import REACH, Said, alike, holds, rivals
from dateline.annotate.statements.runs import runs_of_quotes
from dateline.annotate.statements.spans import Candidate, noun_phrase, without
from dateline.annotate.statements.stance import stance_of
from dateline.annotate.statements.vocabulary import CueWords, load_cue_words
from dateline.records import Mention, Mode, Span, Spans, Statement, fact_id
from dateline.syntax import Sentence, Token

LIKELY = 0.375
"""A candidate at least this likely is a statement: below where F1 is highest on the development text, for recall."""
SIGNED = 0.9
"""How likely words are of whoever signs or passes them on in a sentence of its own, about: as within one sentence."""
HOPELESS = -4.5
"""Log odds by the counts alone under which no circumstances make a statement: nearly half of all candidates, unread."""
WORTH = -4.6
"""Log odds by itself under which a candidate, one of a hundred, is not looked at again."""
DEEPEST = 50
"""Statements within statements that are followed down."""
MODIFIERS = {"aux", "auxpass", "neg", "prt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The compiled vocabulary of statements: cue words with their counts, and what they say about stance."""

    known: Known
    odds: Odds
    words: CueWords


def load_cues(language: str = "en") -> Cues:
    """Reads the vocabulary of statements.  Errors: LexiconError."""
    odds, words = load_odds(language), load_cue_words(language)
    lemmas: dict[str, set[str]] = {"NOUN": set(), "ADJ": set(), "ADV": set()}
    for cue, pos in odds.lemmas:
        lemmas.setdefault(pos, set()).add(cue)
    for kind, cue in words.entries:
        lemmas.setdefault({"noun": "NOUN", "adjective": "ADJ"}.get(kind, kind), set()).add(cue)
    return Cues(
        known=Known(
            nouns=frozenset(lemmas["NOUN"]),
            adjectives=frozenset(lemmas["ADJ"]),
            adverbs=frozenset(lemmas["ADV"]),
        ),
        odds=odds,
        words=words,
    )


def find_statements(
    report: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], cues: Cues
) -> list[Statement]:
    """The statements of a report (given by its id), in the order of the text, speakers not yet resolved."""
    quoted = Quoted(find_quotes(sentences))
    chosen = [
        said
        for index, (sentence, paragraph) in enumerate(zip(sentences, paragraphs_of(sentences), strict=True))
        for said in pick(_weighed(sentence, index, paragraph, quoted, cues))
    ]
    chosen += [Said(c, c.content, SIGNED, index) for index, c in signed_apart(sentences, quoted)]
    told = [Said(c, whole_quotes(c, quoted), SIGNED, index) for index, c in retold(sentences, quoted, cues.words)]
    cued = {id(said.candidate.cue) for said in told}
    chosen = [said for said in chosen if id(said.candidate.cue) not in cued] + told
    chosen.sort(key=lambda said: (said.candidate.cue.start, said.content))
    drafts = [_Draft(with_marks(said.content, quoted), said, False) for said in chosen]
    drafts += [
        _Draft(((quote.start, quote.end),), said, True) for said, quote in runs_of_quotes(chosen, sentences, quoted)
    ]
    drafts.sort(key=lambda draft: (draft.content, draft.said.candidate.cue.start))
    return _records(report, drafts, quoted, cues)


def paragraphs_of(sentences: Sequence[Sentence]) -> list[Span]:
    """For each sentence the span of its paragraph."""
    spans: dict[int, Span] = {}
    for sentence in sentences:
        start = spans[sentence.paragraph][0] if sentence.paragraph in spans else sentence.start
        spans[sentence.paragraph] = start, sentence.end
    return [spans[sentence.paragraph] for sentence in sentences]


def _weighed(sentence: Sentence, index: int, paragraph: Span, quoted: Quoted, cues: Cues) -> list[Said]:
    """The candidates of a sentence with their likelihood: each looked at alone, then those that are left together.

    What the vocabulary adds for crisis news is added last, so that it speaks for a cue and not against its readings.
    """
    found, looks = [], []
    unquoted = not quoted.within((sentence.start, sentence.end))
    for candidate in candidates(sentence, quoted, cues.known, cues.words, paragraph):
        numbers = cues.odds.numbers(candidate)
        outset = cues.odds.alone.outset(numbers)
        of_cue = cues.words.of_cue(candidate)
        if outset + of_cue < HOPELESS:
            continue
        # most sentences hold no quotation that a content could begin or end in
        inside = unquoted and candidate.content[-1][1] <= sentence.end and candidate.content[0][0] >= sentence.start
        content = candidate.content if inside else whole_quotes(candidate, quoted)
        look = Look(numbers, evidence(candidate, content, quoted, cues.words))
        odds = outset + cues.odds.alone.of(look.circumstances)
        of_others = cues.words.of_others(look.circumstances)
        if odds + of_cue + of_others >= WORTH:
            found.append(Said(candidate, content, likelihood(odds), index))
            looks.append((look, of_cue, of_others))
    for said, (look, of_cue, of_others), rivalry in zip(found, looks, rivals(found), strict=True):
        again = look.beside(said.likely, rivalry)
        odds = cues.odds.together.odds(again) + of_cue + cues.words.of_others(rivalry, of_others)
        said.likely = likelihood(odds)
    return found


def pick(found: list[Said]) -> list[Said]:
    """The likely candidates of one sentence: one a cue, and one a content unless one of them holds the other's cue.

    Readings of one cue that differ little in content share the evidence for it: their likelihoods are added.
    """
    readings: dict[int, list[Said]] = {}
    for said in found:
        readings.setdefault(said.candidate.cue.i, []).append(said)
    likely = [reading for own in readings.values() if (reading := _reading(own)) is not None]
    chosen: list[Said] = []
    places: list[int] = []
    for said in sorted(likely, key=lambda s: -s.likely):
        at = bisect_left(places, said.candidate.cue.i)
        if not any(_same(said, other) for other in chosen[max(0, at - REACH) : at + REACH]):
            chosen.insert(at, said)
            places.insert(at, said.candidate.cue.i)
    return chosen


def _reading(own: list[Said]) -> Said | None:
    """The likeliest of the readings of one cue, among those that together are the likeliest."""
    if len(own) == 1:  # as of nearly all cues
        return own[0] if own[0].likely >= LIKELY else None
    support = [sum(other.likely for other in own if alike(other, said)) for said in own]
    most = max(range(len(own)), key=lambda n: (support[n], own[n].likely))
    if support[most] < LIKELY:
        return None
    return max((said for said in own if alike(said, own[most])), key=lambda s: s.likely)


def _same(a: Said, b: Said) -> bool:
    if a.candidate.cue is b.candidate.cue:
        return True
    if "cited" in (a.candidate.frame, b.candidate.frame):
        return False  # "citing a nurse, the agency said": both say it
    if a.candidate.source is b.candidate.source and (_gives(a, b) or _gives(b, a)):
        return alike(a, b)  # "expressed hope that the truce would hold" is said once
    return alike(a, b) and not holds(a.content, b.candidate.cue) and not holds(b.content, a.candidate.cue)


def _gives(said: Said, other: Said) -> bool:
    """Is the cue of the one the object of the other's: "expressed hope"?"""
    cue = said.candidate.cue
    return cue.dep == "dobj" and cue.head is other.candidate.cue


# --- records -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Draft:
    content: Spans
    said: Said
    goes_on: bool
    """A quotation that goes on from `said`."""

    @property
    def anchor(self) -> int:
        """The character by which it stands inside of another statement or not."""
        return self.content[0][0] if self.goes_on else self.said.candidate.cue.start

    @property
    def size(self) -> int:
        return sum(e - s for s, e in self.content)


def _records(report: str, drafts: Sequence[_Draft], quoted: Quoted, cues: Cues) -> list[Statement]:
    ids: list[str] = []
    parts: list[tuple[Spans, Spans]] = []
    used: dict[tuple[Spans, Spans, Spans], int] = {}
    for draft in drafts:
        source, cue = source_spans(draft.said.candidate), cue_spans(draft.said.candidate)
        key = (source, cue, draft.content)
        ids.append(fact_id("statement", report, [*source, *cue, *draft.content], used.get(key, 0)))
        used[key] = used.get(key, 0) + 1
        parts.append((source, cue))
    found = []
    for draft, own, (source, cue), parent in zip(drafts, ids, parts, _parents(drafts), strict=True):
        candidate = draft.said.candidate
        stance, why = stance_of(candidate, draft.content, cues.words)
        reasons = [f"cue {candidate.key!r} in the frame {candidate.frame!r}, likely {draft.said.likely:.2f}", *why]
        if draft.goes_on:
            reasons.append("a quotation that goes on from the statement before")
        found.append(
            Statement(id=own, source=source, cue=cue, content=draft.content, stance=stance, why=tuple(reasons),
                      mode="direct" if candidate.path == "label" else mode_of(draft.content, candidate.cue, quoted),
                      parent=None if parent is None else ids[parent])
        )  # fmt: skip
    return found


def _parents(drafts: Sequence[_Draft]) -> list[int | None]:
    """For each draft, in the order of content, the index of the smallest other one whose content it stands in."""
    parents: list[int | None] = [None] * len(drafts)
    opened: list[int] = []
    following = 0
    for n in sorted(range(len(drafts)), key=lambda n: drafts[n].anchor):
        at = drafts[n].anchor
        while following < len(drafts) and drafts[following].content[0][0] <= at:
            opened.append(following)
            following += 1
        opened = [m for m in opened if drafts[m].content[-1][1] > at][-DEEPEST:]
        around = [
            m for m in opened
            if drafts[m].said is not drafts[n].said and any(s <= at < e for s, e in drafts[m].content)
        ]  # fmt: skip
        parents[n] = min(around, key=lambda m: (drafts[m].size, m), default=None)
    cued = {id(draft.said.candidate.cue): n for n, draft in enumerate(drafts) if not draft.goes_on}
    for n, draft in enumerate(drafts):
        if draft.said.candidate.frame == "cited":  # what the one cited says is passed on by whoever cites
            above = (cued.get(id(token)) for token in draft.said.candidate.cue.ancestors())
            parents[n] = next((m for m in above if m is not None), parents[n])
            if parents[n] is None:  # "according to the agency, citing the mayor, 20 died"
                same = (m for m, o in enumerate(drafts) if o.content == drafts[n].content)
                parents[n] = next((m for m in same if drafts[m].said.candidate.path == "according"), None)
    return parents


def source_spans(candidate: Candidate) -> Spans:
    """The characters of the source: its noun phrase without the cue, with what closes a bracket or quotation in it."""
    if candidate.source is None or in_dateline(candidate.source):
        return ()
    sentence = candidate.source.sentence
    found = without(sentence, *(candidate.named or noun_phrase(candidate.source, candidate.cue)))
    if found:
        start, end = found[-1]
        while sentence.text[end : end + 1] in CLOSING and _is_open(sentence.text[start:end], sentence.text[end]):
            end += 1
        found[-1] = start, end
    return tuple(found)


CLOSING = {")": "(", "]": "[", '"': '"', "”": "“", "»": "«"}


def _is_open(text: str, mark: str) -> bool:
    """Does the text hold a bracket or quotation that the mark closes?"""
    opening = CLOSING[mark]
    return text.count(opening) % 2 == 1 if opening == mark else text.count(opening) > text.count(mark)


def cue_spans(candidate: Candidate) -> Spans:
    """The cue with its auxiliaries, negation and particle where they stand next to it; "according to" whole."""
    cue = candidate.cue
    tokens = cue.sentence.tokens
    first = last = cue.i
    while first > 0 and tokens[first - 1].head is cue and tokens[first - 1].dep in MODIFIERS:
        first -= 1
    if candidate.path == "according" and candidate.source is not None and candidate.source.left > cue.i:
        return ((cue.start, tokens[candidate.source.left - 1].end),)
    joined = {"prt", "neg", "prep"} if ":" in candidate.frame or cue.lower == "according" else {"prt", "neg"}
    while last + 1 < len(tokens) and tokens[last + 1].head is cue and tokens[last + 1].dep in joined:
        last += 1
    return ((tokens[first].start, tokens[last].end),)


def mode_of(content: Spans, cue: Token, quoted: Quoted) -> Mode:
    """Direct where all words stand in quotation marks, mixed where some do; marks around the cue too do not count."""
    around = quoted.at(cue.start)
    inside = total = 0
    for start, end in content:
        total += end - start
        quotes = quoted.within((start, end)) if around is None else quoted.inside((start, end))
        inside += sum(max(0, min(end, quote.end) - max(start, quote.start)) for quote in quotes)
    if not inside:
        return "indirect"
    return "direct" if inside > 0.95 * total else "mixed"
