"""The catalogue of the server: what it lists is what the dossier in memory lists, and no page walks over a record."""

import asyncio
import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from many import Many

from dateline.errors import BadOption
from dateline.records import GROUPS
from dateline.store import Record, writing
from dateline.web import catalogue as module
from dateline.web.catalogue import Catalogue, Wanted, find_catalogue, token_of
from dateline.web.dossier import Dossier, Facets
from dateline.web.gather import read_dossier
from dateline.web.links import ServerLinks, row
from dateline.web.paging import apart, listed, names
from dateline.web.render import SECTIONS, Renderer
from dateline.web.server import make_app
from dateline.web.shelf import Shelf, open_shelf

LISTS = [key for key in SECTIONS if key != "summary"]


@contextmanager
def both(path: Path, folder: Path) -> Iterator[tuple[Dossier, Shelf, Renderer]]:
    """A record as a dossier in memory and as one that is looked up."""
    with Record(path) as record, Catalogue(find_catalogue(record, folder)) as catalogue:
        dossier = read_dossier(record)
        renderer = Renderer(record, dossier, ServerLinks(dossier=dossier), whole=True)
        yield dossier, open_shelf(record, catalogue), renderer


@pytest.fixture(params=["ferry", "hostile", "many"])
def path(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def many(ferry: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty reports: the ferry many times over, with people of their own."""
    path = tmp_path_factory.mktemp("many") / "many.db"
    with Record(ferry) as record:
        Many(record, own=("person",)).write(path, 40)
    return path


def facets(d: Dossier, renderer: Renderer, key: str, item: Any) -> Facets:
    """What an item can be filtered by, as pages in files say it row by row."""
    match key:
        case "timeline":
            return renderer.day_facets(item)
        case "figures":
            return d.facets(*(one.id for one in item) if isinstance(item, list) else (p.figure for p in item.points))
        case "disputes":
            return d.facets(*(id for side in item.sides for id in side.facts))
        case "claims":
            return d.facets(*(id for holder in item.holders for id in holder.facts))
        case "statements":
            return d.facets(*(one.id for one in item[2]))
        case "copies":
            return renderer.copy_facets(item)
        case "places":
            return renderer.place_facets(item.id)
        case "names":
            return renderer.who_facets(item.id)
        case "reports":
            found = [d.facets_of_report(id) for id in item[1]]
            return Facets(
                who=frozenset().union(*(one.who for one in found)),
                where=frozenset().union(*(one.where for one in found)),
                kinds=frozenset().union(*(one.kinds for one in found)),
                earliest=min(one.earliest for one in found),
                latest=max(one.latest for one in found) if all(one.latest for one in found) else "",
            )
        case _:
            return d.facets(item.id)


def passes(found: Facets, wanted: Wanted) -> bool:
    """The filters as page.js has them."""
    held = {"who": found.who, "where": found.where, "kind": found.kinds}
    if any(number not in held[facet] for facet, number in wanted.choices):
        return False
    if (wanted.first or wanted.last) and not (found.earliest or found.latest):
        return wanted.undated
    too_early = wanted.first and found.latest and found.latest < wanted.first
    too_late = wanted.last and found.earliest and found.earliest > wanted.last
    return not (too_early or too_late)


def test_the_same_items_in_the_same_order(path: Path, tmp_path: Path) -> None:
    with both(path, tmp_path) as (dossier, shelf, _):
        for key in LISTS:
            expected = apart(key, listed(dossier, key))
            total = shelf.catalogue.total(key)
            found = [shelf.item(key, one) for one in shelf.catalogue.items(key, 0, total)]
            assert [list(map(str, names(key, item))) for item in found] == [
                list(map(str, names(key, item))) for item in expected
            ], key
            assert found == expected, key
        assert shelf.amounts == dossier.amounts


def test_the_same_items_pass_the_filters(path: Path, tmp_path: Path) -> None:
    chance = random.Random(3)
    days = ["", "", "2024-05-14", "2024-05-15", "2024-05-16", "2023-01-01"]
    with both(path, tmp_path) as (dossier, shelf, renderer):
        sizes = {"who": len(dossier.people), "where": len(dossier.places), "kind": len(dossier.kinds)}
        assert [c.key for c in shelf.offered("who")] == list(dossier.people)[:400]
        assert shelf.kinds == dossier.kinds
        kept = 0
        for _ in range(150):
            chosen = tuple((f, chance.randrange(size + 1)) for f, size in sizes.items() if chance.random() < 0.4)
            wanted = Wanted(choices=chosen, first=chance.choice(days), last=chance.choice(days),
                            undated=chance.random() < 0.5)  # fmt: skip
            key = chance.choice(LISTS)
            items = apart(key, listed(dossier, key))
            expected = [item for item in items if passes(facets(dossier, renderer, key, item), wanted)]
            assert shelf.catalogue.count(key, wanted) == len(expected), (key, wanted)
            found = shelf.catalogue.filtered(key, wanted, 1, 20)
            assert [shelf.item(key, one) for one in found] == expected[1:21], (key, wanted)
            kept += len(expected)
        assert kept > 20


# What templates ask of a dossier besides lists.
def test_the_same_answers(path: Path, tmp_path: Path) -> None:
    with both(path, tmp_path) as (dossier, shelf, _):
        for id, fact in dossier.facts.items():
            assert shelf.facts[id] == fact and shelf.home[id] == dossier.home[id]
            assert shelf.groups_of.get(id, ()) == dossier.groups_of.get(id, ())
            assert shelf.course_of.get(id) == dossier.course_of.get(id)
        for id, head in dossier.heads.items():
            assert shelf.heads[id] == head and shelf.rank[id] == dossier.rank[id]
            assert list(shelf.facts_of.get(id, ())) == dossier.facts_of.get(id, [])
            assert shelf.pile_of(id) == dossier.pile_of(id)
            assert shelf.copies_of.get(id, []) == dossier.copies_of.get(id, [])
            assert shelf.anchored.get(id, frozenset()) == dossier.anchored.get(id, frozenset())
        for id, entity in dossier.entities.items():
            assert shelf.entities[id] == entity and (id in shelf.shown) == (id in dossier.shown)
            assert shelf.first_mentions(id, 2) == dossier.first_mentions(id, 2)
            assert (id in shelf.people, id in shelf.places) == (id in dossier.people, id in dossier.places)
        for key, _, said in dossier.speakers:
            assert shelf.spoken[key] == len(said)
        for asked in ("span", "undated", "single_claims", "greyed", "characters", "quantities", "mapped"):
            assert getattr(shelf, asked) == getattr(dossier, asked), asked
        for section in ("places", "names"):
            assert shelf.unlisted(section) == dossier.unlisted(section)
        assert shelf.denials[:6] == dossier.denials[:6] and len(shelf.denials) == len(dossier.denials)
        assert shelf.disputes[:6] == dossier.disputes[:6] and shelf.shared_most[:6] == dossier.shared_most[:6]
        assert shelf.suggestions[:50] == dossier.suggestions[:50]


# Every name that a page in a file gives its rows is found, and leads to the item that bears it.
def test_every_name_is_found(path: Path, tmp_path: Path) -> None:
    with both(path, tmp_path) as (dossier, shelf, _):
        for key in LISTS:
            for number, item in enumerate(apart(key, listed(dossier, key))):
                for target in names(key, item):
                    section, found = shelf.catalogue.find(target) or ("", -1)
                    (there,) = shelf.catalogue.items(section, found, found + 1)
                    assert target in set(names(section, shelf.item(section, there))), (key, number, target)
        for id in dossier.facts:
            assert shelf.catalogue.find(row(id))
        assert shelf.catalogue.find("row.nothing") is None


ASKED = [
    "/", *(f"/{key}" for key in LISTS), "/statements?page=3", "/statements?who=1", "/figures?where=0&kind=2",
    "/events?from=2024-05-01&to=2024-05-14", "/search?q=ferry", "/charts/places",
]  # fmt: skip


def steps_of(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many instructions SQLite carries out for each page, in hundreds."""
    steps = 0

    def tick() -> None:
        nonlocal steps
        steps += 1

    connect = sqlite3.connect

    def watched(*arguments: Any, **more: Any) -> sqlite3.Connection:
        file: sqlite3.Connection = connect(*arguments, **more)
        file.set_progress_handler(tick, 100)
        return file

    app = make_app(path, folder=folder)

    async def visit() -> dict[str, int]:
        nonlocal steps
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            found = {}
            for address in ASKED:
                module._count.cache_clear()
                steps = 0
                assert (await client.get(address)).status_code == 200
                found[address] = steps
            return found

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", watched)
        return asyncio.run(visit())


# No clock: the work of the database for a page of a record, and of one four times as long. What is filtered is counted
# along its index, two dozen instructions a row; everything else is the same whatever the length.
def test_a_page_costs_the_same_however_long_the_record(
    ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record(ferry) as record:
        copies = Many(record, own=("person",))
    sizes = {300: tmp_path / "300.db", 1200: tmp_path / "1200.db"}
    found = {}
    for size, path in sizes.items():
        copies.write(path, size)
        found[size] = steps_of(path, tmp_path / "pages", monkeypatch)
    for address in ASKED:
        rows = 900 * 2 if "=" in address else 0
        assert found[1200][address] <= found[300][address] * 1.1 + 30 + rows * 0.3, (address, found)


def test_a_catalogue_is_made_once_for_each_build(ferry: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    path.write_bytes(ferry.read_bytes())
    with Record(path) as record:
        first = find_catalogue(record, tmp_path / "pages")
        made = first.stat().st_ino
        assert find_catalogue(record, tmp_path / "pages").stat().st_ino == made
    with writing(path) as writer, writer.transaction():
        writer.replace_findings({table: [] for table in GROUPS}, {})
    with Record(path) as record:
        second = find_catalogue(record, tmp_path / "pages")
        assert second != first and token_of(record) == second.stem
    assert sorted((tmp_path / "pages").iterdir()) == sorted([first, second])


def test_only_the_last_catalogues_are_kept(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number in range(module.KEPT + 3):
        (tmp_path / "pages" / f"{number}.sqlite").touch()
    with Record(ferry) as record:
        made = find_catalogue(record, tmp_path / "pages")
    kept = list((tmp_path / "pages").iterdir())
    assert made in kept and len(kept) == module.KEPT


def test_a_folder_that_cannot_be_written(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "pages").touch()
    with Record(ferry) as record, pytest.raises(BadOption, match="DATELINE_CACHE"):
        find_catalogue(record, tmp_path / "pages")


@pytest.mark.parametrize("walk", [lambda s: list(s.facts), lambda s: list(s.disputes), lambda s: s.alone])
def test_nobody_walks_over_a_record(ferry: Path, tmp_path: Path, walk: Callable[[Shelf], Any]) -> None:
    with both(ferry, tmp_path) as (_, shelf, _), pytest.raises(TypeError, match="one page"):
        walk(shelf)
