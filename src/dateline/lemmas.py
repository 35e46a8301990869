"""What the model's rules say of a word, lemma and part of speech, asked once for each word instead of at each token.

The rules of spaCy's English pipelines look at one token at a time, but for a few ("gon na", "there is").  To match all
of them at every token takes a tenth of the whole parse, and the networks beside them do not read what they say.
"""

from collections.abc import Sequence
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

RULES = ("attribute_ruler", "lemmatizer")
READ_NO_RULES = {"tok2vec", "transformer", "tagger", "parser", "senter", "ner"}
"""Components that do not look at what the rules have said."""
ASKED = {"TAG", "DEP", "LOWER", "ORTH", "IS_SPACE"}
"""What a pattern may ask of a token: nothing that hangs on more than its word, tag and dependency."""
SAID = {"LEMMA", "TAG", "POS", "MORPH", "DEP"}
"""What a rule may say."""
KEPT = 60_000
"""Words with tag and dependency whose answer is kept."""

Key = tuple[int, int, int]
"""Word, tag and dependency of a token, as the model's vocabulary numbers them."""


class Said(NamedTuple):
    """What stands at a token behind the rules, which may alter its tag and dependency, too."""

    lemma: str
    tag: str
    pos: str
    dep: str


class Lemmas:
    """The rules of a pipeline, for documents that went through its other components."""

    def __init__(self, pipeline: "Pipeline"):
        from spacy.matcher import Matcher  # noqa: PLC0415 (slow)

        self._components: list[Any] = [pipeline.get_pipe(name) for name in RULES]
        self._vocab = pipeline.vocab
        self._wider, self._first = Matcher(pipeline.vocab), Matcher(pipeline.vocab)
        """The patterns of more than one token, and the first token of each."""
        for number, rule in enumerate(self._components[0].patterns):
            if wider := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._wider.add(str(number), wider)
                self._first.add(str(number), [pattern[:1] for pattern in wider])
        self._known: dict[Key, Said] = {}
        self._opening: set[Key] = set()
        """Those that may begin a wider pattern."""

    def of(self, doc: "Doc", keys: Sequence[Key]) -> list[Said]:
        """What the rules say of each token; `keys` are those of the tokens."""
        known = self._known
        if new := set(keys).difference(known):
            if len(known) + len(new) > KEPT:
                new = set(keys)
                known.clear()
                self._opening.clear()
            known.update(self._learn(list(new)))
        if not self._opening.isdisjoint(keys) and self._wider(doc, allow_missing=True):
            return self._ask(doc)
        return [known[key] for key in keys]

    def _learn(self, keys: list[Key]) -> dict[Key, Said]:
        """What the rules say of words that stand by themselves: all in one document, if no two read as one thing."""
        from spacy.tokens import Doc  # noqa: PLC0415 (slow)

        doc = Doc(self._vocab, words=[self._vocab.strings[word] for word, _, _ in keys])
        for token, (_, tag, dep) in zip(doc, keys, strict=True):
            token.tag, token.dep = tag, dep
        if len(keys) > 1 and self._wider(doc, allow_missing=True):
            return {key: said for alone in keys for key, said in self._learn([alone]).items()}
        self._opening.update(keys[start] for _, start, _ in self._first(doc, allow_missing=True))
        return dict(zip(keys, self._ask(doc), strict=True))

    def _ask(self, doc: "Doc") -> list[Said]:
        for component in self._components:
            doc = component(doc)
        return as_it_stands(doc)


def as_it_stands(doc: "Doc") -> list[Said]:
    """What the components of its pipeline have said of each token."""
    return [Said(*map(intern, (token.lemma_, token.tag_, token.pos_, token.dep_))) for token in doc]


def lemmas_of(pipeline: "Pipeline") -> Lemmas | None:
    """The rules, where they are spaCy's own, say nothing that hangs on more than a `Key` (or on the words right behind
    it), and no other component reads what they say; otherwise they must run in the pipeline.
    """
    from spacy.lang.en.lemmatizer import EnglishLemmatizer  # noqa: PLC0415 (slow)
    from spacy.pipeline import AttributeRuler  # noqa: PLC0415 (slow)

    if [name for name in pipeline.pipe_names if name == "parser" or name not in READ_NO_RULES] != ["parser", *RULES]:
        return None
    ruler, lemmatizer = map(pipeline.get_pipe, RULES)
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer or lemmatizer.mode != "rule":
        return None
    rules: list[dict[str, Any]] = ruler.patterns
    asked = {key for rule in rules for pattern in rule["patterns"] for token in pattern for key in token}
    said = {key for rule in rules for key in rule["attrs"]}
    return Lemmas(pipeline) if asked <= ASKED and said <= SAID else None
