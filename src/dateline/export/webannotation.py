"""Facts as W3C Web Annotations (JSON-LD), selected by quote and by position, for any tool that shows annotated text."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from dateline.export.tables import facts
from dateline.store import Record

AROUND = 32
"""Code points of prefix and suffix, with which a quote is found again in another copy of the text."""
KINDS = ("statements", "figures", "events", "times", "mentions")


def write(record: Record, folder: Path) -> Iterator[Path]:
    """Writes annotations.jsonl (an annotation a line), yields its path.  Raises OSError."""
    reports = record.reports()
    path = folder / "annotations.jsonl"
    with path.open("wb") as file:
        for kind in KINDS:
            for row in facts(record, kind):
                report = reports[row["report"]]
                start, end = row["spans"][0][0], max(end for _, end in row["spans"])
                body = {key: value for key, value in row.items() if key not in ("report", "spans", "quote", "why")}
                annotation = {
                    "@context": "http://www.w3.org/ns/anno.jsonld",
                    "id": f"urn:dateline:{row['report']}:{row.get('id') or f'{start}-{end}'}",
                    "type": "Annotation",
                    "motivation": "identifying" if kind == "mentions" else "describing",
                    "body": {"type": "Dataset", "name": kind, "value": body},
                    "target": {
                        "source": report.url or f"urn:dateline:{row['report']}",
                        "selector": [
                            {"type": "TextPositionSelector", "start": start, "end": end},
                            {
                                "type": "TextQuoteSelector",
                                "exact": row["quote"],
                                "prefix": report.text[max(0, start - AROUND) : start],
                                "suffix": report.text[end : end + AROUND],
                            },
                        ],
                    },
                }
                file.write(msgspec.json.encode(annotation) + b"\n")
    yield path
