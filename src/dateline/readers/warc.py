"""WARC: what web archivers save, page by page, in bounded memory; each page with its address and time of capture."""

from collections import Counter
from collections.abc import Iterator
from zlib import error as ZlibError  # noqa: N812 (zlib names it so)

from dateline.errors import MissingExtra
from dateline.readers.evidence import Facts, note_address
from dateline.readers.source import LARGEST, Source
from dateline.records import Problem

SUFFIXES = (".warc", ".warc.gz")
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}
LARGEST_RESPONSE = 5 * LARGEST


def unpack(source: Source) -> Iterator[Source | Problem]:
    """The pages of a crawl that were answered with success.  Raises OSError."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 (an extra)
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ModuleNotFoundError:
        yield source.problem("is a web archive", str(MissingExtra("documents", "reading WARC")))
        return
    passed: Counter[str] = Counter()
    try:
        with source.open() as stream:
            for record in ArchiveIterator(stream):
                if record.rec_type not in ("response", "resource"):
                    continue
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                headers = record.http_headers or record.rec_headers
                kind = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
                status = record.http_headers.get_statuscode() if record.http_headers else "200"
                if kind not in KINDS or status != "200" or not address.startswith("http"):
                    passed["no pages" if kind not in KINDS else f"answered {status}"] += 1
                    continue
                content = record.content_stream().read(LARGEST_RESPONSE + 1)
                facts = Facts()
                note_address(facts, address, "WARC-Target-URI")
                facts.add("captured", record.rec_headers.get_header("WARC-Date"), "WARC-Date")
                stamp = (facts.first("captured") or "undated")[:19]
                # The same address saved twice is two versions: the time tells their paths apart.
                yield source.member(f"{stamp}/{address}", content, KINDS[kind], facts.found)
    except (ArchiveLoadFailed, ZlibError, EOFError, ValueError, AttributeError, KeyError) as wrong:
        yield source.problem(f"is damaged ({str(wrong)[:80]}); what stood before was read", "get it again")
    if passed:
        told = ", ".join(f"{count} {what}" for what, count in sorted(passed.items()))
        yield source.warning(f"of its responses {told} and were passed over", "nothing to do")
