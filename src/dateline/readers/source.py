"""The file behind a report: its bytes, its text, and what is known about it.  What the readers share stands here."""

import codecs
import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, ClassVar

from charset_normalizer import from_bytes
from lxml import html as lxml_html
from lxml.etree import Comment, ParserError, ProcessingInstruction, strip_elements

from dateline.errors import BadOption
from dateline.records import Evidence, Problem, Report

LARGEST = 20_000_000
"""Bytes of a file that holds one report.  A larger one is a dump of many, in a format that the reader does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read, or what stands inside of one (a member of an archive, a part of a mail, a saved response).

    `name` is its path within the folder that was given, with forward slashes, as results show it; within a file it
    goes on behind that file's name.
    """

    path: Path
    """The file on disk."""
    name: str
    root: Path
    inside: bytes | None = None
    """The bytes of what stands inside a file; None for the file itself."""
    kind: str = ""
    """The ending that says how to read it, where its name does not."""
    given: tuple[Evidence, ...] = ()
    """What the file around it says about it."""

    @property
    def suffix(self) -> str:
        """The ending that decides which reader it is for, in lower case, with its dot."""
        if self.kind:
            return self.kind
        endings = [ending.lower() for ending in PurePosixPath(self.name).suffixes[-2:]]
        return "".join(endings) if endings[:1] in ([".tar"], [".warc"]) else "".join(endings[-1:])

    def member(self, name: str, content: bytes, kind: str = "", given: Iterable[Evidence] = ()) -> "Source":
        """What stands inside of this file under `name`."""
        return replace(self, name=f"{self.name}/{name}", inside=content, kind=kind, given=(*given, *self.given))

    def open(self) -> BinaryIO:
        """The bytes as a stream.  Raises OSError."""
        return self.path.open("rb") if self.inside is None else BytesIO(self.inside)

    def size(self) -> int:
        """In bytes.  Raises OSError."""
        return self.path.stat().st_size if self.inside is None else len(self.inside)

    def content(self, largest: int = LARGEST) -> "bytes | Problem":
        """The bytes of a file that holds one report; a Problem where it is empty or too large.  Raises OSError."""
        size = self.size()
        if size > largest:
            return self.problem(
                f"{size / 1e6:.0f} MB, too large for one report", "split it, one file a report, or make it JSONL"
            )
        content = self.path.read_bytes() if self.inside is None else self.inside
        if not content.strip():
            return self.problem("is empty", "nothing to do, or save it again")
        return content

    def problem(self, what: str, advice: str) -> Problem:
        """What stops this file from being read; one line, whatever the file holds."""
        return Problem(path=_one_line(self.name), what=_one_line(what), advice=advice)

    def warning(self, what: str, advice: str) -> Problem:
        """What the user should know, though the file was read."""
        return Problem(path=_one_line(self.name), what=_one_line(what), advice=advice, severity="warning")


def _one_line(told: str) -> str:
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(told.split()))


# --- what was found about a report ----------------------------------------------------------------------------------

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
            yield source.warning(
                f"{evidence.source} {evidence.value!r} is no date that can be",
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


MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAY_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ .-]+([A-Za-z]{3})[a-z]*\.?,?[ .-]+(\d{4})(?!\d)")
MONTH_DAY = re.compile(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
YEAR_FIRST = re.compile(r"^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?Z?)?$")
EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")
CLOCK = re.compile(
    r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?:\.\d+)?\s*([ap]\.?m\.?)?\s*(Z|[+-]\d\d:?\d\d|[A-Z]{3}\b)?",
    re.IGNORECASE,
)
ZONES = {
    "Z": 0,
    "GMT": 0,
    "UTC": 0,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
"""Names of zones in hours from UTC, as RFC 5322 reads them; others are many zones' names."""
YEARS = range(1800, 2101)
"""Of reports in the Gregorian calendar; another year is a slip or counts in another calendar."""


def iso_date(told: str) -> str | None:
    """An ISO 8601 date, date-time, month or year for what a page or file gives as a date; None where it cannot be one.

    Read are ISO 8601, RFC 5322 (mails, feeds), names of months, digits with the year first, and seconds since 1970.
    "03/04/2023" stays unread: which is the month cannot be known.
    """
    told = told.strip()
    if re.fullmatch(r"\d{4}", told):
        return told if int(told) in YEARS else None
    if EPOCH.match(told):
        return datetime.fromtimestamp(int(told[:10]), UTC).isoformat()
    try:
        moment = datetime.fromisoformat(told)
        return _shown(moment, told) if moment.year in YEARS else None
    except ValueError:
        pass
    if found := COMPACT.match(told):
        return _day(found[1], found[2], found[3])
    if found := YEAR_FIRST.match(told):
        day = _day(found[1], found[2], found[3])
    elif found := DAY_MONTH.search(told):
        day = _day(found[3], found[2], found[1])
    elif found := MONTH_DAY.search(told):
        day = _day(found[3], found[1], found[2])
    else:
        return None
    return day + _clock(told) if day and len(day) == 10 else day


def _shown(moment: datetime, told: str) -> str:
    """A date stays a date."""
    return moment.date().isoformat() if len(told) <= 10 else moment.isoformat()


def _day(year: str, month: str, day: str | None) -> str | None:
    number = MONTHS.index(month.lower()) + 1 if month.lower() in MONTHS else int(month) if month.isdigit() else 0
    try:
        found = date(int(year), number, int(day or 1))
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def _clock(told: str) -> str:
    """The time of day, as the end of an ISO 8601 date-time; nothing where none is told."""
    if not (found := CLOCK.search(told)):
        return ""
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4].lower().startswith("p") else 0)
    zone = (found[5] or "").upper()
    if zone in ZONES:
        zone = f"{ZONES[zone]:+03d}:00"
    elif zone.isalpha():
        zone = ""
    elif len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"T{hour:02d}:{found[2]}:{found[3] or '00'}{zone}"


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


# --- bytes and text --------------------------------------------------------------------------------------------------

BLOCKS = frozenset(
    "p div br li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article header footer hr pre figure figcaption dd"
    " dt".split()
)


def markup_text(markup: str) -> str:
    """The text of a piece of HTML (an item of a feed), a block a line, without scripts and styles."""
    if "<" not in markup:
        return unescape(markup).strip()
    try:
        tree = lxml_html.fragment_fromstring(markup.replace("\0", ""), create_parent="div")
    except (ParserError, ValueError):
        return ""
    strip_elements(tree, "script", "style", Comment, ProcessingInstruction, with_tail=False)
    for element in tree.iter(*BLOCKS):
        element.text = f"\n{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text and, where its encoding had to be guessed, a sentence about it."""

    text: str
    guessed: str | None = None


def decode(content: bytes, declared: str | None = None) -> Decoded | None:
    """The text of these bytes, line ends as \\n; None where they are no text.

    UTF-8 and byte-order marks are certain.  Anything else is guessed by charset-normalizer; bytes that fit no encoding
    become U+FFFD, which is said.  An encoding that the file declares for itself is tried before guessing.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return Decoded(text=_lines(content.decode(encoding, "replace")))
    if b"\0" in content[:8192]:
        return None
    try:
        return Decoded(text=_lines(content.decode("utf-8")))
    except UnicodeDecodeError as wrong:
        broken = len(content.decode("utf-8", "ignore").encode("utf-8"))
        if broken > 0.98 * len(content) and any(byte >= 0x80 for byte in content[: wrong.start]):
            count = content.decode("utf-8", "replace").count("\N{REPLACEMENT CHARACTER}")
            return Decoded(
                text=_lines(content.decode("utf-8", "replace")),
                guessed=f"UTF-8 with {count} broken characters, shown as U+FFFD",
            )
    if declared:
        try:
            return Decoded(text=_lines(content.decode(declared)))
        except (UnicodeError, LookupError):
            pass
    guess = from_bytes(content).best()
    if guess is None:
        return None
    return Decoded(text=_lines(str(guess)), guessed=f"its encoding was guessed: {guess.encoding}")


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")


def file_id(content: bytes) -> str:
    """The id of a report that is a file: the hash of its original bytes, so that identical files are one report."""
    return f"r-{sha256(content).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class SourceList:
    """What the user knows about plain files: a CSV with the columns path, publisher, published, url, title."""

    NAME: ClassVar[str] = "sources.csv"
    COLUMNS: ClassVar[frozenset[str]] = frozenset(
        {"path", "publisher", "published", "url", "title", "byline", "agency"}
    )

    rows: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "SourceList":
        """Reads the file.  Raises BadOption where it is no such list."""
        try:
            decoded = decode(path.read_bytes())
        except OSError as wrong:
            raise BadOption(f"{path}: cannot be read ({wrong.strerror}); check --sources") from None
        if decoded is None:
            raise BadOption(f"{path}: is no text; --sources takes a CSV with a column 'path'")
        rows = csv.DictReader(decoded.text.splitlines())
        columns = set(rows.fieldnames or ())
        if "path" not in columns:
            raise BadOption(f"{path}: has no column 'path'; the columns are path, publisher, published, url, title")
        if unknown := columns - cls.COLUMNS:
            raise BadOption(
                f"{path}: unknown columns {', '.join(sorted(map(str, unknown)))}; "
                f"known are {', '.join(sorted(cls.COLUMNS))}"
            )
        return cls(
            {
                row["path"].strip(): {k: v.strip() for k, v in row.items() if k != "path" and v}
                for row in rows
                if row["path"]
            }
        )

    @classmethod
    def beside(cls, source: Source) -> "SourceList":
        """The list in the folder that was given, if there is one."""
        file = source.root / cls.NAME
        return cls.load(file) if file.is_file() else cls()

    def complete(self, report: Report, source: Source) -> Report:
        """The report with what the list says of its file; the list wins over what was read."""
        row = next((self.rows[name] for name in (*report.paths, source.name) if name in self.rows), None)
        if not row:
            return report
        facts = Facts()
        for name, value in sorted(row.items()):
            facts.add(name, value, self.NAME)
        found = (
            *facts.found,
            *facts.impossible,
        )  # an impossible date stays visible: `published` says why it is not used
        given: dict[str, Any] = {evidence.field: evidence.value for evidence in found}
        return replace(report, evidence=(*found, *report.evidence), **given)
