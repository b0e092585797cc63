import csv
import io
import json
import math
import os
import stat
from dataclasses import replace

import pytest
from factories import DRAWN, make_expectation, make_interval, make_scorecard, make_text_question
from observation_factories import make_evidence, make_observations, make_signals

from vtaudit.errors import VtauditError
from vtaudit.model import Tally
from vtaudit.report import (
    LAST_FILE,
    observations_csv,
    observations_json,
    read_observations_json,
    scorecard_json,
    write_outputs,
    write_whole,
)

HEADER = "zaaknummer,verwachting,toetsvraag,uitkomst,zeker,reden,document,pagina,begin,eind,citaat\n"
NASTY = "Zij zei: \"nee, nooit\",\ndaarna; 'ja'.\r=1+1 \tÉÉN 😀 <b> &amp;"


def test_the_csv_has_the_columns_of_the_contract():
    text = observations_csv(make_observations())
    assert text.startswith(HEADER)
    assert "\r" not in text
    assert text.count("\n") == 1 + len(make_observations())


def test_csv_rows_are_sorted_and_hold_the_strongest_evidence():
    rows = list(csv.DictReader(io.StringIO(observations_csv(reversed(make_observations())))))
    assert [(row["zaaknummer"], row["toetsvraag"]) for row in rows] == sorted(
        (one.zaaknummer, one.question) for one in make_observations()
    )
    assert rows[0] == {
        "zaaknummer": "VT17-0001",
        "verwachting": "1.3.3",
        "toetsvraag": "1.3.3-b",
        "uitkomst": "voldoet",
        "zeker": "ja",
        "reden": "Een familielid let op de afspraken.",
        "document": "VT17-0001/04_veiligheidsplan.pdf",
        "pagina": "2",
        "begin": "120",
        "eind": "183",
        "citaat": "Oma Truus de Vries belt elke zondag en let op of vader wegblijft.",
    } | {"eind": rows[0]["eind"]}
    assert int(rows[0]["eind"]) - int(rows[0]["begin"]) == len(rows[0]["citaat"])
    assert [row["document"] for row in rows if row["toetsvraag"] == "1.3.3-f"] == [""]


def test_the_csv_gives_back_any_text_verbatim():
    one = replace(make_observations()[0], evidence=(make_evidence("VT17-0001", NASTY),), reason="Met, komma")
    text = observations_csv((one,))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["citaat"] == NASTY
    assert row["reden"] == "Met, komma"


def test_pandas_reads_the_csv_as_it_was_written():
    pandas = pytest.importorskip("pandas")
    one = replace(make_observations()[0], evidence=(make_evidence("VT17-0001", NASTY),))
    frame = pandas.read_csv(io.StringIO(observations_csv((one,)), newline=""), dtype=str, keep_default_na=False)
    assert frame["citaat"].tolist() == [NASTY]


def test_observations_come_back_from_json_as_they_were():
    odd = replace(make_observations()[0], zaaknummer="VT17-0003", evidence=(make_evidence("VT17-0003", NASTY),))
    observations = tuple(sorted((*make_observations(), odd), key=lambda one: (one.zaaknummer, one.question)))
    assert read_observations_json(observations_json(reversed(observations))) == observations


def test_the_json_holds_all_evidence_and_the_stable_reason():
    file = json.loads(observations_json(make_observations()[:1]))
    (one,) = file["observaties"]
    assert file["formaat"] == 1
    assert one["reden_code"] == "toezichthouder"
    assert len(one["bewijs"]) == 1
    assert len(one["telde_niet"]) == 1


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda file: file.update(formaat=2), "formaat"),
        (lambda file: file["observaties"][0].update(extra=1), "observaties.0.extra"),
        (lambda file: file["observaties"][0].pop("zeker"), "observaties.0.zeker"),
        (lambda file: file["observaties"][0].update(zeker="ja"), "observaties.0.zeker"),
        (lambda file: file["observaties"][0].update(uitkomst="goed"), "observaties.0.uitkomst"),
        (lambda file: file["observaties"][0]["bewijs"][0].update(pagina=0), "observaties.0.bewijs.0.pagina"),
        (lambda file: file["observaties"][0].update(bewijs=[]), "observaties.0"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_place(change, place):
    file = json.loads(observations_json(make_observations()[:1]))
    change(file)
    with pytest.raises(VtauditError) as caught:
        read_observations_json(json.dumps(file), "oud.json")
    assert [fault.where for fault in caught.value.faults] == [f"oud.json, {place}"]
    assert "Truus" not in str(caught.value)


def test_text_that_is_no_json_is_refused():
    with pytest.raises(VtauditError):
        read_observations_json("{")


def test_the_shared_json_is_stable_and_names_no_case():
    text = scorecard_json(make_scorecard())
    card = json.loads(text)
    assert text == scorecard_json(make_scorecard())
    assert card["format_version"] == 1
    assert card["peildatum"] == "2017-03-01"
    assert card["sample"] == {
        "method": "random",
        "seed": 20170301,
        "population": 4000,
        "population_sha256": "ef" * 32,
        "strata": {"Noord": 32, "Zuid": 28},
        "drawn_count": 60,
    }
    assert card["file_states"] == {"deels_gelezen": 1, "niet_ondersteund": 1, "onleesbaar": 1}
    assert card["register_fault_count"] == 1
    assert card["expectations"][0]["questions"][0]["tally"]["met"] == 29
    assert not [case for case in DRAWN if case in text]
    assert scorecard_json(make_scorecard(register_source="C:\\Users\\anne\\register.csv")) == text


def test_a_figure_that_is_no_number_is_refused():
    question = make_text_question("1.3.3-a", "A?", Tally(met=1), interval=make_interval(math.nan, 1.0))
    expectation = make_expectation("1.3.3", "A", Tally(met=1), (question,))
    with pytest.raises(ValueError, match="not a number"):
        scorecard_json(make_scorecard(expectations=(expectation,)))


def write_all(folder, **changes):
    card = make_scorecard(**changes)
    return write_outputs(
        folder, card, make_observations(), make_signals(), {"seed": 1}, {"map": "dossiers"}, mask=lambda _, text: text
    )


def test_all_files_of_the_contract_are_written_and_the_last_one_last(tmp_path):
    folder = tmp_path / "reports" / "2017-03-01-5f3a9c01"
    written = write_all(folder)
    assert written[-1].name == LAST_FILE
    assert sorted(path.name for path in folder.iterdir()) == [
        "herlezen.json",
        "observaties.csv",
        "observaties.json",
        "scorekaart.html",
        "scorekaart.json",
        "steekproef.json",
        "werkblad.html",
    ]
    assert sorted(written) == sorted(folder.iterdir())
    assert (folder / "observaties.csv").read_bytes() == observations_csv(make_observations()).encode()
    assert json.loads((folder / "steekproef.json").read_text(encoding="utf-8")) == {"seed": 1}


def test_writing_again_gives_the_same_bytes(tmp_path):
    before = [path.read_bytes() for path in write_all(tmp_path / "a")]
    assert [path.read_bytes() for path in write_all(tmp_path / "a")] == before


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights in another way")
def test_working_files_are_for_their_owner_only(tmp_path):
    folder = tmp_path / "audit"
    old = os.umask(0)
    try:
        written = write_all(folder)
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in written}
    assert {name for name, mode in rights.items() if mode == 0o600} == {
        "observaties.json",
        "observaties.csv",
        "steekproef.json",
        "herlezen.json",
        "werkblad.html",
    }


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path, monkeypatch):
    path = tmp_path / "scorekaart.html"
    write_whole(path, "oud", 0o644)

    def disk_is_full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", disk_is_full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "nieuw", 0o644)
    assert [each.name for each in tmp_path.iterdir()] == ["scorekaart.html"]
    assert path.read_text(encoding="utf-8") == "oud"


def test_a_folder_that_cannot_be_made_is_a_fault_with_a_remedy(tmp_path):
    (tmp_path / "bezet").write_text("ik ben een bestand", encoding="utf-8")
    with pytest.raises(VtauditError) as caught:
        write_all(tmp_path / "bezet")
    (fault,) = caught.value.faults
    assert fault.code == "output-not-written"
    assert fault.remedy


def test_a_file_name_that_is_no_text_does_not_cost_the_audit(tmp_path):
    one = replace(make_observations()[0], evidence=(make_evidence("VT17-0001", "Oma belt.", file="brief\udce9.pdf"),))
    write_outputs(tmp_path / "a", make_scorecard(), (one,), (), {}, {}, mask=None)
    assert "brief\\udce9.pdf" in (tmp_path / "a" / "observaties.csv").read_text(encoding="utf-8")
