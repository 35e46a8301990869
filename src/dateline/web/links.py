"""Where a link leads: the templates ask, the page and the server answer differently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from dateline.records import Copy, Day, Span, digest
from dateline.web.dossier import Dossier, anchor, name, spot


class Links(Protocol):
    """Every link of a page is one of these."""

    def characters(self, fact: str) -> str:
        """To a fact in the text of its report."""
        ...

    def row(self, fact: str) -> str:
        """To the row that says what was read there."""
        ...

    def span(self, report: str, span: Span) -> str:
        """To a stretch of a report that is no fact: a sentence, a shared passage, a mention."""
        ...

    def report(self, id: str) -> str: ...

    def group(self, id: str) -> str:
        """To a series, a dispute, a claim, an origin, an entity, or to the row of a shared text or a day."""
        ...

    def section(self, section: str) -> str: ...


def row(fact: str) -> str:
    """The name of a fact's row; the fact's own id names its characters."""
    return f"row.{name(fact)}"


def pair(copy: Copy) -> str:
    """The name of the row of what two reports share."""
    return f"copy.{digest('copy', copy.a, copy.b)}"


def day(told: Day) -> str:
    """The name of a day of the timeline."""
    return f"day.{digest('day', told.date, told.text, told.facts)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """Links of pages in files: `file_of` says in which file a name stands, where it is not the first."""

    dossier: Dossier
    here: str
    first: str
    file_of: Mapping[str, str]

    def _to(self, target: str, holder: str = "") -> str:
        file = self.file_of.get(holder or target, self.first)
        return f"#{target}" if file == self.here else f"{quote(file)}#{target}"

    def characters(self, fact: str) -> str:
        return self._to(name(fact), anchor(self.dossier.home[fact]))

    def row(self, fact: str) -> str:
        return self._to(row(fact))

    def span(self, report: str, span: Span) -> str:
        return self._to(spot(report, span), anchor(report))

    def report(self, id: str) -> str:
        return self._to(anchor(id))

    def group(self, id: str) -> str:
        return self._to(name(id))

    def section(self, section: str) -> str:
        return self._to(section)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerLinks:
    """Links of pages that a server makes: rows and groups are found by a redirect (see server.py)."""

    dossier: Dossier

    def characters(self, fact: str) -> str:
        return f"/reports/{anchor(self.dossier.home[fact])}#{name(fact)}"

    def row(self, fact: str) -> str:
        return f"/to/{name(fact)}"

    def span(self, report: str, span: Span) -> str:
        return f"/reports/{anchor(report)}#{spot(report, span)}"

    def report(self, id: str) -> str:
        return f"/reports/{anchor(id)}"

    def group(self, id: str) -> str:
        return f"/to/{name(id)}"

    def section(self, section: str) -> str:
        return f"/{section}"
