"""The templates with what they need: one set for the page in a file and for the server."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup, escape

from dateline.records import AsOf, Claim, Copy, Day, Figure, Published, Series, Span, Statement
from dateline.store import Record
from dateline.web import atlas, charts
from dateline.web.aligned import differences
from dateline.web.body import Text, body, in_context, passage, read_text
from dateline.web.brief import accounts, chief_figures, matrix
from dateline.web.dossier import Dossier, Facets, name
from dateline.web.drawing import draw
from dateline.web.links import Links, day, pair, row
from dateline.web.marking import Mark, visible
from dateline.web.paging import listed
from dateline.wording import amount, giver, interval, is_named, number, plain, published, quantity, shortened

SECTIONS = {
    "summary": "Summary",
    "timeline": "Timeline",
    "figures": "Figures and their course",
    "disputes": "Disputes",
    "claims": "Who says so, who repeats it, who denies it",
    "copies": "Shared text",
    "statements": "Statements by speaker",
    "events": "Events",
    "places": "Places",
    "names": "Names",
    "unresolved": "Not understood",
    "reports": "Reports",
}
SHORT = SECTIONS | {"figures": "Figures", "claims": "Who says so", "statements": "Statements"}
"""The sections as the navigation names them."""
TELLING = 3
"""Words of what is denied up to which they say nothing alone: "it", "the reports", "any such intention"."""
FRAME = Markup('<iframe class=frame loading=lazy src="{}" title="{}"></iframe>')
"""A drawing on a page of the server: asked for when it comes into sight, so that no page waits for ten of them."""
MAP = "Map of places; the table below says the same"
MENTIONS = 6
"""Reports that a name's row leads to."""
RELATIONS = {
    "verbatim": "{} % of the shorter text word for word",
    "near": "{} % of the shorter text with small changes",
    "translation": "{} % of the shorter text told sentence by sentence in other words",
    "version": "two versions of one page",
}
PRECISION = {
    "exact": "the place itself",
    "near": "near the place",
    "admin2": "somewhere in the district",
    "admin1": "somewhere in the province",
    "country": "somewhere in the country",
    "region": "somewhere in the region",
}


def static(file: str) -> str:
    """The style or the script of the pages."""
    return (files("dateline.web") / "static" / file).read_text(encoding="utf-8")


def count(amount: int, noun: str, plural: str = "") -> str:
    """A number and its noun."""
    return f"{amount:,} {noun if amount == 1 else plural or noun + 's'}"


@cache
def environment() -> jinja2.Environment:
    """The compiled templates; everything that is not Markup is escaped."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("dateline.web"),
        autoescape=True,
        auto_reload=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"visible": visible, "plain": plain}
    made.globals |= {
        "plain": plain,
        "shortened": shortened,
        "quantity": quantity,
        "number": number,
        "capital": lambda text: text[:1].upper() + text[1:],
        "days": _days,
        "relation": _relation,
        "pair": pair,
        "day_name": day,
        "name": name,
        "row": row,
        "count": count,
        "amount": amount,
        "published": published,
        "giver": giver,
        "sections": list(SHORT.items()),
        "precision": lambda known: PRECISION.get(known or "", known or "not known"),
        "stances": _stances,
        "between": _between,
        "facts_of_sides": lambda dispute: [id for side in dispute.sides for id in side.facts],
        "facts_of_holders": lambda claim: [id for holder in claim.holders for id in holder.facts],
    }
    return made


def _stances(said: Sequence[Statement]) -> list[tuple[str, int]]:
    found = Counter(one.stance for one in said)
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _days(when: AsOf | Published) -> Markup:
    """The days of an as-of or of a publication; none of them is broken at the end of a line."""
    said = interval(when.earliest, when.latest)
    if " " not in said:
        return escape(said)
    dated = Markup("<span class=d>{}</span>").format
    return Markup(" ").join(dated(word) if word[:1].isdigit() else word for word in said.split(" "))


def _relation(copy: Copy) -> str:
    """How two reports share text, and how much of it."""
    return RELATIONS[copy.relation].format(f"{copy.coverage * 100:.0f}")


def _between(claim: Claim) -> str:
    if claim.low is not None and claim.high is not None:
        return number(claim.low) if claim.low == claim.high else f"{number(claim.low)} to {number(claim.high)}"
    return f"{number(claim.low)} or more" if claim.low is not None else f"up to {number(claim.high or 0)}"


class Renderer:
    """Renders parts of pages about one record; `links` says where links lead from here."""

    def __init__(
        self,
        record: Record,
        dossier: Dossier,
        links: Links,
        *,
        whole: bool,
        texts: dict[str, Text] | None = None,
    ) -> None:
        """`whole`: the page holds all rows and drawings, not a page of rows with drawings in frames.  `texts` keeps
        what was read, for other renderers.
        """
        self.record, self.dossier, self.links, self.whole = record, dossier, links, whole
        self._texts = {} if texts is None else texts
        self._modules = environment().get_template("macros.html")
        self._context: dict[str, Any] = {
            "d": dossier,
            "links": links,
            "whole": whole,
            "quoted": lambda fact: in_context(fact, self.text(dossier.home[fact.id])),
            "quote_of": self._quote,
            "time_link": lambda id, time: links.characters(id).partition("#")[0] + f"#{name(time)}",
            "chart": self._chart,
            "points": self._points,
            "table": lambda figures, _: self._table([(figure, None) for figure in figures], None),
            "report": self.report,
            "shared": self.shared,
            "mentions": self._mentions,
            "told": self._told,
            "outlet": self._outlet,
            "day_facets": self.day_facets,
            "place_facets": self.place_facets,
            "who_facets": self.who_facets,
            "copy_facets": self.copy_facets,
            "shared_pair": self.shared_pair,
            "content_of": self._content,
            "denied_of": self._denied,
            "accounts": lambda claim: accounts(dossier, claim),
            "is_named": is_named,
            "matrix": lambda disputes: matrix(dossier, disputes),
            "chief_figures": lambda: chief_figures(dossier),
            "amounts": dossier.amounts,
        }
        self._context["m"] = self._modules.make_module(self._context)

    def text(self, id: str) -> Text:
        """The text of a report, read once."""
        if id not in self._texts:
            self._texts[id] = read_text(self.record, id)
        return self._texts[id]

    def render(self, template: str, **more: object) -> Markup:
        """A template with what all of them share and what is named."""
        made = environment().get_template(template).render({**self._context, **more})
        return Markup(made)

    def section(self, key: str, items: Sequence[object] | None = None, *, continued: bool = False) -> Markup:
        """A section with these items, by default all that there are; `continued`: without what stands above them."""
        if items is None:
            items = listed(self.dossier, key)
        more = {"map": self._map()} if key == "places" and not continued else {}
        return self.render(f"{key}.html", items=items, continued=continued, **more)

    def report(self, id: str, level: int = 3, found: Sequence[Span] = ()) -> Markup:
        """A report with its facts marked, and what a search found in it; its title is a heading of this level."""
        held = self.record.report(id)
        if held is None:
            return Markup()
        self._texts.setdefault(id, read_text(self.record, id))
        hits = [Mark(start=s, end=e, css="hit", id=f"hit-{n}") for n, (s, e) in enumerate(found, 1)]
        paragraphs = body(self.record, self.dossier, self.links, held, hits)
        head, text = self.dossier.heads[id], self.text(id)
        return self.render("report.html", level=level, head=head, paragraphs=list(paragraphs), text=text)

    # --- what templates call ---

    def _quote(self, figure: Figure) -> str:
        return self.text(self.dossier.home[figure.id]).text[figure.start : figure.end]

    def _content(self, statement: Statement) -> str:
        text = self.text(self.dossier.home[statement.id]).text
        return plain(" ".join(text[start:end] for start, end in statement.content))

    def _denied(self, statement: Statement) -> str:
        """What a denial denies; and the sentence around it where it says nothing alone (see TELLING)."""
        said = self._content(statement)
        if len(said.split()) > TELLING:
            return said
        held, (start, end) = self.text(self.dossier.home[statement.id]), statement.content[0]
        around = next(((s, e) for s, e in held.sentences if s <= start and end <= e), (start, end))
        return f"{said}: {plain(held.text[slice(*around)])}"

    def _chart(self, series: Series) -> Markup:
        course = charts.course(series, self.dossier.giver_of)
        if course is None:
            return Markup()
        place = f"/charts/{name(series.id)}"
        drawn = self.drawing(series, course) if self.whole else FRAME.format(place, _course_label(series))
        return self.render("chart.html", drawn=drawn, course=course, address=f"{place}.vl.json")

    def drawing(self, series: Series, course: charts.Course) -> Markup:
        """The chart of a course as SVG, which takes longer than a page of rows."""
        known = self.dossier.figures
        where = lambda id: self.links.characters(id) if id in known else "#figures"  # noqa: E731
        return draw(course.spec, _course_label(series), where, "" if self.whole else "_top")

    def _points(self, series: Series) -> Markup:
        known = self.dossier.figures
        pairs = [(known[point.figure], point) for point in series.points if point.figure in known]
        return self._table(pairs, series)

    def _table(self, pairs: Sequence[tuple[Figure, object]], course: Series | None) -> Markup:
        label = plain(f"Figures: {course.kind} {course.counted}") if course else "Figures that stand alone"
        return self.render("points.html", pairs=pairs, course=course, label=label)

    def _told(self, text: str) -> Markup:
        """A reason in words, with outlets for the ids of their reports, and facts that it names as links."""
        heads, facts = self.dossier.heads, self.dossier.facts
        words: list[str] = []
        for word in plain(text).split(" "):
            fact = word.strip("[](),;.")
            if fact in facts:
                words.append(Markup('<a class="tag" href="{}">row</a>').format(self.links.row(fact)))
            else:
                words.append(self._outlet(word) if word in heads else word)
        return Markup(" ").join(words)

    def _mentions(self, entity: str) -> Markup:
        found, reports = self.dossier.first_mentions(entity, MENTIONS)
        linked = [
            Markup('<a href="{}" title="{}">{}</a>').format(
                self.links.span(id, first), self.dossier.heads[id].title, f"{self._outlet(id)} ({count})"
            )
            for id, count, first in found
        ]
        more = f" and {reports - MENTIONS} more reports" if reports > MENTIONS else ""
        return Markup(", ").join(linked) + more

    def _outlet(self, id: str) -> str:
        return self.dossier.heads[id].label

    def shared(self, id: str, lead: str) -> Markup:
        """What a report shares with the one that it was taken from, else with `lead`: passage by passage, or on a page
        that holds all rows a line that leads to the passages.
        """
        copy = self.dossier.shared_with(id, lead)
        return self._shared(copy, id, linked=True) if copy else Markup()

    def shared_pair(self, copy: Copy) -> Markup:
        """What two reports share, passage by passage; the one that it was taken from on the left."""
        return self._shared(copy, copy.a if copy.direction == "b" else copy.b, linked=False)

    def _shared(self, copy: Copy, id: str, *, linked: bool) -> Markup:
        """`linked`: said in one line with a link to the row of the pair, where that is on the page too."""
        other = copy.b if copy.a == id else copy.a
        if other not in self.dossier.heads or id not in self.dossier.heads:
            return Markup()
        theirs, ours = self.text(other).text, self.text(id).text
        pairs = [] if linked and self.whole else zip(*_turned(copy, id), strict=False)
        changed = [pair[::-1] if copy.a == id else pair for pair in copy.changed]
        passages = [_passages(theirs, ours, spans[::-1], changed) for spans in pairs]
        return self.render(
            "shared.html",
            copy=copy,
            id=id,
            other=other,
            linked=linked,
            passages=passages,
            direction=self._direction(copy),
        )

    def _direction(self, copy: Copy) -> str:
        if copy.direction == "undirected":
            return "Nothing says which came first."
        return f"Taken from {self._outlet(getattr(copy, copy.direction))}, by the evidence."

    def day_facets(self, told: Day) -> Facets:
        """What a day of the timeline can be filtered by."""
        found, on = self.dossier.facets(*told.facts), told.date[:10]
        return Facets(who=found.who, where=found.where, kinds=found.kinds, earliest=on, latest=on)

    def place_facets(self, entity: str) -> Facets:
        """What a place can be filtered by: itself."""
        places = self.dossier.numbers[1]
        return Facets(where=frozenset({places[entity]} if entity in places else ()))

    def copy_facets(self, copy: Copy) -> Facets:
        """What a pair of reports can be filtered by: what each of them can."""
        found = [self.dossier.facets_of_report(id) for id in (copy.a, copy.b) if id in self.dossier.heads]
        days = [day for one in found for day in (one.earliest, one.latest)]
        return Facets(
            who=frozenset().union(*(one.who for one in found)),
            where=frozenset().union(*(one.where for one in found)),
            kinds=frozenset().union(*(one.kinds for one in found)),
            earliest=min(days) if all(days) and days else "",
            latest=max(days) if all(days) and days else "",
        )

    def who_facets(self, entity: str) -> Facets:
        """What a name can be filtered by: itself."""
        people = self.dossier.numbers[0]
        return Facets(who=frozenset({people[entity]} if entity in people else ()))

    def _map(self) -> Markup:
        if not self.dossier.mapped:
            return Markup('<p class="note">No place of a fact has coordinates: there is no map.</p>')
        drawn = self.map_drawing() if self.whole else FRAME.format("/charts/places", MAP)
        shown = Markup('<figure class="map">{}<figcaption class="note">{}</figcaption></figure>')
        return shown.format(drawn, atlas.CAPTION)

    def map_drawing(self) -> Markup | None:
        """The map of places as SVG; None where none has coordinates."""
        spec, known = atlas.chart(self.dossier), self.dossier.entities
        if spec is None:
            return None
        where = lambda id: self.links.group(id) if id in known else "#places"  # noqa: E731
        return draw(spec, MAP, where, "" if self.whole else "_top")


def _course_label(series: Series) -> str:
    return plain(f"Course of {series.kind} {series.counted}; the table below says the same")


@dataclass(frozen=True, slots=True)
class _Shown:
    """One side of a shared passage."""

    span: Span
    html: Markup


def _turned(copy: Copy, id: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """(spans in the report, spans in the other one)."""
    return (copy.a_spans, copy.b_spans) if copy.a == id else (copy.b_spans, copy.a_spans)


def _passages(
    theirs: str, ours: str, spans: tuple[Span, Span], changed: Sequence[tuple[Span, Span]]
) -> tuple[_Shown, _Shown]:
    """A passage in two reports, with what differs: as the record has it, else word by word."""
    (other, own), known = spans, [(a, b) for a, b in changed if _within(a, spans[0]) and _within(b, spans[1])]
    if known:
        left, right = [a for a, _ in known], [b for _, b in known]
    else:
        found = differences(theirs[slice(*other)], ours[slice(*own)])
        left, right = ([(s + at, e + at) for s, e in each] for each, at in zip(found, (other[0], own[0]), strict=True))
    return _Shown(other, passage(theirs, other, left)), _Shown(own, passage(ours, own, right))


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
