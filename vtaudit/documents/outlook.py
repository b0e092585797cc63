"""Outlook messages (MSG), through python-oxmsg, as the same mails that an EML file holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vtaudit.documents.mail import Attachment, Mail, attachment_names, headers_of, is_logo

if TYPE_CHECKING:
    from oxmsg.attachment import Attachment as OutlookAttachment
    from oxmsg.storage import Storage

# Properties by their number in MS-OXPROPS.
_METHOD, _EMBEDDED = 0x3705, 5
_SHORT_NAME, _DISPLAY_NAME, _CONTENT_ID, _RTF = 0x3704, 0x3001, 0x3712, 0x1009
_DISPLAY_TO, _DISPLAY_CC, _RECEIVED = 0x0E04, 0x0E03, 0x0E06
_INNER = "__substg1.0_3701000D"
_PROPERTIES = "__properties_version1.0"
# The header above the properties of a mail in a mail lacks the last 8 bytes of the one in a file (MS-OXMSG 2.4.1).
_INNER_HEADER, _MISSING = 24, 8


def open_msg(data: bytes) -> Mail | None:
    """The mail in a file. One whose text is only there as compressed RTF is not whole."""
    from olefile import OleFileIO  # type: ignore[import-untyped]
    from oxmsg.storage import Storage

    with OleFileIO(data) as file:
        return _mail(Storage.from_ole(file))


def _mail(storage: Storage) -> Mail:
    from oxmsg import Message
    from oxmsg.attachment import Attachment as OutlookAttachment

    message = Message(storage)
    properties = message.properties
    text, html = message.body or "", message.html_body or ""
    found = [
        (one, _content(one, place))
        for place in storage.iter_attachment_storages()
        for one in (OutlookAttachment(place),)
    ]
    kept = [(_name(one), content) for one, content in found if not _decorates(one, content)]
    names = attachment_names(name for name, _ in kept)
    headers = message.message_headers
    has_other_text = not (text.strip() or html) and properties.binary_prop_value(_RTF) is not None
    return Mail(
        headers_of(
            message.sender or "",
            headers.get("To") or properties.str_prop_value(_DISPLAY_TO) or "",
            headers.get("Cc") or properties.str_prop_value(_DISPLAY_CC) or "",
            message.sent_date or properties.date_prop_value(_RECEIVED),
            message.subject,
        ),
        text,
        html,
        tuple(Attachment(name, content) for name, (_, content) in zip(names, kept, strict=True)),
        "mail_onleesbaar" if has_other_text else "",
    )


def _name(attachment: OutlookAttachment) -> str:
    if attachment.properties.int_prop_value(_METHOD) == _EMBEDDED:
        return "bericht.msg"
    read = attachment.properties.str_prop_value
    return attachment.file_name or read(_SHORT_NAME) or read(_DISPLAY_NAME) or ""


def _content(attachment: OutlookAttachment, place: Storage) -> bytes | Mail:
    if attachment.properties.int_prop_value(_METHOD) != _EMBEDDED:
        return attachment.file_bytes or b""
    for inner in place.storages:
        if inner.name == _INNER:
            return _mail(_with_long_header(inner))
    return b""


def _with_long_header(storage: Storage) -> Storage:
    streams = tuple(
        replace(one, bytes_=one.bytes_[:_INNER_HEADER] + bytes(_MISSING) + one.bytes_[_INNER_HEADER:])
        if one.name == _PROPERTIES
        else one
        for one in storage.streams
    )
    return replace(storage, streams=streams)


def _decorates(attachment: OutlookAttachment, content: bytes | Mail) -> bool:
    is_shown = bool(attachment.properties.str_prop_value(_CONTENT_ID))
    return isinstance(content, bytes) and is_logo(content, attachment.mime_type or "", is_shown_in_body=is_shown)
