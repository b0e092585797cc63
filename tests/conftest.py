"""With VTAUDIT_REQUIRE_ALL=1 nothing may be skipped: where every tool is installed, a skip hides a fault."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from audit_folder import ONE, TWO, write_folder

from vtaudit.catalogue.criteria import available_sets, criteria_root, load_sets
from vtaudit.catalogue.schema import CriteriaSetFile


def _refuse_skip(report: Any) -> None:
    if os.environ.get("VTAUDIT_REQUIRE_ALL") == "1" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped while VTAUDIT_REQUIRE_ALL=1: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, Any, Any]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two dossiers with their register, as a user would have them."""
    return write_folder(tmp_path / "dossiers", ONE, TWO)


@pytest.fixture(scope="session")
def shipped() -> tuple[CriteriaSetFile, ...]:
    """Every set that travels with the program."""
    return load_sets(available_sets())


@pytest.fixture
def own_set(tmp_path: Path) -> Path:
    """A copy of a shipped set, as a quality officer would make one."""
    return Path(shutil.copytree(criteria_root() / "stap2-2016", tmp_path / "stap2-2016"))
