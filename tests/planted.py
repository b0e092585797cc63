"""A folder with invented personal data in every place where a real one has it, each piece found nowhere else."""

from __future__ import annotations

from pathlib import Path

from audit_folder import FOUR, ONE, THREE, TWO, write_register
from document_files import write_docx, write_pdf

IN_REGISTER = ("Zwaluwenburg", "Ferwoude")
IN_CELL = "Kwiebusz"
IN_FILE_NAME = "Vlinderhoekstra"
IN_TEXT = (
    *("Quakkelaar", "Xanderien", "Yıldızhan", "Tesfagiorgis", "Brzozowska", "Ouwejan", "Lubbertine"),
    *("284619357", "284.619.358", "06-00418822", "0181-00 62 14", "lubbertine@voorbeeld.nl", "Turfsteker 62"),
    *("Kwelderlaan", "1944 AB", "11-09-1979", "3 mei 2009", "PL1700-2017123456"),
)
VERBATIM = frozenset({"observaties.csv", "observaties.json"})

_REPORT = """MELDFORMULIER
Datum ontvangst: 6 maart 2017
Melder: huisarts mw. L. Brzozowska, tel. 0181-00 62 14
Gezin: Quakkelaar, Kwelderlaan 44, 1944 AB Beverwijk. Vader Tesfagiorgis (BSN 284619357), moeder Xanderien,
geb. 11-09-1979, kinderen Yıldızhan (9) en Ouwejan (geb. 3 mei 2009).
Zorg: moeder Xanderien had blauwe plekken op haar arm. De kinderen waren thuis. Politie: PL1700-2017123456.
"""
_PLAN = (
    "VEILIGHEIDSPLAN",
    "Datum: 3 april 2017",
    "Besproken met: vader Tesfagiorgis, moeder Xanderien (06-00418822)",
    "1. Vader Tesfagiorgis slaapt tot de zitting bij zijn broer, Turfsteker 62.",
    "2. Mevrouw Lubbertine Ouwejan (lubbertine@voorbeeld.nl) kijkt elke week of Xanderien zich aan de afspraak houdt.",
)
_JOURNAL = (
    "Contactjournaal",
    "20-03-2017 Huisbezoek. Gesproken met moeder Xanderien en met Yıldızhan en Ouwejan.",
    "03-04-2017 Veiligheidsplan besproken met Tesfagiorgis Quakkelaar en Xanderien. BSN 284.619.358 nagevraagd.",
    "08-05-2017 Besluit: lichamelijke mishandeling van Yıldızhan door Tesfagiorgis Quakkelaar is bevestigd.",
)


def write_planted(folder: Path) -> Path:
    """Two dossiers with everything, one whose files are broken, and a register with a cell that is no date."""
    write_register(
        folder,
        [
            {"zaaknummer": ONE, "medewerker": "Q. Zwaluwenburg"},
            {"zaaknummer": TWO, "medewerker": "Ferwoude, R.", "melder": "huisarts"},
            {"zaaknummer": THREE, "datum_triagebesluit": f"mw. {IN_CELL}"},
            {"zaaknummer": FOUR, "vervolg": IN_CELL},
        ],
    )
    for zaaknummer in (ONE, TWO):
        place = folder / zaaknummer
        place.mkdir()
        (place / "melding.txt").write_text(_REPORT, encoding="utf-8")
        write_pdf(place / "plan.pdf", [_PLAN])
        write_docx(place / f"journaal mw. {IN_FILE_NAME}.docx", *_JOURNAL)
    broken = folder / THREE
    broken.mkdir()
    (broken / f"brief {IN_FILE_NAME}.pdf").write_bytes(b"%PDF-1.7 mevrouw Quakkelaar " * 40)
    (broken / "verslag.docx").write_bytes(b"Xanderien Quakkelaar, Kwelderlaan 44")
    (broken / "melding.txt").write_bytes(b"mevrouw Xanderien \x00\xff\xfe Quakkelaar" * 20)
    (folder / f"los stuk {IN_FILE_NAME}.txt").write_text("Mevrouw Quakkelaar belde.", encoding="utf-8")
    return folder
