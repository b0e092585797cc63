"""Logical lines: wrapped text, labels with values, boxes, bullets and table rows."""

from __future__ import annotations

from vtaudit.language.layout import LineKind, SourceText, source_text, split_lines
from vtaudit.model import Document, Page, ReadState, Span


def source(text: str, furniture: tuple[Span, ...] = ()) -> SourceText:
    page = Page(1, text, furniture)
    return source_text(Document("stuk.txt", "x", ReadState.READ, (page,)), (Span(1, 0, len(text)),))


def lines(text: str) -> list[tuple[LineKind, str]]:
    read = source(text)
    return [(line.kind, " ".join(read.text[line.start : line.end].split())) for line in split_lines(read)]


def test_a_wrapped_sentence_is_one_line() -> None:
    text = (
        "De medewerker heeft vanmiddag uitvoerig met beide ouders over de situatie\n"
        "gesproken en zij zijn het daar na enig overleg allebei mee eens geworden.\n"
    )
    assert len(lines(text)) == 1


def test_a_word_that_was_split_over_lines_is_whole_and_its_quote_verbatim() -> None:
    text = "Er zijn nog geen veiligheids-\nafspraken gemaakt."
    read = source(text)
    assert "veiligheidsafspraken" in read.text
    start = read.text.index("veiligheidsafspraken")
    quote = read.quote(start, start + len("veiligheidsafspraken"))
    assert text[quote.start : quote.end] == "veiligheids-\nafspraken"


def test_a_value_on_the_next_line_belongs_to_its_label() -> None:
    assert lines("Datum afsluiting Veilig\nThuis:\n13 juli 2017\nParaaf: akkoord") == [
        (LineKind.FIELD, "Datum afsluiting Veilig Thuis: 13 juli 2017"),
        (LineKind.FIELD, "Paraaf: akkoord"),
    ]


def test_an_empty_label_does_not_swallow_the_next_field() -> None:
    assert lines("Moment nazorg:\nToelichting: geen") == [
        (LineKind.FIELD, "Moment nazorg:"),
        (LineKind.FIELD, "Toelichting: geen"),
    ]


def test_an_answer_below_a_question_is_its_value() -> None:
    assert lines("Wie let op de afspraken?\nhet buurtteam, P. Onrust") == [
        (LineKind.FIELD, "Wie let op de afspraken? het buurtteam, P. Onrust")
    ]


def test_boxes_on_one_line_are_apart() -> None:
    assert lines("Gesproken: [x] moeder  [ ] vader") == [
        (LineKind.HEADING, "Gesproken:"),
        (LineKind.BOX_DONE, "[x] moeder"),
        (LineKind.BOX_OPEN, "[ ] vader"),
    ]


def test_kinds_of_lines() -> None:
    assert [
        kind for kind, _ in lines("AFSPRAKEN\n- vader belt niet\n1. moeder belt wel\n☐ brief\nActie | Wie | Status")
    ] == [
        LineKind.HEADING,
        LineKind.BULLET,
        LineKind.BULLET,
        LineKind.BOX_OPEN,
        LineKind.ROW,
    ]


def test_cells_of_a_row_point_into_the_text() -> None:
    read = source("| toezicht | mw. Onrust, wekelijks |")
    row = split_lines(read)[0]
    assert [read.text[start:end] for start, end in row.cells] == ["toezicht", "mw. Onrust, wekelijks"]


def test_a_page_header_that_repeats_is_not_read_again() -> None:
    text = "Zaak 1\nTekst."
    assert "Zaak" not in source(text, (Span(1, 0, 6),)).text


def test_the_last_cell_of_a_row_typed_as_text_runs_on_over_the_line() -> None:
    text = (
        "24-04-2017 | Wijkagent per mail bericht dat de zaak is overgedragen aan het sociaal team en\n"
        "dat de hulp is gestart.\n"
        "25-04-2017 | Zaak gesloten.\n"
    )
    found = lines(text)
    assert [kind for kind, _ in found] == [LineKind.ROW, LineKind.ROW]
    assert found[0][1].endswith("dat de hulp is gestart.")


def test_one_box_in_a_row_of_more_cells_stays_with_whom_it_is_about() -> None:
    assert lines("Femke (moeder) | ☒ 11-03 | kantoor") == [(LineKind.ROW, "Femke (moeder) | ☒ 11-03 | kantoor")]
    assert [kind for kind, _ in lines("Geweld in huis | ☐ ja ☒ nee")][1:] == [LineKind.BOX_OPEN, LineKind.BOX_DONE]


def test_a_short_question_has_its_answer_on_the_next_line() -> None:
    assert lines("Met wie?\nFemke en de gezinscoach") == [(LineKind.FIELD, "Met wie? Femke en de gezinscoach")]
