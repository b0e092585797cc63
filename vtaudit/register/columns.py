"""The columns of the input contract, after the CBS Informatieprotocol where it has the field."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS = (
    "zaaknummer",
    "hoofdnummer",
    "regio",
    "gemeente",
    "team",
    "medewerker",
    "melder",
    "melder_bekend",
    "aard",
    "urgentie",
    "mdck",
    "datum_melding",
    "datum_triagebesluit",
    "vervolg",
    "datum_start_onderzoek",
    "datum_afronding_onderzoek",
    "uitkomst",
    "datum_inzet_vervolgtraject",
    "overdracht_aan",
    "datum_afsluiting",
    "datum_registratie",
)
DATE_COLUMNS = frozenset(column for column in COLUMNS if column.startswith("datum_"))
REQUIRED = ("zaaknummer", "datum_melding")
IDENTIFIERS = frozenset({"zaaknummer", "hoofdnummer"})

# The order of uitkomst is the order in which several outcomes of one onderzoek go before each other.
VALUES: Mapping[str, tuple[str, ...]] = {
    "vervolg": ("onderzoek", "vervolgtraject", "advies", "geen"),
    "uitkomst": ("bevestigd", "niet_bevestigd", "geen", "voortijdig_afgesloten"),
    "melder_bekend": ("ja", "nee"),
}
LISTS = frozenset({"aard", "uitkomst", "overdracht_aan"})
