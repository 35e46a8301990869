"""Puts the measured figures of benchmarks/accuracy.toml into the table of docs/accuracy.md.

    python scripts/accuracy.py                                    exit status 1 where the page says something else
    python scripts/accuracy.py --write                            writes the table
    python scripts/accuracy.py --scores RUN.json --date DAY --write   takes the values of a run first

RUN.json has the scores of one run: {"rows": [{"set", "metric", "value"}, ...]}.  Of a set with several measures a row
goes to the one that begins with the first word of its metric.
"""

import argparse
import json
import re
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "accuracy.toml"
PAGE = ROOT / "docs" / "accuracy.md"
BETWEEN = re.compile(r"(?<=<!-- table: scripts/accuracy.py -->\n\n).*?(?=\n<!-- end of table -->)", re.DOTALL)


def main() -> None:
    """Checks or writes the page."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--write", action="store_true")
    options.add_argument("--scores", type=Path, metavar="RUN.json")
    options.add_argument("--date", type=date.fromisoformat, metavar="DAY", help="of the run")
    given = options.parse_args()
    if bool(given.scores) != bool(given.date):
        options.error("--scores and --date go together: a figure without its day says little")
    if given.scores:
        rows = json.loads(given.scores.read_text(encoding="utf-8"))["rows"]
        RESULTS.write_text(taken(RESULTS.read_text(encoding="utf-8"), rows, given.date), encoding="utf-8")
    written = PAGE.read_text(encoding="utf-8")
    now = with_table(written, tomllib.loads(RESULTS.read_text(encoding="utf-8"))["result"])
    if given.write:
        PAGE.write_text(now, encoding="utf-8")
    elif now != written:
        sys.exit("docs/accuracy.md is not what benchmarks/accuracy.toml says: python scripts/accuracy.py --write")


def taken(results: str, rows: list[dict[str, Any]], day: date) -> str:
    """The results file with the values of a run."""
    blocks = results.split("[[result]]\n")
    for row in rows:
        if row.get("value") is None:
            continue
        first = re.split(r"\W", row["metric"])[0]
        own = [n for n, block in enumerate(blocks) if f'set = "{row["set"]}"\n' in block]
        fitting = [n for n in own if re.search(rf'^measure = "{re.escape(first)}', blocks[n], re.MULTILINE)]
        for n in own if len(own) == 1 else fitting[:1]:
            blocks[n] = re.sub(r"^value = .*$", f"value = {row['value']:.1f}", blocks[n], flags=re.MULTILINE)
            blocks[n] = re.sub(r"^date = .*$", f"date = {day}", blocks[n], flags=re.MULTILINE)
    return "[[result]]\n".join(blocks)


def with_table(page: str, results: list[dict[str, Any]]) -> str:
    """The page with the table of the results.  Raises ValueError where it has no place for it."""
    if not BETWEEN.search(page):
        raise ValueError("the page has no place for the table: the two comments are missing")
    lines = [
        "| texts | what is counted | Dateline | another system, on other texts of the same kind | measured |",
        "|---|---|--:|---|---|",
    ]
    for one in results:
        other = one.get("other")
        beside = f"{other['value']:.1f} {other['system']}, on {other['on']}" if other else ""
        lines.append(
            f"| {one['texts']} (`{one['set']}`) | {one['measure']} | **{one['value']:.1f}** | {beside} | "
            f"{one['date']}, `{one['command']}` |"
        )
    table = "\n".join(lines) + "\n"
    return BETWEEN.sub(lambda _: table, page)


if __name__ == "__main__":
    main()
