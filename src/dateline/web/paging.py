"""What a section lists, cut into pages: for the files of a long page and for the server."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from dateline.web.dossier import Dossier, anchor, name
from dateline.web.links import day, pair, row


def listed(dossier: Dossier, key: str) -> list[Any]:
    """The items of a section as its template takes them: records, or what holds rows (see `names`)."""
    d = dossier
    lists: dict[str, Sequence[Any]] = {
        "timeline": d.days,
        "figures": [*d.series, *([d.alone] if d.alone else [])],
        "disputes": d.disputes,
        "claims": d.told,
        "statements": d.speakers,
        "events": d.happened,
        "places": d.located,
        "names": d.named,
        "unresolved": d.unresolved,
        "copies": d.shared_most,
        "reports": d.piles,
    }
    return list(lists.get(key, ()))


def apart(key: str, items: Sequence[Any]) -> list[Any]:
    """The items with every one that holds rows taken apart: a speaker into statements, a list of figures into single
    ones.
    """
    if key == "statements":
        return [(who, said_as, [one]) for who, said_as, said in items for one in said]
    if key == "figures":
        alone = [[one] for item in items if isinstance(item, list) for one in item]
        return [*(item for item in items if not isinstance(item, list)), *alone]
    return list(items)


def together(key: str, items: Sequence[Any]) -> list[Any]:
    """The inverse of `apart`, for a run of items."""
    if key == "statements":
        return [
            (who, said_as, [one for _, _, said in rows for one in said])
            for (who, said_as), rows in groupby(items, key=itemgetter(0, 1))
        ]
    if key == "figures" and any(isinstance(item, list) for item in items):
        alone = [one for item in items if isinstance(item, list) for one in item]
        return [*(item for item in items if not isinstance(item, list)), alone]
    return list(items)


def names(key: str, item: Any) -> Iterator[str]:
    """The names in a page (targets of links) that stand with an item."""
    match key:
        case "figures" if isinstance(item, list):
            yield from (row(figure.id) for figure in item)
        case "figures":
            yield name(item.id)
            yield from (row(point.figure) for point in item.points)
        case "statements":
            yield from (row(one.id) for one in item[2])
        case "events" | "unresolved":
            yield row(item.id)
        case "copies":
            yield pair(item)
        case "timeline":
            yield day(item)
        case "reports":
            yield name(item[0].id)
            yield from (anchor(id) for id in item[1])
        case "disputes" | "claims" | "places" | "names":
            yield name(item.id)
