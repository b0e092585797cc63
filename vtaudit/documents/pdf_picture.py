"""A PDF page as a grey picture, for what only the eye can tell: scans, and text that does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vtaudit.documents.ocr import DPI, MAX_PIXELS, pgm

if TYPE_CHECKING:
    import pypdfium2  # type: ignore[import-untyped]

_POINTS = 72


def render_grey(page: pypdfium2.PdfPage, dpi: int) -> Any:
    """The page as shown, one byte per pixel in a numpy array; coarser where it would have more than 40 M pixels."""
    width, height = page.get_size()
    scale = min(dpi / _POINTS, (MAX_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        pixels = bitmap.to_numpy()
        return pixels.reshape(pixels.shape[:2]).copy()
    finally:
        bitmap.close()


def scan_picture(page: pypdfium2.PdfPage) -> bytes:
    """The page as OCR wants it."""
    pixels = render_grey(page, DPI)
    return pgm(pixels.shape[1], pixels.shape[0], pixels.tobytes())
