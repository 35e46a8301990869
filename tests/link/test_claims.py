"""The same assertion in other words: who holds it with which stance; what is alike and another claim."""

from collections.abc import Mapping, Sequence

import pytest
from builds import copies_of

from dateline.link.claims import find_claims
from dateline.link.matters import find_accounts
from dateline.records import Annotation, Claim, Copy, Holder, Origin, Report, Statement


def made(
    reports: Sequence[Report], read: Mapping[str, Annotation], origins: Sequence[Origin], copies: Sequence[Copy] = ()
) -> list[Claim]:
    """The claims of statements."""
    blocks = find_claims(find_accounts([], {}, []), reports, read, origins, copies_of(copies))
    return [claim for made in blocks for claim in made]


def claims(*said: tuple[str, str, str], copies: tuple[Copy, ...] = ()) -> list[Claim]:
    """The claims of reports that each hold one statement: (speaker, stance, content)."""
    reports, read = [], {}
    for k, (speaker, stance, content) in enumerate(said):
        id = chr(97 + k)
        reports.append(Report(id=id, text=content))
        spans = ((0, len(content)),)
        statement = Statement(id=f"s-{id}", source=(), cue=(), content=spans, speaker=speaker, stance=stance)  # type: ignore[arg-type]
        read[id] = Annotation(id=id, sentences=spans, statements=(statement,))
    origins = [Origin(id=f"origin:{report.id}", reports=(report.id,)) for report in reports]
    return made(reports, read, origins, copies)


SHELLS = "the shells that hit the grain market in Orlo were fired from the northern ridge"

# (two contents, whether they are one claim)
PAIRS = [
    (SHELLS, "shells fired from the northern ridge hit the grain market of Orlo", True),
    ("sixty-one cartridge cases were found at the gate", "the gate was painted in spring", False),
    # another number is another claim
    (
        "police found 61 cartridge cases at the customs gate",
        "police found 16 cartridge cases at the customs gate",
        False,
    ),
    # another place too
    (
        "the dam above Lower Kessa has burst and flooded mills",
        "the dam above Nord Halle has burst and flooded mills",
        False,
    ),
    # names alone say what a pile is about, and not what somebody says of it
    ("Governor Tessa Marlowe's handling of the Brindal flood", "Governor Tessa Marlowe's Brindal election", False),
    ("a trial of Dr Anton Velde for manslaughter", "Dr Anton Velde as a friend of the Velde family", False),
    # what is said of them does
    ("the Brindal flood a nightmare for relief", "the relief after the Brindal flood a nightmare of lorries", True),
    # what tells nothing is not found again
    ("it was so", "it was so", False),
]


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS)
def test_pairs(one: str, other: str, expected: bool) -> None:
    assert bool(claims(("council", "asserts", one), ("mayor", "asserts", other))) is expected


def test_a_denial_is_a_stance_and_no_other_claim() -> None:
    denied = SHELLS.replace("were fired", "were not fired")
    (claim,) = claims(("council", "asserts", SHELLS), ("army", "asserts", denied), ("mayor", "denies", SHELLS))
    assert claim.holders == (
        Holder(entity=None, name="army", stance="denies", facts=("s-b",)),
        Holder(entity=None, name="council", stance="asserts", facts=("s-a",)),
        Holder(entity=None, name="mayor", stance="denies", facts=("s-c",)),
    )
    # only those who assert it stand behind it
    assert (claim.reports, claim.origins, claim.givers) == (("a",), ("origin:a",), ("council",))


# (what one says, what another says, whether that denies it): a "not" denies only what stands behind it in its clause
NOT = [
    ("the upper Kessa dam has burst", "the upper Kessa dam has not burst", True),
    ("a bomb in the bank killed two men", "a bomb in the bank killed two men; who did it is not known", False),
    (
        "a bomb in the bank of Orlo killed two constables",
        "a bomb in the bank of Orlo killed two constables, but the army did not have suspects",
        False,
    ),
]


@pytest.mark.parametrize(("one", "other", "denied"), NOT)
def test_what_a_not_denies(one: str, other: str, denied: bool) -> None:
    (claim,) = claims(("council", "asserts", one), ("mayor", "asserts", other))
    assert ("denies" in [holder.stance for holder in claim.holders]) is denied


def test_a_statement_inside_another_repeats_nothing() -> None:
    text = f"the army said that {SHELLS}"
    inner = ((text.index(SHELLS), len(text)),)
    said = (
        Statement(id="s-out", source=(), cue=(), content=((0, len(text)),), speaker="council"),
        Statement(id="s-in", source=(), cue=(), content=inner, speaker="council", stance="denies"),
    )
    read = {"a": Annotation(id="a", sentences=((0, len(text)),), statements=said)}
    assert made([Report(id="a", text=text)], read, [Origin(id="origin:a", reports=("a",))]) == []


def test_a_shared_passage_is_one_origin() -> None:
    span = ((0, len(SHELLS)),)
    copy = Copy(a="a", b="b", relation="verbatim", a_spans=span, b_spans=span, coverage=1.0)
    (claim,) = claims(("council", "asserts", SHELLS), ("council", "asserts", SHELLS), copies=(copy,))
    assert (len(claim.reports), claim.origins) == (2, ("origin:a",))


def test_the_order_of_reports_does_not_matter() -> None:
    other = "shells fired from the northern ridge hit the grain market of Orlo"
    said = [("council", "asserts", SHELLS), ("mayor", "asserts", other), ("army", "denies", SHELLS)]
    holders = {tuple((holder.name, holder.stance) for holder in claim.holders) for claim in claims(*said)}
    assert {tuple((h.name, h.stance) for h in claim.holders) for claim in claims(*said[::-1])} == holders


# More reports than a word may be looked up for: the same words are one claim nevertheless.
def test_three_hundred_reports_of_the_same_words_are_one_claim() -> None:
    said = [(f"paper {k}", "asserts", SHELLS) for k in range(300)]
    reports = [Report(id=f"{k:03}", text=SHELLS) for k in range(300)]
    spans = ((0, len(SHELLS)),)
    read = {
        report.id: Annotation(
            id=report.id,
            sentences=spans,
            statements=(Statement(id=f"s-{report.id}", source=(), cue=(), content=spans, speaker=name),),
        )
        for report, (name, _, _) in zip(reports, said, strict=True)
    }
    (claim,) = made(reports, read, [Origin(id=f"origin:{r.id}", reports=(r.id,)) for r in reports])
    assert len(claim.reports) == 300
