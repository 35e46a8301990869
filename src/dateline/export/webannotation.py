"""Facts as W3C Web Annotations (JSON-LD), selected by quote and by position, for any tool that shows annotated text.

The fact itself is the text of the body, as JSON: keys of ours inside the body would be read by the annotation context,
which drops those it does not know and takes the `source` of a statement for the source of a target.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

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
                name = f"urn:dateline:{quote(row['report'], safe='')}"  # a report's id may hold anything
                annotation = {
                    "@context": "http://www.w3.org/ns/anno.jsonld",
                    "id": f"{name}:{row.get('id') or f'{start}-{end}'}",
                    "type": "Annotation",
                    "motivation": "identifying" if kind == "mentions" else "describing",
                    "body": {
                        "type": "TextualBody",
                        "format": "application/json",
                        "value": msgspec.json.encode({"kind_of_fact": kind, **body}).decode(),
                    },
                    "target": {
                        "source": report.url or name,
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
