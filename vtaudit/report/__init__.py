"""Renders one result for its readers: pages, working files and exchange files; nothing is counted here."""

from vtaudit.report.files import LAST_FILE, OUTPUT_FILES, clear_leftovers, leftovers, write_outputs, write_whole
from vtaudit.report.json_files import observations_json, read_observations_json, scorecard_json
from vtaudit.report.observations_csv import observations_csv
from vtaudit.report.scorekaart_html import render_scorecard
from vtaudit.report.werkblad_html import Mask, render_worksheet

__all__ = [
    "LAST_FILE",
    "OUTPUT_FILES",
    "Mask",
    "clear_leftovers",
    "leftovers",
    "observations_csv",
    "observations_json",
    "read_observations_json",
    "render_scorecard",
    "render_worksheet",
    "scorecard_json",
    "write_outputs",
    "write_whole",
]
