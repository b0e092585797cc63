"""Writes real register files for the tests: XLSX by hand, because no writer can make the faulty ones on purpose."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_NS}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Raw:
    """A cell written as raw XML: its attributes and what stands inside."""

    attributes: str
    inner: str


FORMULA_WITHOUT_VALUE = Raw("", "<f>A1+1</f>")
REFERENCE_ERROR = Raw('t="e"', "<f>#REF!</f><v>#REF!</v>")


def column_letter(index: int) -> str:
    return chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)


def _cell(reference: str, value: object, epoch: date) -> str:
    if value is None:
        return ""
    if isinstance(value, Raw):
        return f'<c r="{reference}" {value.attributes}>{value.inner}</c>'
    if isinstance(value, bool):
        return f'<c r="{reference}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        days = (value.date() - epoch).days + (value.hour * 60 + value.minute) / 1440
        return f'<c r="{reference}" s="1"><v>{days}</v></c>'
    if isinstance(value, date):
        return f'<c r="{reference}" s="1"><v>{(value - epoch).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{reference}"><v>{value}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _sheet(rows: Sequence[Sequence[object]], epoch: date, merges: Sequence[str]) -> str:
    body = "".join(
        f'<row r="{number}">'
        + "".join(_cell(f"{column_letter(at)}{number}", value, epoch) for at, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in merges)
    tail = f'<mergeCells count="{len(merges)}">{merged}</mergeCells>' if merges else ""
    return f'{_HEAD}<worksheet xmlns="{_NS}"><sheetData>{body}</sheetData>{tail}</worksheet>'


def write_xlsx(
    path: Path,
    sheets: dict[str, Sequence[Sequence[object]]] | Sequence[Sequence[object]],
    *,
    date1904: bool = False,
    merges: Sequence[str] = (),
) -> Path:
    named = sheets if isinstance(sheets, dict) else {"Blad1": sheets}
    epoch = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    entries = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(named, start=1)
    )
    links = "".join(
        f'<Relationship Id="rId{at}" Type="{_REL}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(named) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr(
            "_rels/.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{_HEAD}<workbook xmlns="{_NS}" xmlns:r="{_REL}"><workbookPr date1904="{int(date1904)}"/>'
            f"<sheets>{entries}</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{_HEAD}<Relationships xmlns="{_PACKAGE}">{links}<Relationship Id="rIdS" Type="{_REL}/styles" '
            f'Target="styles.xml"/></Relationships>',
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for at, rows in enumerate(named.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{at}.xml", _sheet(rows, epoch, merges))
    return path


def write_csv(folder: Path, text: str, *, encoding: str = "utf-8", settings: str | None = None) -> Path:
    """A folder with a register.csv, and a register.yaml when `settings` is given; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "register.csv").write_bytes(text.encode(encoding))
    if settings is not None:
        (folder / "register.yaml").write_text(settings, encoding="utf-8")
    return folder
