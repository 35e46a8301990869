"""Which code and vocabulary a result was made by: when they change, what was made by them is made again."""

from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

RULES = (
    "annotate", "clean", "gazetteer", "lexicon", "clauses.py", "datelines.py", "lemmas.py", "placing.py",
    "readers/language.py", "reading.py", "records.py", "spelling.py", "syntax.py", "timex.py",
)  # fmt: skip
"""What reading one report by itself is made of."""
CORPUS_RULES = (*RULES, "decisions.py", "link", "parts.py", "reconcile", "settling.py", "store")
"""What holds across reports is worked out by these."""


@lru_cache(maxsize=2)
def rules_digest(rooms: tuple[str, ...] = RULES) -> str:
    """Names the rules: who adds a verb to the lexicon and builds again wants every report read again."""
    package = Path(__file__).parent
    found = blake2b(digest_size=6)
    for room in rooms:
        files = [package / room] if room.endswith(".py") else sorted((package / room).rglob("*"))
        for path in files:
            if path.is_file() and path.suffix != ".pyc":
                found.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()
