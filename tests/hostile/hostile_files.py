"""Every hostile file of a dossier with what must be said of it; `write_all` puts them in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import hostile_packages as packages
import hostile_pdfs as pdfs

FILES: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "06 lengte van zichzelf.pdf": (pdfs.length_of_itself, ""),
    "06 tabellen in een kring.pdf": (pdfs.tables_that_follow_each_other, ""),
    "06 bladzijden in een kring.pdf": (pdfs.pages_in_a_ring, "beschadigd"),
    "06 tekent zichzelf.pdf": (pdfs.form_that_draws_itself, "te_veel_geheugen"),
    "06 verdubbelt.pdf": (pdfs.forms_that_double, "te_veel_geheugen"),
    "06 haken in haken.pdf": (pdfs.deep_arrays, ""),
    "07 bom.pdf": (pdfs.flate_bomb, "te_veel_geheugen"),
    "07 bom van herhaling.pdf": (pdfs.run_length_bomb, "zonder_tekst"),
    "08 tienduizend bladzijden.pdf": (pdfs.many_pages, "te_groot"),
    "08 lange bladzijde.pdf": (pdfs.endless_page, "te_veel_geheugen"),
    "10 script en programma.pdf": (lambda: pdfs.script_and_program("http://127.0.0.1:9/"), "bijlage_in_pdf"),
    "15 lachbui.docx": (packages.billion_laughs, "onveilig"),
    "15 diep.docx": (packages.deep_elements, "beschadigd"),
    "17 bom.docx": (packages.zip_bomb, "onveilig"),
    "17 bom die liegt.docx": (packages.bomb_that_lies, "beschadigd"),
    "17 over elkaar.docx": (packages.entries_that_overlap, "onveilig"),
    "18 omhoog.docx": (lambda: packages.entry_named("../../x.xml"), "onveilig"),
    "18 vanaf de wortel.docx": (lambda: packages.entry_named("/etc/passwd"), "onveilig"),
    "18 andere schijf.docx": (lambda: packages.entry_named("C:\\x.xml"), "onveilig"),
    "18 koppeling.docx": (packages.entry_that_links, "onveilig"),
}
"""By name: who makes it, and the code of the fault; empty where the text is read as if nothing was wrong."""

SLOW = frozenset(name for name, (_, code) in FILES.items() if code == "te_veel_geheugen")

PLACES = {
    "kanaal.txt": "geen_bestand",
    "buiten.txt": "snelkoppeling",
    "buiten": "snelkoppeling",
    "zonder eind.txt": "snelkoppeling",
    "zonder doel.txt": "snelkoppeling",
    "300 MB.pdf": "te_groot",
}
"""What is no file of the dossier at all, or more of it than anyone can read."""


def write_all(folder: Path, elsewhere: Path) -> dict[str, str]:
    """Every file and place; returns the code by name. `elsewhere` gets what may not be read."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (make, _) in FILES.items():
        (folder / name).write_bytes(make())
    with (folder / "300 MB.pdf").open("wb") as file:
        file.write(pdfs.sound())
        file.truncate(300_000_000)
    expected = {name: code for name, (_, code) in FILES.items()} | {"300 MB.pdf": "te_groot"}
    if os.name == "posix":
        elsewhere.mkdir()
        (elsewhere / "geheim.txt").write_text("Veiligheidsplan\nNiet uit dit dossier.", encoding="utf-8")
        os.mkfifo(folder / "kanaal.txt")
        (folder / "buiten.txt").symlink_to(elsewhere / "geheim.txt")
        (folder / "buiten").symlink_to(elsewhere, target_is_directory=True)
        (folder / "zonder eind.txt").symlink_to("/dev/zero")
        (folder / "zonder doel.txt").symlink_to(folder / "weg.txt")
        expected |= PLACES
    return expected
