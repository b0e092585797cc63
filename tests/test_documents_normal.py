"""Text for matching, and the way back to the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vtaudit.documents import normalise


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("veiligheids-\r\nplan", "veiligheidsplan"),
        ("veiligheids\u2010\nplan", "veiligheidsplan"),
        ("veiligheids\u00ad\nplan", "veiligheidsplan"),
        ("veiligheids\x02plan", "veiligheidsplan"),
        ("veiligheids\ufffeplan", "veiligheidsplan"),
        ("jeugd\u00adarts", "jeugdarts"),
        ("POH\x02GGZ", "POH-GGZ"),
        ("in\x02en uitstroom", "in- en uitstroom"),
        ("04-10-\n2017", "04-10-2017"),
        ("ge\ufb02uister, e\ufb03ci\u00ebnt", "gefluister, efficiënt"),
        ("3\u00a0april\u2009om\u202f9 uur", "3 april om 9 uur"),
        ("\u2018ja\u2019 \u201cnee\u201d \u201eweg\u201d", '\'ja\' "nee" "weg"'),
        ("Zoe\u0308", "Zoë"),
        ("regel een\r\n- regel twee", "regel een\n- regel twee"),
    ],
)
def test_layout_is_undone(text: str, normal: str) -> None:
    assert normalise(text).text == normal


def test_match_points_back_at_the_original() -> None:
    text = "Er is een veiligheids-\r\nplan \ufb01jn gemaakt, zoe\u0308ven."
    normal = normalise(text)
    found = {}
    for word in ("veiligheidsplan", "fijn", "gemaakt", "zoëven"):
        start = normal.text.index(word)
        begin, end = normal.source(start, start + len(word))
        found[word] = text[begin:end]
    assert found == {
        "veiligheidsplan": "veiligheids-\r\nplan",
        "fijn": "\ufb01jn",
        "gemaakt": "gemaakt",
        "zoëven": "zoe\u0308ven",
    }


@given(st.text(alphabet="ab \n\r-\x02\u00ad\ufb01\u0308é\u2019", max_size=30))
def test_source_offsets_rise_and_stay_inside(text: str) -> None:
    normal = normalise(text)
    places = [normal.source(position, position + 1) for position in range(len(normal.text))]
    assert all(0 <= begin < end <= len(text) for begin, end in places)
    assert [begin for begin, _ in places] == sorted(begin for begin, _ in places)
