"""Reports whose texts stay on the disk until they are asked for, so that a pile need not fit the memory.

A *head* is a report with a digest of its text in the place of the text: enough to say which reports a record holds.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from hashlib import blake2b
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from dateline.errors import RecordError
from dateline.records import Report

AT_HAND = 256
"""Texts that stay in memory: most steps ask for neighbours again soon."""
IN_MEMORY = 1 << 23
"""Bytes of new texts from which on they go to the disk."""


class Texts:
    """Texts by digest: those that came in, in a file that is gone when it is closed; all others in a record."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed by __exit__)
        self._end = 0
        self._came_in: dict[str, tuple[int, int]] = {}
        self._record: sqlite3.Connection | None = None
        self._rows: dict[str, str] = {}
        self._at_hand: OrderedDict[str, str] = OrderedDict()
        self._last = "", ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def take(self, report: Report) -> Report:
        """Keeps the text of a report that came in, and gives its head.  Raises RecordError where there is no room."""
        head = head_of(report)
        if head.text not in self._came_in:
            data = _encoded(report.text)
            try:
                self._file.seek(self._end)
                self._file.write(data)
            except OSError as wrong:
                raise RecordError(
                    f"no room for the texts among the temporary files ({wrong.strerror}); make room there, or name"
                    " another folder for them in TMPDIR"
                ) from None
            self._came_in[head.text] = self._end, len(data)
            self._end += len(data)
        return head

    def stand_in(self, record: sqlite3.Connection, heads: Mapping[str, Report]) -> None:
        """Says in which rows of a record (by the ids of these heads) texts stand that did not come in."""
        self._record, self._rows = record, {head.text: id for id, head in heads.items()}

    def hold(self, heads: Mapping[str, Report]) -> "Holding":
        """The reports with these heads, for as long as the file is open and the rows of the record stay as they are."""
        return Holding(heads, self)

    def __getitem__(self, digest: str) -> str:
        """The text of a head.  Raises KeyError."""
        if digest == self._last[0]:  # who looks at a report asks for its text a hundred times
            return self._last[1]
        self._last = digest, self._fetched(digest)
        return self._last[1]

    def _fetched(self, digest: str) -> str:
        if digest in self._at_hand:
            self._at_hand.move_to_end(digest)
            return self._at_hand[digest]
        if digest in self._came_in:
            start, size = self._came_in[digest]
            self._file.seek(start)
            text = self._file.read(size).decode("utf-8", "surrogatepass")
        else:
            if self._record is None:
                raise KeyError(digest)
            query = "SELECT text FROM report WHERE id = ?"
            (text,) = self._record.execute(query, (self._rows[digest],)).fetchone()
        self._at_hand[digest] = text
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return text


class Held(Report):
    """A report whose text is fetched when it is asked for."""

    __slots__ = ("_head", "_texts")
    _head: Report
    _texts: Texts

    def __init__(self, head: Report, texts: Texts) -> None:
        """`texts` has the text of `head`."""
        object.__setattr__(self, "_head", head)
        object.__setattr__(self, "_texts", texts)
        for slot in _SLOTS:  # in a tenth of the time that __init__ of a Report takes
            slot.__set__(self, slot.__get__(head))

    @property
    def text(self) -> str:
        """As in any report; the slot of that name has its digest."""
        return self._texts[_DIGEST.__get__(self)]

    @text.setter
    def text(self, digest: str) -> None:
        _DIGEST.__set__(self, digest)


class Holding(Mapping[str, Report]):
    """Reports by id, made of their heads as they are asked for: where nothing is new, few are."""

    def __init__(self, heads: Mapping[str, Report], texts: Texts) -> None:
        """`texts` has the text of each."""
        self.heads = heads
        self._texts = texts

    def __getitem__(self, id: str) -> Report:
        return Held(self.heads[id], self._texts)

    def __iter__(self) -> Iterator[str]:
        return iter(self.heads)

    def __len__(self) -> int:
        return len(self.heads)

    def __contains__(self, id: object) -> bool:
        return id in self.heads


_SLOTS = tuple(Report.__dict__[field.name] for field in fields(Report))
_DIGEST = Report.__dict__["text"]
"""The slot of the text in any report."""


def head_of(report: Report) -> Report:
    """The head of a report."""
    return report._head if isinstance(report, Held) else replace(report, text=text_digest(report.text))


def heads_of(reports: Mapping[str, Report]) -> Mapping[str, Report]:
    """The heads of reports, by id."""
    return reports.heads if isinstance(reports, Holding) else {id: head_of(one) for id, one in reports.items()}


def whole(report: Report) -> Report:
    """The report with its text in it, as it can be sent to another process."""
    if not isinstance(report, Held):
        return report
    return Report(**{name: getattr(report, name) for name in _BUT_TEXT}, text=report.text)


_BUT_TEXT = tuple(field.name for field in fields(Report) if field.name != "text")


def text_digest(text: str) -> str:
    """What a text is found by."""
    return blake2b(_encoded(text), digest_size=16).hexdigest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
