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
from urllib.parse import urlencode

import uvicorn
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.errors import BadOption, DatelineError
from dateline.reading import cache_folder
from dateline.records import Series, Span
from dateline.store import Record
from dateline.web import atlas, charts
from dateline.web.catalogue import Catalogue, Wanted, find_catalogue
from dateline.web.dossier import anchor
from dateline.web.links import ServerLinks, row
from dateline.web.marking import visible
from dateline.web.paging import together
from dateline.web.render import SECTIONS, Renderer, static
from dateline.web.shelf import Shelf, open_shelf

PER_PAGE = 50
"""Rows of a list on one page; fewer of courses, each with a chart and a table, and of disputes with all their sides."""
COURSES, DISPUTES = 10, 20
MANY = 5_000
"""Reports of a record whose catalogue takes some seconds to make."""
MOST_DRAWINGS = 1000
MOST_HITS = 500
"""Places that a search marks in one report."""
EVERYWHERE = ("0.0.0.0", "::")
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'none'; form-action 'self'; "
    "base-uri 'none'; frame-src 'self'; frame-ancestors 'self'"
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


@dataclass
class Library:
    """The record at a path with its catalogue, which is made anew when a build has changed the record."""

    path: Path
    folder: Path
    drawings: dict[str, Markup] = field(default_factory=dict)
    """Drawn before, by catalogue and name."""
    _lock: Lock = field(default_factory=Lock)

    def find(self, record: Record) -> Path:
        """The catalogue of what the record holds now.  Raises RecordError, BadOption."""
        with self._lock:  # the second who asks waits for the first, who makes it
            return find_catalogue(record, self.folder)

    def drawn(self, key: str, draw: Callable[[], Markup | None]) -> Markup | None:
        """A drawing, kept for the next who asks."""
        if key not in self.drawings:
            if (made := draw()) is None:
                return None
            if len(self.drawings) >= MOST_DRAWINGS:
                self.drawings.clear()
            self.drawings[key] = made
        return self.drawings.get(key)


@dataclass(frozen=True)
class Desk:
    """All that answering one request needs."""

    record: Record
    shelf: Shelf
    request: Request
    library: Library

    @cached_property
    def renderer(self) -> Renderer:
        links = ServerLinks(dossier=self.shelf)
        return Renderer(self.record, self.shelf, links, whole=False)

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


def make_app(path: Path, hosts: Sequence[str] = LOOPBACK, folder: Path | None = None) -> ASGIApp:
    """The application for the record at `path`, answering to these host names ("*": to any); its catalogue lies in
    `folder`, by default in the cache.

    Raises RecordError where there is no record now, BadOption where the catalogue cannot be written.
    """
    library = Library(path, folder or cache_folder() / "pages")
    with Record(path) as opened:
        library.find(opened)

    def at(answer: Callable[[Desk], Response]) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            try:
                with Record(path) as record, Catalogue(library.find(record)) as catalogue:
                    return answer(Desk(record, open_shelf(record, catalogue), request, library))
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
    """Answers until it is interrupted.  `announce` is told what takes its time, and the address.  Raises RecordError,
    BadOption.
    """
    hosts = (
        LOOPBACK if host in LOOPBACK or host == "::1" else ("*",) if host in EVERYWHERE else (*LOOPBACK, host.lower())
    )
    with Record(path) as record:
        if record.count("report") >= MANY:
            announce(f"{path} is long: what its pages list is worked out first, once after each build")
    app = make_app(path, hosts)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        opened = socket.create_server((host, port), family=family)
    except OSError as wrong:
        raise BadOption(f"cannot answer on {host} port {port} ({wrong.strerror}); choose another --port") from None
    with opened:
        shown = f"[{host}]" if family == socket.AF_INET6 else host
        announce(f"{path} is shown at http://{shown}:{opened.getsockname()[1]}/")
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
    catalogue, wanted = desk.shelf.catalogue, _wanted(desk.request.query_params)
    size, kept = _size(key), catalogue.count(key, wanted)
    pages = max(1, -(-kept // size))
    at = min(max(_number(desk.request.query_params.get("page")), 1), pages)
    rows = catalogue.filtered(key, wanted, (at - 1) * size, size)
    items = together(key, [desk.shelf.item(key, row) for row in rows])
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
        shown=kept,
        total=catalogue.total(key),
        at=at,
        pages=[(number, _address(desk, key, number)) for number in _near(at, pages)],
    )


def _size(key: str) -> int:
    return {"figures": COURSES, "disputes": DISPUTES}.get(key, PER_PAGE)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 1


def _near(at: int, pages: int) -> list[int]:
    """The pages to offer: the first, the last, and those about here."""
    return sorted({1, pages, *range(max(1, at - 2), min(pages, at + 2) + 1)}) if pages > 1 else []


def _address(desk: Desk, key: str, number: int) -> str:
    asked = [(name, value) for name, value in desk.request.query_params.multi_items() if name != "page"]
    return f"/{key}?{urlencode([*asked, ('page', number)])}"


def _wanted(asked: QueryParams) -> Wanted:
    """The fields of the filters.  A choice that is no number is one that nothing has."""
    chosen = [(facet, asked.get(facet, "")) for facet in ("who", "where", "kind")]
    return Wanted(
        choices=tuple((facet, int(n) if n.isdecimal() and len(n) < 10 else -1) for facet, n in chosen if n),
        first=asked.get("from", ""),
        last=asked.get("to", ""),
        undated=bool(asked.get("undated")),
    )


def report(desk: Desk) -> Response:
    """One report, what it shares with others, and what a search found in it."""
    d = desk.shelf
    known = d.catalogue.one("SELECT id FROM head WHERE anchor = ?", desk.request.path_params["report"])
    if known is None:
        return PlainTextResponse("no such report\n", status_code=404)
    id = known[0]
    pile = d.pile_of(id)
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
    if found := desk.shelf.catalogue.find(target):
        key, number = found
        own = target.startswith("row.") or desk.shelf.catalogue.stands(target)
        where = target if own else row(target)
        return RedirectResponse(f"/{key}?page={number // _size(key) + 1}#{where}")
    return PlainTextResponse("nothing of that name\n", status_code=404)


def chart(desk: Desk) -> Response:
    """The drawing of a chart, to be shown in a frame; with .vl.json behind its name, its Vega-Lite specification."""
    asked = desk.request.path_params["series"]
    wanted = asked.removesuffix(".vl.json")
    d = desk.shelf
    if wanted == "places":
        series = made = None
    else:
        found = d.catalogue.find(wanted)
        rows = d.catalogue.items(*found, found[1] + 1) if found and found[0] == "figures" else []
        series = next((one for row in rows if isinstance(one := d.item("figures", row), Series)), None)
        made = charts.course(series, d.giver_of) if series else None
    if asked != wanted:
        spec = atlas.chart(d) if wanted == "places" else made and made.spec
        return JSONResponse(spec) if spec else PlainTextResponse("no such chart\n", status_code=404)

    def draw() -> Markup | None:
        if wanted == "places":
            return desk.renderer.map_drawing()
        return desk.renderer.drawing(series, made) if series and made else None

    drawn = desk.library.drawn(f"{d.catalogue.path.name} {wanted}", draw)
    if drawn is None:
        return PlainTextResponse("no such chart\n", status_code=404)
    return HTMLResponse(desk.renderer.render("frame.html", drawn=drawn).encode("utf-8", "replace"))


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
    d = desk.shelf
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
