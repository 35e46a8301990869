"""What was found about a report: each field with the place that tells it, and the report made of both."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from typing import Any

from dateline.readers.dates import could_be, iso_date
from dateline.readers.source import Source, file_id
from dateline.records import Evidence, Problem, Report

FIELDS = ("title", "published", "publisher", "url", "byline", "agency", "language")
"""The fields of a report that evidence may fill, the first evidence of each."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Evidence as it is gathered, the most trustworthy first, and dates that cannot be."""

    found: list[Evidence] = field(default_factory=list)
    impossible: list[Evidence] = field(default_factory=list)

    def add(self, name: str, value: object, source: str) -> None:
        """Notes what `source` says; blank or missing values are passed over, dates become ISO 8601."""
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            return
        told = " ".join(unescape(unescape(str(value))).split()).encode("utf-8", "replace").decode("utf-8")
        if not told:
            return
        if name in ("published", "captured"):
            day = iso_date(told)
            if day is None:
                self.impossible.append(Evidence(field=name, value=told, source=source))
                return
            told = day
        if name in ("url", "archived") and not re.match(r"https?://", told):
            return
        evidence = Evidence(field=name, value=told, source=source)
        if evidence not in self.found:
            self.found.append(evidence)

    def first(self, name: str) -> str | None:
        """The most trustworthy value of a field."""
        return next((evidence.value for evidence in self.found if evidence.field == name), None)

    def problems(self, source: Source) -> Iterable[Problem]:
        """What of this the user should know."""
        for evidence in self.impossible:
            rest = (
                "left aside"
                if self.first(evidence.field)
                else f"read as a report whose {evidence.field} date is unknown"
            )
            ambiguous = len(could_be(evidence.value)) > 1
            yield source.warning(
                f"{evidence.source} {evidence.value!r} "
                + ("could be two days, by which number is the month" if ambiguous else "is no date that can be"),
                f"{rest}; give it in sources.csv if you know it",
            )
        published, captured = self.first("published"), self.first("captured")
        if published and captured and published[:10] > captured[:10] and len(published) >= 10:
            yield source.warning(
                f"was captured on {captured[:10]}, before its date of publication, {published[:10]}",
                "both are kept; one of them is wrong",
            )


def compose(source: Source, content: bytes, text: str, facts: Facts, reader: str, id: str | None = None) -> Report:
    """The report with the fields that the evidence gives it; what the file around it says comes after its own word."""
    for evidence in source.given:
        facts.add(evidence.field, evidence.value, evidence.source)
    given: dict[str, Any] = {name: value for name in FIELDS if (value := facts.first(name))}
    return Report(
        id=id or file_id(content),
        text=text.encode("utf-8", "replace").decode("utf-8"),
        paths=(source.name,),
        sha256=sha256(content).hexdigest(),
        reader=reader,
        evidence=tuple(facts.found),
        **given,
    )


def with_title(facts: Facts, body: str) -> str:
    """A report's text: its title as the first line, where the body does not begin with it."""
    title = facts.first("title")
    return "\n\n".join(filter(None, (title, body))) if title and not body.startswith(title) else body


WAYBACK = re.compile(
    r"https?://(?:web\.archive\.org/web|archive-it\.org/\d+|webarchive\.[\w.]+/\w+)/(\d{8,14})(?:[a-z]{2}_)?/(https?://\S+)"
)


def note_address(facts: Facts, address: object, source: str) -> None:
    """Notes an address; of a copy in a web archive, where and when it was taken and what the original's address was."""
    if isinstance(address, str) and (found := WAYBACK.match(address.strip())):
        stamp = found[1]
        facts.add("archived", address, source)
        facts.add("captured", f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}", source)
        facts.add("url", found[2], source)
    else:
        facts.add("url", address, source)
