"""The pages of a record, made as they are asked for: for records too long for one file.

Read-only, for one person on one machine: it answers on loopback unless told otherwise, only to requests that name it
as a host (so that no other site's page can read it through the browser), and changes nothing.  What people decide about
a record will be written through the same routes; until then there is no method but GET.
"""

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import uvicorn
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import BadOption, DatelineError
from dateline.records import Span
from dateline.store import Record
from dateline.web import atlas, charts
from dateline.web.dossier import Dossier, Facets, anchor, name
from dateline.web.gather import read_dossier
from dateline.web.links import ServerLinks, row
from dateline.web.marking import visible
from dateline.web.paging import apart, listed, names, together
from dateline.web.render import SECTIONS, Renderer, static

PER_PAGE = 50
"""Rows of a list on one page; of courses, each with a chart and a table, fewer."""
COURSES = 10
MOST_HITS = 500
"""Places that a search marks in one report."""
EVERYWHERE = ("0.0.0.0", "::")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
TYPES = {"page.css": "text/css", "page.js": "text/javascript"}


@dataclass(frozen=True)
class Shelf:
    """A dossier with the places of its rows: the section and number of each name that links lead to."""

    dossier: Dossier
    stamp: tuple[tuple[int, int], ...]

    @cached_property
    def rows(self) -> dict[str, tuple[str, int]]:
        return {
            target: (key, number)
            for key in SECTIONS
            for number, item in enumerate(apart(key, listed(self.dossier, key)))
            for target in names(key, item)
        }

    @cached_property
    def reports(self) -> dict[str, str]:
        return {anchor(id): id for id in self.dossier.heads}


@dataclass
class Library:
    """The record at a path, read again when a build has changed it."""

    path: Path
    _kept: Shelf | None = None
    _lock: Lock = field(default_factory=Lock)

    def open(self, record: Record) -> Shelf:
        """What pages need of the record.  Raises RecordError."""
        files = (self.path, self.path.with_name(f"{self.path.name}-wal"))
        stamp = tuple((s.st_mtime_ns, s.st_size) for file in files if file.exists() for s in [file.stat()])
        with self._lock:
            if self._kept is None or self._kept.stamp != stamp:
                self._kept = Shelf(read_dossier(record), stamp)
            return self._kept


@dataclass(frozen=True)
class Desk:
    """All that answering one request needs."""

    record: Record
    shelf: Shelf
    request: Request

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.record, self.shelf.dossier, ServerLinks(dossier=self.shelf.dossier), whole=False)

    def page(self, template: str, title: str, current: str, *, filters: bool = False, **more: object) -> HTMLResponse:
        """A page with the frame that all have in common."""
        asked = self.request.query_params
        chosen = {key: asked.get(key, "") for key in ("q", "who", "where", "kind", "from", "to")}
        chosen["undated"] = "1" if asked.get("undated") or "kind" not in asked else ""
        head = self.renderer.render("search_box.html", q=asked.get("q", ""))
        if filters:
            head += self.renderer.render("filters.html", server=True, action=f"/{current}", chosen=chosen)
        made = self.renderer.render(
            template, title=title, current=current, policy="", style="", script="", filters=head, **more
        )
        return HTMLResponse(made.encode("utf-8", "replace"))


def make_app(path: Path, hosts: Sequence[str] = LOOPBACK) -> ASGIApp:
    """The application for the record at `path`, answering to these host names ("*": to any).

    Raises RecordError where there is no record now.
    """
    with Record(path):
        pass
    library = Library(path)

    def at(answer: Callable[[Desk], Response]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            try:
                with Record(path) as record:
                    return answer(Desk(record, library.open(record), request))
            except DatelineError as wrong:
                return PlainTextResponse(f"{wrong}\n", status_code=503)

        return endpoint

    app = Starlette(
        routes=[
            Route("/", at(overview)),
            Route("/static/{file}", asset),
            Route("/search", at(search)),
            Route("/reports/{report}", at(report)),
            Route("/to/{target}", at(find)),
            Route("/charts/{series}", at(chart)),
            Route("/{section}", at(section)),
        ],
        exception_handlers={404: _missing},
    )
    return Guard(app, tuple(hosts))


def serve(path: Path, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Answers until it is interrupted.  `announce` is told the address.  Raises RecordError, BadOption."""
    hosts = (
        LOOPBACK if host in LOOPBACK or host == "::1" else ("*",) if host in EVERYWHERE else (*LOOPBACK, host.lower())
    )
    app = make_app(path, hosts)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        opened = socket.create_server((host, port), family=family)
    except OSError as wrong:
        raise BadOption(f"cannot answer on {host} port {port} ({wrong.strerror}); choose another --port") from None
    with opened:
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        announce(f"http://{shown}:{opened.getsockname()[1]}/")
        settings = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        uvicorn.Server(settings).run(sockets=[opened])


class Guard:
    """Lets in requests to hosts that it knows, and puts the policy on every answer."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(key, value) for key, value in message["headers"] if key.decode().lower() not in HEADERS]
                message["headers"] = kept + [(key.encode(), value.encode()) for key, value in HEADERS.items()]
            await send(message)

        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif not self._knows(dict(scope["headers"]).get(b"host", b"").decode("latin-1")):
            await PlainTextResponse("no such host here\n", status_code=421)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)

    def _knows(self, host: str) -> bool:
        return "*" in self.hosts or re.sub(r":\d+$", "", host).lower() in self.hosts


async def asset(request: Request) -> Response:
    """The style and the script."""
    file = request.path_params["file"]
    if file not in TYPES:
        return PlainTextResponse("no such file\n", status_code=404)
    return Response(static(file), media_type=TYPES[file])


async def _missing(request: Request, error: Exception) -> Response:
    return PlainTextResponse("no such page\n", status_code=404)


def overview(desk: Desk) -> Response:
    """The summary."""
    return _section(desk, "summary")


def section(desk: Desk) -> Response:
    """A section of the dossier."""
    key = desk.request.path_params["section"]
    return _section(desk, key) if key in SECTIONS else PlainTextResponse("no such page\n", status_code=404)


def _section(desk: Desk, key: str) -> Response:
    rows = apart(key, listed(desk.shelf.dossier, key))
    kept = [item for item in rows if passes(_facets(desk.renderer, key, item), desk.request.query_params)]
    size = _size(key)
    pages = max(1, -(-len(kept) // size))
    at = min(max(_number(desk.request.query_params.get("page")), 1), pages)
    items = together(key, kept[(at - 1) * size : at * size])
    if key == "reports":
        html = desk.renderer.render("reports_list.html", items=items)
    else:
        html = desk.renderer.section(key, items)
    return desk.page(
        "list.html",
        SECTIONS[key],
        key,
        filters=key != "summary",
        html=html,
        name_of_section=key,
        shown=len(kept),
        total=len(rows),
        at=at,
        pages=[(number, _address(desk, key, number)) for number in _near(at, pages)],
    )


def _size(key: str) -> int:
    return COURSES if key == "figures" else PER_PAGE


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 1


def _near(at: int, pages: int) -> list[int]:
    """The pages to offer: the first, the last, and those about here."""
    return sorted({1, pages, *range(max(1, at - 2), min(pages, at + 2) + 1)}) if pages > 1 else []


def _address(desk: Desk, key: str, number: int) -> str:
    asked = [(name, value) for name, value in desk.request.query_params.multi_items() if name != "page"]
    return f"/{key}?{urlencode([*asked, ('page', number)])}"


def _facets(renderer: Renderer, key: str, item: Any) -> Facets:
    d = renderer.dossier
    match key:
        case "timeline":
            return renderer.day_facets(item)
        case "figures" if not isinstance(item, list):
            return d.facets(*(point.figure for point in item.points))
        case "figures":
            return d.facets(*(one.id for one in item))
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


def passes(facets: Facets, asked: Any) -> bool:
    """Whether a row stays, given the fields of the filters; what has no date stays if "undated" is asked for."""
    who, where, kind = (asked.get(key, "") for key in ("who", "where", "kind"))
    if who and not (who.isdecimal() and int(who) in facets.who):
        return False
    if where and not (where.isdecimal() and int(where) in facets.where):
        return False
    if kind and not (kind.isdecimal() and int(kind) in facets.kinds):
        return False
    first, last = asked.get("from", ""), asked.get("to", "")
    if (first or last) and not (facets.earliest or facets.latest):
        return bool(asked.get("undated"))
    too_early = first and facets.latest and facets.latest < first
    too_late = last and facets.earliest and facets.earliest > last
    return not (too_early or too_late)


def report(desk: Desk) -> Response:
    """One report, what it shares with others, and what a search found in it."""
    id = desk.shelf.reports.get(desk.request.path_params["report"])
    if id is None:
        return PlainTextResponse("no such report\n", status_code=404)
    d = desk.shelf.dossier
    pile = next((ids for _, ids in d.piles if id in ids), [id])
    held = desk.renderer.text(id).text
    found = matches(held, words(desk.request.query_params.get("q", "")))
    return desk.page(
        "report_page.html",
        d.heads[id].title,
        "reports",
        html=desk.renderer.report(id, found=found),
        shared=desk.renderer.shared(id, pile[0]) if len(pile) > 1 else Markup(),
        siblings=[d.heads[other] for other in pile if other != id],
        hits=len(found),
    )


def find(desk: Desk) -> Response:
    """To the row of a fact or group, on whichever page it is."""
    target = desk.request.path_params["target"]
    for known in (target, row(target)):
        if known in desk.shelf.rows:
            key, number = desk.shelf.rows[known]
            return RedirectResponse(f"/{key}?page={number // _size(key) + 1}#{known}")
    return PlainTextResponse("nothing of that name\n", status_code=404)


def chart(desk: Desk) -> Response:
    """The Vega-Lite specification of a chart."""
    wanted = desk.request.path_params["series"].removesuffix(".vl.json")
    d = desk.shelf.dossier
    course = next((series for series in d.series if name(series.id) == wanted), None)
    made = charts.course(course, d.giver_of) if course else None
    spec = atlas.chart(d) if wanted == "places" else made.spec if made else None
    if spec is None:
        return PlainTextResponse("no such chart\n", status_code=404)
    return JSONResponse(spec)


# --- search --------------------------------------------------------------------------------------------------------


def words(asked: str) -> list[str]:
    """The words, and phrases in quotation marks, that are searched for."""
    return [
        phrase or word for phrase, word in re.findall(r'"([^"]*\w[^"]*)"|([^\s"]*\w[^\s"]*)', asked.replace("\0", " "))
    ][:20]


def matches(text: str, wanted: Sequence[str]) -> list[Span]:
    """Where these words and phrases begin words of the text, in any case."""
    parts = [r"\W+".join(map(re.escape, re.findall(r"\w+", word))) for word in wanted]
    if not parts:
        return []
    found = re.finditer(rf"\b(?:{'|'.join(parts)})", text, re.IGNORECASE)
    return [match.span() for _, match in zip(range(MOST_HITS), found, strict=False)]


def search(desk: Desk) -> Response:
    """The reports that hold all the words, best first, with what stands around them (FTS5, bm25)."""
    asked = desk.request.query_params.get("q", "")
    wanted = words(asked)
    at = max(_number(desk.request.query_params.get("page")), 1)
    found, more = desk.record.search(wanted, most=PER_PAGE, skip=(at - 1) * PER_PAGE) if wanted else ([], False)
    d = desk.shelf.dossier
    results = [
        (d.heads[id], _excerpt(snippet), f"/reports/{anchor(id)}?{urlencode({'q': asked})}#hit-1")
        for id, snippet in found
        if id in d.heads
    ]
    following = f"/search?{urlencode({'q': asked, 'page': at + 1})}" if more else ""
    sought = bool(wanted)
    return desk.page(
        "search.html", "Search", "search", asked=asked, sought=sought, results=results, following=following
    )


def _excerpt(snippet: Sequence[tuple[str, bool]]) -> Markup:
    """An excerpt with its matches marked."""
    return Markup().join(
        Markup("<mark>{}</mark>").format(visible(text)) if hit else visible(text) for text, hit in snippet
    )
