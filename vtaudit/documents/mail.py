"""Mails: the message as one page, and what is attached to it as documents of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage, MIMEPart
from mimetypes import guess_extension
from zoneinfo import ZoneInfo

from vtaudit.documents.embedded import Picture, with_pictures
from vtaudit.documents.faults import document_fault
from vtaudit.documents.html import add_html
from vtaudit.documents.page_builder import PageBuilder
from vtaudit.documents.plain import decode
from vtaudit.model import Document, ReadState

_HERE = ZoneInfo("Europe/Amsterdam")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:#]+")
_LONGEST_NAME = 150
_SIGNATURES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"})
_LOCKED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
# A logo under a mail is no document; a scan that was pasted in is larger.
_LARGEST_LOGO = 50_000


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file, or a mail that was sent along, in a mail. `name` is fit for a path."""

    name: str
    content: bytes | Mail


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail before it is a document: `headers` are lines such as `Van: …`, `fault` a code when it is not whole."""

    headers: tuple[str, ...]
    text: str = ""
    html: str = ""
    attachments: tuple[Attachment, ...] = ()
    fault: str = ""


def open_eml(data: bytes) -> Mail | None:
    """The mail in a file; None when it holds no header of a mail."""
    message = message_from_bytes(data, policy=policy.default)
    if not any(name in message for name in ("From", "To", "Subject", "Date")):
        return None
    return _mail(message)


def message_document(mail: Mail, relative: str, sha256: str) -> Document:
    """The headers as Outlook prints them in Dutch, and the body below; a body in HTML as the text that it shows."""
    page = PageBuilder()
    for header in mail.headers:
        page.line(header)
    names = ", ".join(attachment.name for attachment in mail.attachments)
    if names:
        page.line(f"Bijlagen: {names}")
    page.line("")
    has_hidden = False
    pictures: tuple[Picture, ...] = ()
    if mail.text.strip() or not mail.html:
        page.add(mail.text.replace("\r\n", "\n").replace("\r", "\n"))
    else:
        has_hidden, pictures = add_html(page, mail.html)
    faults = [document_fault(mail.fault, relative)] if mail.fault else []
    notes = [document_fault("verborgen_tekst", relative)] if has_hidden else []
    state = ReadState.PARTIAL if faults else ReadState.READ
    return with_pictures(Document(relative, sha256, state, (page.page(),), (*faults, *notes)), pictures)


def headers_of(sender: str, to: str, cc: str, sent: datetime | None, subject: str) -> tuple[str, ...]:
    """The lines above a mail; a moment of sending is told in Dutch time."""
    moment = (sent.astimezone(_HERE) if sent.tzinfo else sent).strftime("%d-%m-%Y %H:%M") if sent else ""
    fields = (("Van", sender), ("Verzonden", moment), ("Aan", to), ("Cc", cc), ("Onderwerp", subject))
    return tuple(f"{label}: {' '.join(value.split())}" for label, value in fields if value.strip())


def attachment_names(names: Iterator[str]) -> Iterator[str]:
    """Each name without signs that a path gives a meaning; a name that was there before gets a number."""
    seen: set[str] = set()
    for number, given in enumerate(names, start=1):
        name = _UNSAFE.sub("-", given).strip(" .-")[-_LONGEST_NAME:] or f"bijlage-{number}"
        if name.casefold() in seen:
            stem, dot, kind = name.rpartition(".")
            name = f"{stem} ({number}){dot}{kind}" if dot else f"{name} ({number})"
        seen.add(name.casefold())
        yield name


def is_logo(content: bytes, mime: str, *, is_shown_in_body: bool) -> bool:
    """Whether an attachment only decorates the mail."""
    return is_shown_in_body and mime.startswith("image/") and len(content) < _LARGEST_LOGO


def _mail(message: EmailMessage) -> Mail:
    body = message.get_body(("plain",)), message.get_body(("html",))
    text, html = (_text(part) if part is not None else "" for part in body)
    found = [part for part in _leaves(message) if part not in body and part.get_content_type() not in _SIGNATURES]
    kept = [(part, content) for part in found if not _decorates(part, content := _content(part))]
    names = attachment_names(_name(part) for part, _ in kept)
    sender, to, cc, subject = (str(message.get(name, "")) for name in ("From", "To", "Cc", "Subject"))
    return Mail(
        headers_of(sender, to, cc, _sent(message), subject),
        text,
        html,
        tuple(Attachment(name, content) for name, (_, content) in zip(names, kept, strict=True)),
        _fault(message),
    )


def _leaves(part: MIMEPart) -> Iterator[MIMEPart]:
    """The parts that hold something; a mail that was sent along is one part."""
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        for each in part.iter_parts():
            yield from _leaves(each)
    else:
        yield part


def _content(part: MIMEPart) -> bytes | Mail:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        return _mail(inner[0]) if isinstance(inner, list) and isinstance(inner[0], EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decorates(part: MIMEPart, content: bytes | Mail) -> bool:
    is_shown = "Content-ID" in part and part.get_content_disposition() != "attachment"
    return isinstance(content, bytes) and is_logo(content, part.get_content_type(), is_shown_in_body=is_shown)


def _name(part: MIMEPart) -> str:
    given = part.get_filename()
    if given:
        return given
    if part.get_content_type() == "message/rfc822":
        return "bericht.eml"
    return f"bijlage{guess_extension(part.get_content_type()) or ''}"


def _text(part: MIMEPart) -> str:
    """The text of a part; a character set that nobody knows or that does not fit is guessed as in a text file."""
    try:
        content = part.get_content()
    except (LookupError, ValueError):
        content = None
    if isinstance(content, str) and "\ufffd" not in content:
        return content
    payload = part.get_payload(decode=True)
    return (decode(payload) if isinstance(payload, bytes) else None) or content or ""


def _sent(message: EmailMessage) -> datetime | None:
    try:
        moment = message["Date"].datetime
    except (AttributeError, ValueError):
        return None
    return moment if isinstance(moment, datetime) else None


def _fault(message: EmailMessage) -> str:
    if message.get_content_type() in _LOCKED:
        return "versleuteld"
    broken = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
    parts = message.walk()
    return "beschadigd" if any(isinstance(defect, broken) for part in parts for defect in part.defects) else ""
