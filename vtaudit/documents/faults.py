"""The ways in which a file of a dossier can fail to be read, each with its Dutch sentences."""

from __future__ import annotations

from vtaudit.errors import Fault

_SENTENCES: dict[str, tuple[str, str]] = {
    "afbeelding": (
        "In dit stuk staat een grote afbeelding die niet is gelezen.",
        "Kijk of er tekst in staat. Is dat zo, zet die tekst dan als los stuk in de map, of beoordeel het stuk zelf.",
    ),
    "andere_inhoud": (
        "In dit bestand zit iets anders dan de naam zegt.",
        "Open het stuk in het programma waarmee het is gemaakt en bewaar het als pdf.",
    ),
    "andere_naam": (
        "De naam van dit bestand past niet bij wat erin zit.",
        "U hoeft niets te doen.",
    ),
    "archief": (
        "Dit is een ingepakte map (zip). Die wordt niet uitgepakt.",
        "Pak de map uit en zet de stukken los in de map van de zaak.",
    ),
    "beschadigd": (
        "Dit bestand is beschadigd of niet volledig.",
        "Haal het stuk opnieuw uit het systeem en zet het in de map.",
    ),
    "bestand_weg": (
        "Dit bestand kan niet worden geopend.",
        "Controleer of het bestand er nog staat en of u het mag lezen.",
    ),
    "bijlage_in_pdf": (
        "In deze pdf zitten bestanden als bijlage. Die zijn niet gelezen.",
        "Bewaar elke bijlage als los stuk in de map van de zaak.",
    ),
    "csv_onleesbaar": (
        "Deze tabel kan niet worden gelezen.",
        "Maak de export opnieuw, of bewaar de tabel als CSV met UTF-8.",
    ),
    "geen_bestand": (
        "Dit is geen gewoon bestand, maar een kanaal of apparaat van de computer. Het is niet geopend.",
        "Zet het stuk zelf in de map van de zaak.",
    ),
    "geen_docx": (
        "Dit bestand heet .docx, maar is geen Word-document.",
        "Open het stuk in het programma waarmee het is gemaakt en bewaar het als Word-document of pdf.",
    ),
    "geen_pdf": (
        "Dit bestand heet .pdf, maar is geen pdf.",
        "Open het stuk in het programma waarmee het is gemaakt en bewaar het als pdf.",
    ),
    "geen_tekst": (
        "Dit bestand heet .txt, maar bevat geen leesbare tekst.",
        "Open het stuk in het programma waarmee het is gemaakt en bewaar het als tekst of pdf.",
    ),
    "leeg": (
        "Dit bestand is leeg.",
        "Haal het stuk opnieuw uit het systeem en zet het in de map.",
    ),
    "leeg_wachtwoord": (
        "Deze pdf is beveiligd, maar zonder wachtwoord te lezen.",
        "U hoeft niets te doen.",
    ),
    "naam_onleesbaar": (
        "In de naam van dit bestand staan tekens die niet te lezen zijn. Het is niet geopend.",
        "Geef het bestand een andere naam.",
    ),
    "mail_onleesbaar": (
        "De tekst van deze mail kan niet worden gelezen.",
        "Open de mail in het mailprogramma en bewaar die als pdf.",
    ),
    "nog_niet_ondersteund": (
        "Dit soort bestand wordt nog niet ondersteund.",
        "Bewaar het stuk als pdf, Word-document (.docx) of tekst (.txt).",
    ),
    "ocr": (
        "Dit is een scan. De tekst is gelezen met tekstherkenning.",
        "Kijk een citaat uit dit stuk na in de scan.",
    ),
    "ocr_afbeelding": (
        "In dit stuk staat een afbeelding met tekst. Die tekst is gelezen met tekstherkenning.",
        "Kijk een citaat uit de afbeelding na in het stuk.",
    ),
    "onzichtbaar": (
        "In deze pdf staat tekst die op de bladzijde niet te zien is.",
        "Kijk na of die tekst bij het stuk hoort.",
    ),
    "oud_word": (
        "Dit is een oud Word-document (.doc). Dat wordt niet gelezen.",
        "Open het stuk in Word en bewaar het als .docx of pdf.",
    ),
    "rekenblad": (
        "Dit is een rekenblad. Dat wordt niet als stuk gelezen.",
        "Bewaar het blad als pdf. Is het een tabblad uit het systeem, bewaar het dan als CSV.",
    ),
    "onleesbare_tekst": (
        "De letters in deze pdf zijn niet als tekst opgeslagen.",
        "Druk het stuk opnieuw af naar pdf, of beoordeel het zelf.",
    ),
    "onveilig": (
        "Dit bestand is onveilig opgebouwd en is daarom niet geopend.",
        "Vraag de maker om een nieuw exemplaar, of open het stuk zelf en bewaar het als pdf.",
    ),
    "scan": (
        "Dit is een scan zonder tekst.",
        "Druk het stuk uit het systeem af als pdf, of beoordeel het zelf.",
    ),
    "script": (
        "In deze pdf zit een script of een opdracht. Die is niet uitgevoerd.",
        "U hoeft niets te doen.",
    ),
    "snelkoppeling": (
        "Dit is een koppeling naar een bestand buiten de map. Die is niet gevolgd.",
        "Zet het stuk zelf in de map van de zaak.",
    ),
    "te_lang": (
        "Het lezen van dit bestand duurde te lang en is gestopt.",
        "Open het stuk zelf en druk het opnieuw af naar pdf, of beoordeel het zelf.",
    ),
    "te_veel_geheugen": (
        "Dit bestand neemt bij het lezen te veel geheugen in en is daarom gesloten.",
        "Open het stuk zelf en druk het opnieuw af naar pdf, of beoordeel het zelf.",
    ),
    "te_groot": (
        "Dit bestand is te groot om te lezen.",
        "Splits het stuk en zet de delen in de map.",
    ),
    "vastgelopen": (
        "Bij het lezen van dit bestand liep het programma vast. De andere stukken zijn wel gelezen.",
        "Open het stuk zelf en druk het opnieuw af naar pdf, of beoordeel het zelf.",
    ),
    "verborgen_tekst": (
        "In dit stuk staat verborgen tekst. Die is niet gelezen.",
        "Wilt u dat die tekst meetelt, maak haar dan zichtbaar.",
    ),
    "versleuteld": (
        "Dit bestand is beveiligd met een wachtwoord.",
        "Bewaar het stuk zonder wachtwoord en zet het opnieuw in de map.",
    ),
    "zonder_tekst": (
        "In deze pdf staat geen tekst die te lezen is.",
        "Open het stuk zelf. Staat er wel iets in, druk het dan opnieuw af naar pdf.",
    ),
    "zwart_gelakt": (
        "In deze pdf ligt een vlak over tekst, maar de tekst zelf staat er nog onder.",
        "Stuur deze pdf niet door. Lak het stuk opnieuw, met een programma dat de tekst echt weghaalt.",
    ),
    "zelfde_stuk": (
        "Dit stuk staat er twee keer in, onder een andere naam. Het telt één keer.",
        "U hoeft niets te doen.",
    ),
}


def document_fault(code: str, where: str, detail: str = "") -> Fault:
    """The fault with that code; `detail` is a Dutch sentence put behind the message (which pages, which line)."""
    message, remedy = _SENTENCES[code]
    return Fault(code, where, f"{message} {detail}".strip(), remedy)


def pages_sentence(pages: list[int]) -> str:
    """Which pages it is about, with runs drawn together: `Het gaat om bladzijde 1, 3-5.`"""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    listed = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"Het gaat om bladzijde {listed}."
