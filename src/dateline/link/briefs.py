"""Counts in brief: all that claims and overlaps ask of a figure, which is a tenth of an account."""

import msgspec

from dateline.link.accounts import Account, number, sort_of
from dateline.records import Stance, Status


class Region(msgspec.Struct, frozen=True, array_like=True):
    """Where those counted were, if the place is known."""

    name: str
    country: str | None
    precision: str | None


class Brief(msgspec.Struct, frozen=True, array_like=True, kw_only=True):
    """An account in brief; fields mean what they mean there (see accounts)."""

    fact: str
    """The id of the figure."""
    report: str
    start: int
    end: int
    sentence: tuple[int, int]
    kind: str
    sort: str
    """See accounts.sort_of."""
    unit: str
    low: float | None
    high: float | None
    number: float | None
    """The one that is printed."""
    who: str
    measure: str
    matter: str
    place: str | None
    place_name: str | None
    region: Region | None
    status: Status
    stance: Stance
    entity: str | None
    """Of the giver."""
    name: str | None
    """Of the giver; None where the reporter gives it."""
    giver: str
    chain: tuple[str, ...]
    anonymous: bool
    period: tuple[str, str] | None
    day: str | None
    stood: str | None
    """The day it stood so, as far as it is known."""
    part_of: str | None
    whole: str
    alone: bool
    wide: bool
    inferred: bool
    statement: str | None


def brief(account: Account) -> Brief:
    """An account in brief."""
    figure, region = account.figure, account.region
    return Brief(
        fact=figure.id, report=account.report, start=figure.start, end=figure.end, sentence=account.sentence,
        kind=figure.kind, sort=sort_of(figure), unit=figure.unit, low=figure.low, high=figure.high,
        number=number(figure), who=account.who, measure=account.measure, matter=account.matter, place=account.place,
        place_name=account.place_name,
        region=Region(region.name, region.country, region.precision) if region else None,
        status=account.status, stance=account.stance, entity=figure.giver_entity, name=figure.giver,
        giver=account.giver, chain=account.chain, anonymous=account.anonymous, period=account.period,
        day=account.day.isoformat() if account.day else None, stood=account.as_of.best or account.as_of.latest,
        part_of=figure.part_of, whole=account.whole, alone=account.alone, wide=account.wide,
        inferred=account.inferred, statement=figure.statement,
    )  # fmt: skip
