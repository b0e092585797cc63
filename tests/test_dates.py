"""Dates in Dutch case prose: what is found, what is left alone, what is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from dates_reading import ANCHORS, WEDNESDAY, meant, only

from vtaudit.dates import DateKind, DateMention, Direction, PartOf, Unit, find_dates, resolve

# text with the expression between brackets, and the days that are meant, written on Wednesday 16 May 2018
POSITIVE = [
    # in figures, with a year
    ("Op [12-03-2017] gebeld.", "2017-03-12"),
    ("[03-04-2017]: huisbezoek", "2017-04-03"),
    ("[1-2-2018] mdo", "2018-02-01"),
    ("zie mail [12/3/17]", "2017-03-12"),
    ("[12.03.2017] gesprek", "2017-03-12"),
    ("[12.3.17] gesprek", "2017-03-12"),
    ("[2017-03-12] gesprek", "2017-03-12"),
    ("ontvangen [2017-03-12]T10:15", "2017-03-12"),
    ("d.d. [05-06-2018]", "2018-06-05"),
    ("brief d.d.[05-06-2018].", "2018-06-05"),
    ("dd [5-6-'18] verstuurd", "2018-06-05"),
    ("[14/3/'18] tc", "2018-03-14"),
    ("([12-03-2017])", "2017-03-12"),
    ("[12 - 03 - 2017] gesprek", "2017-03-12"),
    ("[12‐03‐2017] gesprek", "2017-03-12"),
    ("[vr 23-02-2018] gebeld", "2018-02-23"),
    ("[vrijdag 23-02-2018], 10.15 uur", "2018-02-23"),
    ("[ma. 12-03-2018] 09.30u", "2018-03-12"),
    ("geboren [14-06-1987]", "1987-06-14"),
    ("geb. [14-06-87]", "1987-06-14"),
    ("[29-02-2016] triage", "2016-02-29"),
    ("[12-03-2017] 10:15 gebeld", "2017-03-12"),
    # in words
    ("[12 mrt. 2017] gebeld", "2017-03-12"),
    ("[1e februari 2017] gesprek", "2017-02-01"),
    ("[21ste maart 2017] gesprek", "2017-03-21"),
    ("op [12 maart 2017]", "2017-03-12"),
    ("op [12 Maart 2017]", "2017-03-12"),
    ("OP [12 MAART 2017]", "2017-03-12"),
    ("[12 sept '17] brief", "2017-09-12"),
    ("[12 sept. ’17] brief", "2017-09-12"),
    ("[12-mrt-2017] brief", "2017-03-12"),
    ("[12-mrt-17] brief", "2017-03-12"),
    ("[12mei2018] brief", "2018-05-12"),
    ("gesproken op [12 maart 17].", "2017-03-12"),
    ("[donderdag 1 februari 2018]: start", "2018-02-01"),
    ("gesprek op [12\nmaart\n2017] gehad", "2017-03-12"),
    # all in words, as in dictated texts
    ("[elf oktober] gebeld", "2018-10-11"),
    ("op [drieëntwintig juni tweeduizend zeventien] gebeld", "2017-06-23"),
    ("de [achttiende juni twee duizend zeventien]", "2017-06-18"),
    ("in [week veertig van twee duizend zeventien]", "2017-10-02/2017-10-08"),
    # a day without a year: the nearest
    ("[28-02] gebeld", "2018-02-28"),
    ("[27/3] terug", "2018-03-27"),
    ("[12 maart] brief", "2018-03-12"),
    ("[do 15-3] mdo", "2018-03-15"),
    ("[woensdag 20 juni] om 10.15u", "2018-06-20"),
    ("[20 dec] evaluatie", "2017-12-20"),
    ("op [3/4] gesproken", "2018-04-03"),
    ("[3-4]: Gesproken met school", "2018-04-03"),
    ("[03-04] gesproken", "2018-04-03"),
    ("[wo 3/4] gesproken", "2018-04-03"),
    ("[10-12] gesprek", "2017-12-10"),
    ("[3 mei jl.] gebeld", "2018-05-03"),
    ("[20 mei jl.] gebeld", "2017-05-20"),
    ("[12-3 jl.] gebeld", "2018-03-12"),
    ("[3 mei a.s.] evaluatie", "2019-05-03"),
    ("[afgelopen vrijdag 11-5] gebeld", "2018-05-11"),
    ("[12 mei dit jaar] gebeld", "2018-05-12"),
    ("week van [12 maart 2018]", "2018-03-12/2018-03-18"),
    # months and their parts
    ("in [mei 2018] volgt monitoring", "2018-05-01/2018-05-31"),
    ("in [februari 2016]", "2016-02-01/2016-02-29"),
    ("in [november] bellen", "2017-11-01/2017-11-30"),
    ("[komende november] bellen", "2018-11-01/2018-11-30"),
    ("[juni]: contact met school", "2018-06-01/2018-06-30"),
    ("[07-2018] monitoring", "2018-07-01/2018-07-31"),
    ("in de [eerste week van mei 2017]", "2017-05-01/2017-05-07"),
    ("in de [tweede week van juni]", "2018-06-08/2018-06-14"),
    ("in de [laatste week van juni 2018]", "2018-06-24/2018-06-30"),
    ("in de [eerste helft van oktober]", "2018-10-01/2018-10-15"),
    ("[2e helft juni] bellen", "2018-06-16/2018-06-30"),
    ("[eind mei] bellen", "2018-05-21/2018-05-31"),
    ("[eind februari 2018] bellen", "2018-02-21/2018-02-28"),
    ("[halverwege oktober] bellen", "2018-10-11/2018-10-20"),
    ("[medio juni] bellen", "2018-06-11/2018-06-20"),
    ("[begin augustus] bellen", "2018-08-01/2018-08-10"),
    ("[half mrt] bellen", "2018-03-11/2018-03-20"),
    ("[mei volgend jaar] bellen", "2019-05-01/2019-05-31"),
    ("[mei-juni 2018] bellen", "2018-05-01/2018-06-30"),
    ("[december/januari 2017] bellen", "2017-12-01/2018-01-31"),
    # weeks and quarters
    ("in [week 23 van 2018]", "2018-06-04/2018-06-10"),
    ("in [week 1 2018]", "2018-01-01/2018-01-07"),
    ("[wk 23] bellen", "2018-06-04/2018-06-10"),
    ("[wk. 50] gebeld", "2017-12-11/2017-12-17"),
    ("[week 23/24] bellen", "2018-06-04/2018-06-17"),
    ("[week 53 van 2015]", "2015-12-28/2016-01-03"),
    ("in het [derde kwartaal van 2017]", "2017-07-01/2017-09-30"),
    ("in het [2e kwartaal]", "2018-04-01/2018-06-30"),
    ("in [Q4 2018]", "2018-10-01/2018-12-31"),
    # counted from the day of writing
    ("[over drie maanden] bellen", "2018-08-16"),
    ("[over 3 maanden] bellen", "2018-08-16"),
    ("[na zes weken] bellen", "2018-06-27"),
    ("[over zesentwintig weken] bellen", "2018-11-14"),
    ("[over drieëndertig dagen] bellen", "2018-06-18"),
    ("[over eenenveertig dagen] bellen", "2018-06-26"),
    ("[over honderd dagen] bellen", "2018-08-24"),
    ("[over tweeëntwintig dagen] bellen", "2018-06-07"),
    ("[over ongeveer 3 mnd.] bellen", "2018-08-16"),
    ("[over een week of drie] bellen", "2018-06-06"),
    ("[over twee à drie weken] bellen", "2018-05-30/2018-06-06"),
    ("[over een half jaar] bellen", "2018-11-16"),
    ("[over anderhalf jaar] bellen", "2019-11-16"),
    ("[binnen twee weken] bellen", "2018-05-16/2018-05-30"),
    ("bellen [over 3 maanden].", "2018-08-16"),
    ("[drie maanden geleden] gebeld", "2018-02-16"),
    ("[een week geleden] gebeld", "2018-05-09"),
    ("[drie maanden vanaf heden] bellen", "2018-08-16"),
    ("[vandaag] gebeld", "2018-05-16"),
    ("[gisteren] gebeld", "2018-05-15"),
    ("[gisteravond] gebeld", "2018-05-15"),
    ("[Eergisteren] gebeld", "2018-05-14"),
    ("[morgen] bellen", "2018-05-17"),
    ("[overmorgen] bellen", "2018-05-18"),
    ("[a.s. maandag] bellen", "2018-05-21"),
    ("[maandag a.s.] bellen", "2018-05-21"),
    ("[komende woensdag] bellen", "2018-05-23"),
    ("[afgelopen woensdag] gebeld", "2018-05-09"),
    ("[vrijdag jl.] gebeld", "2018-05-11"),
    ("[vorige week] gebeld", "2018-05-07/2018-05-13"),
    ("[volgende week] bellen", "2018-05-21/2018-05-27"),
    ("[volgende week dinsdag] bellen", "2018-05-22"),
    ("[deze maand] bellen", "2018-05-01/2018-05-31"),
    ("[eind volgende maand] bellen", "2018-06-21/2018-06-30"),
    # counted from something else
    ("[180 dagen na afsluiting]", "2018-08-28"),
    ("[3 mnd na sluiting]", "2018-06-01"),
    ("[3mnd na afsl]. bellen", "2018-06-01"),
    ("[twee maanden na verzending] van deze afsluitbrief", "2018-05-05"),
    ("[twee maanden na deze brief]", "2018-05-05"),
    ("[een half jaar na het afsluiten] van het onderzoek", "2018-09-01"),
    ("[een jaar na de afronding]", "2019-03-01"),
    ("[binnen drie maanden na afsluiting]", "2018-03-01/2018-06-01"),
    ("[uiterlijk 3 maanden na sluiting]", "2018-03-01/2018-06-01"),
    ("[drie maanden nadat het onderzoek is afgesloten]", "2018-06-01"),
    ("[drie maanden nadat Veilig Thuis de zaak heeft gesloten]", "2018-06-01"),
    ("[2-3 weken na de overdracht]", "2018-04-15/2018-04-22"),
    ("[tien weken na start] van het onderzoek", "2018-03-13"),
    ("[vijf dagen na ontvangst van de melding]", "2017-12-25"),
    ("[een week voor de overdracht]", "2018-03-25"),
    ("[drie maanden na 30 november 2017]", "2018-02-28"),
    ("[drie\nmaanden na\nafsluiting]", "2018-06-01"),
]

NEGATIVE = [
    "om 10.15u gebeld",
    "overleg met het Ouder- en Kindteam (OKT)",
    "in de week tien keer gebeld",
    "twee duizend zeventien euro",
    "om 09.30 uur",
    "van 14:30 tot 15:45",
    "van 9.00-10.30 uur",
    "telefoon 023-5551234",
    "06-12345678",
    "06-12 34 56 78",
    "tel. 06-12",
    "Kerkstraat 12-3",
    "Dorpsweg 12/3",
    "huisnummer 4-2",
    "zoon van 3 jaar",
    "Sam (14) en Noa (9)",
    "kinderen van 4-12 jaar",
    "een 10-jarige jongen",
    "€ 12-03 betaald",
    "schuld van 12.500 euro",
    "VT17-D1001",
    "VT-2017-00123",
    "zaaknummer 2017-00123",
    "zaak 12-03",
    "1/2 d",
    "24/7 bereikbaar",
    "3/4 van de tijd",
    "1/2 tablet",
    "2/3 van het gezin",
    "1e gesprek",
    "het 2e kind",
    "een 8/10",
    "score 7/10",
    "cijfer 7-8",
    "groep 7/8",
    "groep 5-6",
    "2-3 glazen wijn",
    "10-12 keer per week",
    "pagina 2/12",
    "blz. 3/12",
    "verwachting 2.1.12",
    "artikel 4.1.17",
    "schooljaar 2017-2018",
    "2 keer per week 3 uur",
    "elke week 1 gesprek",
    "week 20 van de zwangerschap",
    "al drie weken ziek",
    "drie maanden",
    "elke drie maanden",
    "om de drie maanden",
    "een keer in de drie maanden",
    "twee weken vakantie",
    "gedurende zes weken",
    "twee weken voor het gezin",
    "drie dagen na elkaar",
    "over enkele weken",
    "voor de zomer",
    "na de zomer",
    "te zijner tijd",
    "op maandag",
    "elke dinsdag",
    "mevrouw Mei belde",
    "gesprek met mw. A. April",
    "broer Jan is 7",
    "kind 2 Jan",
    "April (7) en zusje",
    "in de meivakantie",
    "de mei-vakantie",
    "goede morgen",
    "maandag morgen",
    "tot op heden",
    "vandaag de dag",
    "'s morgens",
    "eerste kwartaaloverleg",
    "Q3",
    "IQ 85-90",
    "bloeddruk 120/80",
    "https://voorbeeld.nl/a1-2-3b",
]

IMPOSSIBLE = [
    "29-02-2017",
    "2017-02-29",
    "29 februari 2017",
    "31-04",
    "31-04-2018",
    "31/6/18",
    "30 februari",
    "31 april",
    "00-03-2018",
    "00-00-0000",
    "32-01-2018",
    "45 mei 2018",
    "03-14-2017",
    "12-03-0217",
    "12-03-2107",
    "12 maart 0217",
    "12 maart 2107",
    "week 53 van 2017",
    "week 60",
]


@pytest.mark.parametrize(("marked", "expected"), POSITIVE, ids=[text for text, _ in POSITIVE])
def test_expression_is_found_whole_and_read_right(marked: str, expected: str) -> None:
    words = marked[marked.index("[") + 1 : marked.index("]")]
    assert meant(marked.replace("[", "").replace("]", "")) == [(words, expected)]


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert meant(text) == []
    assert meant(f"Moeder zegt: {text}.") == []


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_date_that_does_not_exist_is_named_and_not_resolved(text: str) -> None:
    mention = only(f"Op {text} gebeld.")
    assert mention.kind is DateKind.IMPOSSIBLE
    assert (mention.start, mention.end) == (3, 3 + len(text))
    assert resolve(mention, WEDNESDAY, ANCHORS) is None


def test_the_tables_are_broad() -> None:
    assert (len(POSITIVE) >= 80, len(NEGATIVE) >= 40) == (True, True)


# ------------------------------------------------------------------ the parts, half where half


@pytest.mark.parametrize(
    ("text", "kind", "parts"),
    [
        ("03-04-2017", DateKind.DAY, {"day": 3, "month": 4, "year": 2017}),
        ("vr 23-02", DateKind.DAY, {"day": 23, "month": 2, "weekday": 4}),
        ("12 maart", DateKind.DAY, {"day": 12, "month": 3}),
        ("12 maart jl.", DateKind.DAY, {"day": 12, "month": 3, "direction": Direction.BACK}),
        ("mei 2018", DateKind.MONTH, {"month": 5, "year": 2018}),
        ("eind november", DateKind.MONTH, {"month": 11, "part": PartOf.END}),
        ("1e week van mei", DateKind.MONTH, {"month": 5, "part": PartOf.FIRST_WEEK}),
        ("mei vorig jaar", DateKind.MONTH, {"month": 5, "year_shift": -1}),
        ("week 23", DateKind.WEEK, {"week": 23}),
        ("derde kwartaal", DateKind.QUARTER, {"quarter": 3}),
        ("maandag a.s.", DateKind.WEEKDAY, {"weekday": 0, "direction": Direction.FORWARD}),
        ("vorige week", DateKind.NEIGHBOUR, {"amount": -1, "unit": Unit.WEEK}),
        ("29-02-2017", DateKind.IMPOSSIBLE, {"day": 29, "month": 2, "year": 2017}),
        ("vandaag", DateKind.RELATIVE, {"amount": 0, "unit": Unit.DAY}),
        ("na zes weken", DateKind.RELATIVE, {"amount": 6, "unit": Unit.WEEK, "direction": Direction.FORWARD}),
        (
            "binnen 2 à 3 maanden na sluiting",
            DateKind.RELATIVE,
            {
                "amount": 2,
                "upto": 3,
                "unit": Unit.MONTH,
                "direction": Direction.FORWARD,
                "anchor": "afsluiting",
                "within": True,
            },
        ),
    ],
)
def test_parts_hold_what_was_said_and_nothing_else(text: str, kind: DateKind, parts: dict[str, object]) -> None:
    expected = replace(DateMention(0, len(text), kind), **parts)
    assert find_dates(text) == (expected,)


def test_a_list_of_periods_gives_a_mention_for_each() -> None:
    assert meant("Monitoring na 3, 6 en 12 maanden.") == [
        ("na 3", "2018-08-16"),
        ("6", "2018-11-16"),
        ("12 maanden", "2019-05-16"),
    ]
    assert [period for _, period in meant("drie en zes maanden na afsluiting")] == ["2018-06-01", "2018-09-01"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("op 12, 19 en 26 maart gesproken", ["2018-03-12", "2018-03-19", "2018-03-26"]),
        ("12 t/m 14 maart 2017", ["2017-03-12", "2017-03-14"]),
        ("12/13 maart 2017", ["2017-03-12", "2017-03-13"]),
        ("28 en 29 februari 2017", ["2017-02-28", "-"]),
        ("in juni en december 2018", ["2018-06-01/2018-06-30", "2018-12-01/2018-12-31"]),
        ("week 23 en 24 van 2018", ["2018-06-04/2018-06-10", "2018-06-11/2018-06-17"]),
        ("na drie maanden en een jaar", ["2018-08-16", "2019-05-16"]),
        ("na drie maanden en na een half jaar", ["2018-08-16", "2018-11-16"]),
        ("3 mnd en 1 jaar na sluiting", ["2018-06-01", "2019-03-01"]),
        ("al drie weken en over zes maanden weer", ["2018-11-16"]),
        ("binnen vijf dagen en tien weken", []),
        ("vorig jaar mei en in mei dit jaar", ["2017-05-01/2017-05-31", "2018-05-01/2018-05-31"]),
        ("twee dagen na het huisbezoek van 12-03-2018", ["2018-03-14"]),
        ("Kerkstraat 12, 3 maart 2018", ["2018-03-03"]),
        ("de juf van groep 5, over drie maanden", ["2018-08-16"]),
    ],
)
def test_lists_and_what_they_share(text: str, expected: list[str]) -> None:
    assert [when for _, when in meant(text)] == expected


def test_several_dates_in_one_line_come_in_reading_order() -> None:
    text = "Gebeld op 28-02, 12 maart en 27/3; eind mei 2018 weer, uiterlijk 3 maanden na sluiting."
    assert [words for words, _ in meant(text)] == [
        "28-02",
        "12 maart",
        "27/3",
        "eind mei 2018",
        "uiterlijk 3 maanden na sluiting",
    ]


def test_an_empty_line_parts_a_number_from_a_month() -> None:
    assert meant("groep 8\n\nmaart 2017: gesprek") == [("maart 2017", "2017-03-01/2017-03-31")]


@pytest.mark.parametrize("text", ["12 maart 14.30 uur", "12 maart 10 uur", "12 maart 20 kinderen", "12 maart 1030 uur"])
def test_a_number_after_a_month_is_not_made_a_year(text: str) -> None:
    assert find_dates(text) == (DateMention(0, 8, DateKind.DAY, day=12, month=3),)
