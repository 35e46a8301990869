"""Mails (.eml) and mailboxes (.mbox): each message is a report, its attachments are files of their own.

Digests of mailing lists come apart: MIME digests by their parts, plain ones (RFC 1153) at their lines of hyphens.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr

from dateline.readers.evidence import Facts
from dateline.readers.markup import markup_text
from dateline.readers.source import Source, decode
from dateline.records import Problem

SUFFIXES = (".eml", ".mbox", ".mbx")
LONGEST_MESSAGE = 50_000_000
"""Bytes, attachments and all."""
LONGEST_HEADER = 5_000
"""Characters; reading a header of encoded words takes the standard library time that grows with its square."""
DIGEST_RULE = re.compile(r"^-{30}\n\n?", re.MULTILINE)
"""RFC 1153: thirty hyphens stand between the messages of a digest."""


def unpack(source: Source) -> Iterator[Source | Problem]:
    """The bodies and attachments of a mail or mailbox, each as a file.  Raises OSError."""
    if source.suffix == ".eml":
        content = source.content(LONGEST_MESSAGE)
        yield from [content] if isinstance(content, Problem) else _unpack(source, content)
        return
    empty = True
    for number, content in enumerate(_messages(source), 1):
        empty = False
        place = Source(path=source.path, name=f"{source.name}/{number}", root=source.root, given=source.given)
        if len(content) > LONGEST_MESSAGE:
            yield place.problem(f"a message of more than {LONGEST_MESSAGE // 10**6} MB", "save it as a file of its own")
        else:
            yield from _unpack(place, content)
    if empty:
        yield source.problem("holds no message", "a mailbox begins with a line 'From '")


def _messages(source: Source) -> Iterator[bytes]:
    """The messages of a mailbox, one after the other; of one that is too long, a little more than its beginning."""
    lines: list[bytes] = []
    size, blank, begun = 0, True, False
    with source.open() as stream:
        for line in stream:
            if blank and line.startswith(b"From "):
                if begun:
                    yield b"".join(lines)
                lines, size, begun = [], 0, True
            elif begun and size <= LONGEST_MESSAGE:
                lines.append(line[1:] if line.startswith(b">From ") else line)
                size += len(line)
            blank = not line.strip()
    if begun:
        yield b"".join(lines)


def _unpack(source: Source, content: bytes) -> Iterator[Source | Problem]:
    try:
        message = message_from_bytes(content, policy=policy.default)
        if any(len(value) > LONGEST_HEADER for part in message.walk() for _, value in part.raw_items()):
            yield source.problem(f"has a header of more than {LONGEST_HEADER} characters", "save its text as a file")
        else:
            yield from _members(source, message)
    # Broken headers make the parser of the standard library stumble in ways that it does not list.
    except (MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError) as wrong:
        yield source.problem(f"is a broken mail ({type(wrong).__name__})", "save its text as a file")


def _members(source: Source, message: EmailMessage) -> Iterator[Source | Problem]:
    facts = _headers(message)
    told: dict[str, str] = {}
    found = False
    for number, part in enumerate(_leaves(message), 1):
        kind = part.get_content_type()
        name = part.get_filename()
        if kind == "message/rfc822":
            inner = part.get_payload(0)
            found = True
            yield source.member(f"{number}.eml", inner.as_bytes())  # type: ignore[union-attr]
        elif kind in ("text/plain", "text/html") and not name:
            decoded = decode(part.get_payload(decode=True) or b"")  # type: ignore[arg-type]
            charset = part.get_content_charset()
            text = _in_charset(part, charset) or (decoded.text if decoded else "")
            told.setdefault(kind, markup_text(text) if kind == "text/html" else text)
        elif name:
            attached = part.get_payload(decode=True)
            if isinstance(attached, bytes) and attached:
                found = True
                yield source.member(f"{number}-{name.replace('/', '_')}", attached)
    body = max(told.get("text/plain", ""), told.get("text/html", ""), key=lambda text: len(text.split()) > 20)
    if not body.strip():
        if not found:
            yield source.problem("a mail without a text", "nothing to do")
        return
    yield from facts.problems(source)
    for number, piece in enumerate(_digest(body), 1):
        inner_facts, text = piece
        evidence = tuple((inner_facts or facts).found)
        title = (inner_facts or facts).first("title")
        whole = f"{title}\n\n{text}" if title else text
        yield source.member(f"{number}.txt", whole.encode("utf-8", "replace"), ".txt", evidence)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold no others; an enclosed mail is one part."""
    if message.get_content_type() != "message/rfc822" and message.is_multipart():
        for part in message.iter_parts():
            yield from _leaves(part)  # type: ignore[arg-type]
    else:
        yield message


def _in_charset(part: EmailMessage, charset: str | None) -> str | None:
    """The text in the encoding that the part names, where it is known and fits."""
    content = part.get_payload(decode=True)
    if not charset or not isinstance(content, bytes):
        return None
    try:
        return content.decode(charset).replace("\r\n", "\n")
    except (LookupError, UnicodeError):
        return None


def _headers(message: EmailMessage) -> Facts:
    facts = Facts()
    facts.add("title", _header(message, "Subject"), "mail Subject")
    # As it stands: the standard library gives up on a date that cannot be, where ours is to say so.
    written = (value for name, value in message.raw_items() if name.lower() == "date")
    facts.add("published", next(written, ""), "mail Date")
    sender = parseaddr(_header(message, "From"))
    facts.add("publisher", sender[0] or sender[1], "mail From")
    return facts


def _header(message: EmailMessage, name: str) -> str:
    return str(message.get(name) or "")


def _digest(body: str) -> Iterator[tuple[Facts | None, str]]:
    """The messages of a plain digest, each with what its own headers say; else the whole body."""
    pieces = DIGEST_RULE.split(body)
    if len(pieces) < 2:
        yield None, body
        return
    for piece in pieces:
        head, _, text = piece.lstrip("\n").partition("\n\n")
        if re.match(r"(?:[A-Z][\w-]+: .*(?:\n|$)(?:[ \t].*(?:\n|$))*)+$", head) and text.strip():
            inner = message_from_bytes((head + "\n\n").encode("utf-8", "replace"), policy=policy.default)
            yield _headers(inner), text.strip()
        elif len(piece.split()) > 20:
            yield None, piece.strip()
