"""Whom a pronoun means: the likeliest of those before it, or of whom its sentence says that it speaks."""

from dateline.annotate.speakers.scene import FAR, Referent, Scene
from dateline.annotate.speakers.vocabulary import HE, IT, SHE, SOME, THEY
from dateline.syntax import Token

RECENT = 40
"""Referents that are looked at, at most."""
STILL_SPEAKS = 3
"""Sentences after which whoever spoke last is no likelier than others."""
LONGER = 1.0
"""What having spoken last counts where another sentence stands between: its subject is as likely."""
TOPIC = 15
"""Words that "as for ..." may have in front of its pronoun."""


def likeliest(pronoun: Token, scene: Scene) -> Referent | None:
    """Who spoke last, who was a subject, who is near, if number and gender allow it; None where nobody does."""
    here, told = scene.index_of(pronoun), scene.is_told(pronoun.start)
    best: tuple[float, Referent] | None = None
    for age, referent in enumerate(reversed(scene.referents)):
        far = here - referent.sentence
        if far > FAR or age > RECENT:
            break
        if not agrees(pronoun.lower, referent) or referent.entity in scene.own_names:
            continue
        if pronoun.lower in SOME and (far > 1 or (not referent.subject and referent.spoke < 0)):
            continue  # "an Egyptian who runs the office ...  Some say": not some Egyptians
        score = -1.0 * far - 0.05 * age + 1.5 * referent.subject
        if referent.entity in scene.dead:
            score -= 1.5
        if referent.spoke < 0 and scene.is_quoted(referent.at):
            score -= 2.0  # ""I looked at Caesar," he said.  He added": whom one speaks of speaks not
        if told and referent.subject and scene.is_told(referent.at):
            score += 2.5  # "Ruiz said that Keller left after he had said": not Ruiz
        elif referent is scene.last and here - scene.last_sentence <= STILL_SPEAKS:
            score += 2.0 if here - scene.last_sentence < 2 else LONGER
        elif pronoun.lower in THEY and referent.kind == "organisation" and referent.spoke < 0:
            score -= 3.0  # "the experts say ... of the Royal College ... they say"
        elif 0 <= here - referent.spoke <= STILL_SPEAKS:
            score += 1.0
        if best is None or score > best[0]:
            best = score, referent
    return None if best is None else best[1]


def agrees(pronoun: str, referent: Referent) -> bool:
    """Do number and gender allow that the pronoun (in lower case) means it?"""
    if pronoun in SOME:
        return referent.plural or referent.kind == "group"
    if pronoun in HE | SHE:
        right = "m" if pronoun in HE else "f"
        return referent.kind == "person" and not referent.plural and referent.gender in ("", right)
    if pronoun in IT:
        return referent.kind in ("organisation", "place", "other", "group") and not referent.plural
    return referent.plural or referent.kind in ("group", "organisation")


def topic_of(pronoun: Token) -> Token | None:
    """Whom "as for the northern forces, they said" speaks of: the noun before its comma, if it is one or many as the
    pronoun is.
    """
    tokens = pronoun.sentence.tokens[: pronoun.i][:TOPIC]
    if [token.lower for token in tokens[:2]] != ["as", "for"] or not tokens or tokens[-1].text != ",":
        return None
    noun = next((token for token in tokens[2:] if token.dep == "pobj"), None)
    many = noun is not None and noun.tag in ("NNS", "NNPS")
    return noun if many == (pronoun.lower in THEY) else None
