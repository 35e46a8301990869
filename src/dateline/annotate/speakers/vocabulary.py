"""Words that tell who a speaker is."""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline import lexicon

HE, SHE, IT, THEY = (
    {"he", "him", "his"},
    {"she", "her", "hers"},
    {"it", "its"},
    {"they", "them", "their", "those", "these"},
)
SELF = {"i", "we", "me", "us", "my", "our", "myself", "ourselves"}
SOME = {"some", "others", "many", "several", "both", "most"}
NOBODY = {"nobody", "none", "anyone", "anybody", "what", "there"}
RELATIVE = {"who", "which", "that", "whom", "whose"}


class Words(lexicon.Entry, frozen=True, kw_only=True):
    """Nouns that tell the same about a speaker."""

    words: tuple[str, ...]


class GivenNames(lexicon.Entry, frozen=True, kw_only=True):
    """Given names of one gender."""

    gender: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerWords:
    """Nouns (lemmas and forms in lower case) by what they tell about a speaker."""

    institutions: frozenset[str]
    men: frozenset[str]
    women: frozenset[str]
    measures: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    """Nouns behind the name of a medium."""
    people: frozenset[str]
    """Nouns for people, in any of their parts in events."""
    single: frozenset[str]
    """Offices that one person holds."""
    fighters: frozenset[str]
    """Nouns for those who fight for a group and speak for it."""
    teams: frozenset[str]
    """Nouns for several people that no "he" stands for."""
    bodies: frozenset[str]
    """Nouns for any institution."""
    written: frozenset[str]
    """What speaks for whoever wrote it: "a statement by the spokesman"."""
    reckonings: frozenset[str]
    """What is said by whoever reckons it: "a Red Cross estimate"."""
    leaders: frozenset[str]
    """Words for whoever leads a state, whatever the office is called."""
    rulers: frozenset[str]
    """The offices of those who do."""
    dying: frozenset[str]
    """Words by which somebody is said to be dead, whose they are or of whom they are told."""
    given: Mapping[str, str]
    """Gender by given name; names that both bear are left out."""


def load_speaker_words(language: str = "en") -> SpeakerWords:
    """Reads speakers.toml.  Errors: LexiconError."""

    def words(table: str) -> frozenset[str]:
        return frozenset(w for entry in lexicon.read("speakers", table, Words, language=language) for w in entry.words)

    men, women = words("man"), words("woman")
    given: dict[str, str] = {}
    for entry in lexicon.read("given_names", "given", GivenNames, language=language):
        for name in entry.names:
            given[name] = "" if given.get(name, entry.gender) != entry.gender else entry.gender
    return SpeakerWords(
        institutions=words("institution"), men=men, women=women, measures=words("measure"),
        documents=words("document"), media=words("medium"), people=words("person") | men | women,
        single=words("single"), fighters=words("fighter"), teams=words("team"), bodies=words("body"),
        written=words("written"),
        reckonings=words("reckoning"), leaders=words("leader"), rulers=words("ruler"), dying=words("dying"),
        given=given,
    )  # fmt: skip
