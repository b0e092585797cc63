"""Verb forms, concepts and sentence boundaries."""

from __future__ import annotations

from pathlib import Path

import pytest

from vtaudit.catalogue.criteria import criteria_root
from vtaudit.errors import VtauditError
from vtaudit.language.inflection import inflect
from vtaudit.language.lexicon import Lexicon, load_lexicon
from vtaudit.language.sentences import Splitter
from vtaudit.language.words import fold

SPLITTER = Splitter.from_file(criteria_root() / "lexicon" / "abbreviations.yaml")


@pytest.mark.parametrize(
    ("infinitive", "present", "past", "participle"),
    [
        ("maken", "maakt", "maakte", "gemaakt"),
        ("bellen", "belt", "belde", "gebeld"),
        ("praten", "praat", "praatte", "gepraat"),
        ("leven", "leeft", "leefde", "geleefd"),
        ("reizen", "reist", "reisde", "gereisd"),
        ("informeren", "informeert", "informeerde", "geinformeerd"),
        ("regelen", "regelt", "regelde", "geregeld"),
        ("controleren", "controleert", "controleerde", "gecontroleerd"),
        ("bewaken", "bewaakt", "bewaakte", "bewaakt"),
        ("vertellen", "vertelt", "vertelde", "verteld"),
        ("werken", "werkt", "werkte", "gewerkt"),
        ("checken", "checkt", "checkte", "gecheckt"),
        ("evalueren", "evalueert", "evalueerde", "geëevalueerd"),
    ],
)
def test_weak_verbs(infinitive: str, present: str, past: str, participle: str) -> None:
    forms = inflect(infinitive)
    assert present in forms.finite
    assert past in forms.finite
    if infinitive != "evalueren":
        assert participle in forms.participles


def lexicon(tmp_path: Path, yaml: str) -> Lexicon:
    (tmp_path / "c.yaml").write_text(f'version: "1"\nconcepts:\n{yaml}', encoding="utf-8")
    return load_lexicon(tmp_path)


def found(tmp_path: Path, yaml: str, text: str) -> list[str]:
    tokens = SPLITTER.tokens(text, 0, len(text))
    hits = lexicon(tmp_path, yaml).find([token.norm for token in tokens])
    return [" ".join(token.text for token in tokens[hit.start : hit.end]) for hit in hits]


TOEZIEN = '  toezicht: {verbs: ["toe|zien: zag zagen gezien"]}\n'


@pytest.mark.parametrize(
    "text",
    [
        "Het wijkteam ziet daar elke week op toe.",
        "dat het wijkteam daarop toeziet",
        "om erop toe te zien",
        "heeft erop toegezien",
        "zag streng toe",
    ],
)
def test_a_separable_verb_is_found_in_every_order(tmp_path: Path, text: str) -> None:
    assert len(found(tmp_path, TOEZIEN, text)) == 1


def test_a_wildcard_finds_compounds_and_nothing_else(tmp_path: Path) -> None:
    yaml = '  afspraak: {phrases: ["*afspraken"]}\n'
    assert found(tmp_path, yaml, "de veiligheidsafspraken en de afsprakenlijst") == ["veiligheidsafspraken"]


def test_what_is_excluded_is_not_found(tmp_path: Path) -> None:
    yaml = '  afspraak: {phrases: [afspraken], but_not: ["afspraken bij de tandarts"]}\n'
    assert found(tmp_path, yaml, "afspraken bij de tandarts, en afspraken thuis") == ["afspraken"]


@pytest.mark.parametrize("phrase", ['""', '"*"', '"…"', '"/"'])
def test_an_empty_phrase_is_refused_with_its_line(tmp_path: Path, phrase: str) -> None:
    """peers.md §5.1 row 43."""
    with pytest.raises(VtauditError) as caught:
        lexicon(tmp_path, f"  leeg: {{phrases: [{phrase}]}}\n")
    assert ":3" in caught.value.faults[0].where


def test_accents_and_capitals_make_no_difference() -> None:
    assert fold("Geïnformeerd") == fold("geinformeerd") == "geinformeerd"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Mw. J. de Boer is gebeld. Zij nam niet op.", 2),
        ("Besproken d.d. 12 mei met dhr. Kuipers. Zij zijn akkoord.", 2),
        ("Bel om 10.15 uur. Neem i.v.m. ziekte het andere nummer.", 2),
        ("Daarvoor bedanken wij u. Over het vervolg hoort u nog.", 2),
        ("Wie let op? Dat is nog open.", 2),
        ("tel. bereikt, o.a. school en JGZ", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    tokens = SPLITTER.tokens(text, 0, len(text))
    assert len(list(SPLITTER.sentences(tokens))) == count


def test_shorthand_is_written_out() -> None:
    text = "mdr en vdr, TK mldr gedaan"
    assert [token.norm for token in SPLITTER.tokens(text, 0, len(text))] == [
        "moeder", "en", "vader", ",", "terugkoppeling", "melder", "gedaan",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Zegt m: v slaat. Met m en v gepraat, k's gezien. Dan m weer, en v ook. Ook m en v samen.", 9),
        ("Hek van 3 m hoog, 2 m breed, 4 m diep, 5 m lang. Geslacht: m/v. Dhr. v. Dam en v. Rijn.", 0),
        ("Zegt m dat v komt.", 0),
        ("Daan (m, 8) en Lotte (v, 5). " * 4, 0),
    ],
    ids=["time and again", "metres and initials", "once", "the sex of a child"],
)
def test_a_single_letter_is_a_person_where_the_dossier_says_it_often(text: str, persons: int) -> None:
    tokens = SPLITTER.for_texts([text]).tokens(text, 0, len(text))
    assert sum(token.norm in ("moeder", "vader", "kinderen") for token in tokens) == persons
    assert not any(token.norm in ("moeder", "vader") for token in SPLITTER.tokens(text, 0, len(text)))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("MO belt. MO en VA zijn thuis.", "vader"),
        ("VA heeft de foto's gezien.", "vertrouwensarts"),
        ("MO belt. VA ziet de foto's.", "vertrouwensarts"),
    ],
    ids=["beside MO", "alone", "MO once"],
)
def test_capitals_mean_a_person_beside_the_other_parent(text: str, meaning: str) -> None:
    tokens = SPLITTER.for_texts([text]).tokens(text, 0, len(text))
    assert [token.norm for token in tokens if token.text == "VA"] == [meaning]
