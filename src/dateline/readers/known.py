"""What the user knows about plain files: a list beside them."""

import csv
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from dateline.errors import BadOption
from dateline.readers.evidence import Facts
from dateline.readers.source import SOURCES, Source, decode
from dateline.records import Report


@dataclass(frozen=True, slots=True)
class SourceList:
    """What the user knows about plain files: a CSV with the columns path, publisher, published, url, title."""

    NAME: ClassVar[str] = SOURCES
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
