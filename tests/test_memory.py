"""What is in memory does not grow with the text of the dossiers: observations are packed, pages written in pieces."""

from __future__ import annotations

import gc
import json
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from audit_folder import ONE, TODAY, TWO, write_folder
from factories import make_scorecard
from observation_factories import make_observations

from vtaudit.audit import CaseResult, Choice, prepare
from vtaudit.audit.cases import judge_case
from vtaudit.audit.kept import KeptObservations
from vtaudit.catalogue.criteria import criteria_root
from vtaudit.cli.unfinished import Start, Unfinished
from vtaudit.errors import VtauditError
from vtaudit.language import lexicon, sentences
from vtaudit.language.passages import Passage
from vtaudit.language.people import People
from vtaudit.language.sentences import Splitter
from vtaudit.model import Evidence, Observation, Sample
from vtaudit.report import observations_csv, observations_json, render_worksheet, write_outputs
from vtaudit.report.files import write_whole
from vtaudit.report.json_files import observations_json_parts
from vtaudit.report.observations_csv import observations_csv_parts
from vtaudit.report.werkblad_html import worksheet_parts

QUOTE = "Vader belt elke zondag. " * 400
CARD = make_scorecard(sample=Sample("all", None, 300, "ef" * 32, tuple(f"VT17-{n:04}" for n in range(300))))


class Many(Iterable[Observation]):
    """Observations of 300 dossiers in order, about 10,000 signs each, made when they are asked for."""

    def __iter__(self) -> Iterator[Observation]:
        one = make_observations()[0]
        for zaaknummer in CARD.sample.drawn:
            proof = Evidence(f"{zaaknummer}/a.pdf", 1, 0, len(QUOTE), QUOTE + zaaknummer)
            yield replace(one, zaaknummer=zaaknummer, evidence=(proof,), against=())


def parts_of_page(observations: Iterable[Observation]) -> Iterator[str]:
    return worksheet_parts(CARD, observations, mask=None)


WRITERS = pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (observations_json_parts, observations_json),
        (observations_csv_parts, observations_csv),
        (parts_of_page, lambda observations: render_worksheet(CARD, observations, mask=None)),
    ],
    ids=("json", "csv", "werkblad"),
)


@WRITERS
def test_a_file_is_made_in_less_memory_than_it_takes(
    parts: Callable[[Iterable[Observation]], Iterator[str]], whole: Callable[[Iterable[Observation]], str]
) -> None:
    list(parts(make_observations()))  # what is loaded once is not counted
    tracemalloc.start()
    size = sum(map(len, parts(Many())))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 300 * len(QUOTE)
    assert peak < size / 2


@WRITERS
def test_the_pieces_are_the_whole_whatever_the_order_they_come_in(
    parts: Callable[[Iterable[Observation]], Iterator[str]], whole: Callable[[Iterable[Observation]], str]
) -> None:
    expected = whole(sorted(make_observations(), key=lambda one: (one.zaaknummer, one.question)))
    for given in (make_observations(), tuple(reversed(make_observations())), iter(make_observations())):
        assert "".join(parts(given)) == expected


@pytest.mark.parametrize("number", [0, 1, 3])
def test_the_pieces_of_json_are_what_json_would_write(number: int) -> None:
    text = observations_json(make_observations()[:number])
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_observations_come_out_as_they_went_in_and_in_order() -> None:
    kept, found = KeptObservations(), make_observations()
    numbers = sorted({one.zaaknummer for one in found}, reverse=True)
    for zaaknummer in numbers:
        kept.add(zaaknummer, [one for one in found if one.zaaknummer == zaaknummer])
    ordered = tuple(sorted(found, key=lambda one: (one.zaaknummer, one.question)))
    assert tuple(kept) == tuple(kept) == ordered
    assert len(kept) == len(found)


def test_a_page_that_fails_half_way_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "werkblad.html"
    path.write_text("van eerder", encoding="utf-8")

    def pieces() -> Iterator[str]:
        yield "nieuw"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(path, pieces(), 0o600)
    assert path.read_text(encoding="utf-8") == "van eerder"
    assert list(tmp_path.iterdir()) == [path]


def test_the_files_are_the_same_from_an_iterator(tmp_path: Path) -> None:
    card = make_scorecard()
    for name, given in (("a", make_observations()), ("b", iter(make_observations()))):
        write_outputs(tmp_path / name, card, given, (), {}, {}, mask=None)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_words_of_other_dossiers_are_forgotten_and_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    path = criteria_root() / "lexicon" / "abbreviations.yaml"
    text = "Mw. Zwaantje Wilgenroos (1,5 jr.) belde a.s. 03-04-2017 om 14.30u met oma's buurvrouw."
    splitter = Splitter.from_file(path)
    expected = splitter.tokens(text, 0, len(text))
    most = len(splitter._tokenizer.vocab) + 500
    monkeypatch.setattr(sentences, "_MOST_WORDS", most)
    for number in range(700):
        word = f"Woord{number}"
        splitter.tokens(word, 0, len(word))
        assert len(splitter._tokenizer.vocab) <= most + 5
    assert splitter.tokens(text, 0, len(text)) == expected


def test_the_lexicon_forgets_words_of_other_dossiers_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "_MOST_WORDS", 20)
    found = lexicon.load_lexicon(criteria_root() / "lexicon")
    norms = ("vader", "en", "moeder", "hebben", "afspraken", "gemaakt")
    expected = found.find(norms)
    assert expected
    for number in range(100):
        found.find((f"woord{number}",))
        assert len(found._candidates) <= 20
    assert found.find(norms) == expected


def test_nothing_of_a_dossier_stays_when_its_judgement_is_done(tmp_path):
    folder = write_folder(tmp_path / "dossiers", ONE, TWO)
    before = sentences_in_memory()
    for task in prepare(folder, Choice(), today=TODAY).tasks:
        judge_case(task)
    assert sentences_in_memory() <= before


def sentences_in_memory() -> int:
    gc.collect()
    return sum(isinstance(thing, Passage | People) for thing in gc.get_objects())


def test_results_of_an_earlier_run_are_read_one_at_a_time_while_new_ones_are_written(tmp_path: Path) -> None:
    start = Start(datetime(2018, 1, 15, 9), None, {}, datetime(2018, 1, 15, 9), "pc", 1)
    results = [CaseResult(f"VT17-{n:04}", drawn=True, observations=(), names=frozenset({f"N{n}"})) for n in range(6)]
    with Unfinished(tmp_path, start, resume=False) as first:
        for each in results[:4]:
            first.keep(each)
    with Unfinished(tmp_path, start, resume=True) as again:
        held = [each for each in gc.get_objects() if isinstance(each, CaseResult)]
        assert {id(each) for each in held} <= {id(each) for each in results}
        assert (len(again.done), again.kept) == (4, 4)
        assert again.done["VT17-0003"] == results[3]
        again.keep(results[4])
        assert again.done["VT17-0000"] == results[0]
        again.keep(results[5])
    with Unfinished(tmp_path, start, resume=True) as last:
        assert [last.done[each.zaaknummer] for each in results] == results


def test_kept_results_that_another_program_changes_are_not_guessed(tmp_path: Path) -> None:
    start = Start(datetime(2018, 1, 15, 9), None, {}, datetime(2018, 1, 15, 9), "pc", 1)
    with Unfinished(tmp_path, start, resume=False) as first:
        first.keep(CaseResult("VT17-0001", drawn=True, observations=()))
    with Unfinished(tmp_path, start, resume=True) as again:
        kept = next(tmp_path.glob("*.jsonl"))
        kept.write_bytes(b"x" * kept.stat().st_size)
        with pytest.raises(VtauditError, match="veranderd terwijl de audit liep"):
            again.done["VT17-0001"]
