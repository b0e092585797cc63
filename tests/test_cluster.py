"""The same audit on a cluster: the same bytes, also when a worker dies; and what is refused."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from audit_folder import MADE_AT, TODAY, run, write_folder

from vtaudit.audit import Audit, CaseResult, Choice, Job, audit, prepare
from vtaudit.audit.elsewhere import sight
from vtaudit.errors import Fault, VtauditError
from vtaudit.parallel import Cluster
from vtaudit.parallel import cluster as room
from vtaudit.report import write_outputs

pytest.importorskip("distributed", reason="extra 'cluster' is not installed")
pytest.importorskip("cryptography", reason="extra 'cluster' is not installed")

from cluster_processes import Running, make_papers, running

NUMBERS = tuple(f"VT17-{number:04}" for number in range(1, 9))
OTHER_MACHINE = """
import os, sys, vtaudit
vtaudit.__version__ = "0.0.0"
def no_drive(event, arguments):
    if event == "open" and str(arguments[0]).endswith("register.csv"):
        raise FileNotFoundError(2, "no such drive")
sys.addaudithook(no_drive)
"""
WITHOUT_VTAUDIT = "import sys\nsys.modules['vtaudit'] = None"


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("cluster") / "dossiers", *NUMBERS)


@pytest.fixture
def fleet(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path) as found:
        yield found


def prepared(folder: Path) -> Job:
    return prepare(folder, Choice(), today=TODAY)


def written(result: Audit, job: Job, directory: Path) -> dict[str, bytes]:
    paths = write_outputs(
        directory,
        result.scorecard,
        result.observations,
        result.signals,
        job.sample_file,
        job.source.content(),
        mask=None,
    )
    return {path.name: path.read_bytes() for path in paths}


def test_a_worker_that_is_killed_half_way_changes_no_byte(fleet: Running, dossiers: Path, tmp_path: Path) -> None:
    job = prepared(dossiers)
    first, _ = fleet.add_worker(), fleet.add_worker()
    seen: list[str] = []

    def kill(result: CaseResult) -> None:
        seen.append(result.zaaknummer)
        if len(seen) == 2:
            first.kill()

    on_cluster = audit(job, made_at=MADE_AT, cluster=fleet.cluster, on_case=kill)
    here = audit(job, made_at=MADE_AT)
    assert first.poll() is not None or first.wait() != 0, "the worker is dead"
    assert seen == list(NUMBERS)
    assert written(on_cluster, job, tmp_path / "a") == written(here, job, tmp_path / "b")
    assert on_cluster.names == here.names
    assert not any(name in fleet.log for name in ("Broekhof", "Lianne", "de Haan")), "a log holds no dossier"


def test_workers_that_differ_are_all_named_at_once(fleet: Running, dossiers: Path) -> None:
    fleet.add_worker()
    fleet.add_worker("--nthreads", "2", first=OTHER_MACHINE)
    fleet.add_worker(first=WITHOUT_VTAUDIT)
    fleet.wait_for_all()
    with pytest.raises(VtauditError) as caught:
        audit(prepared(dossiers), made_at=MADE_AT, cluster=fleet.cluster)
    messages = " ".join(fault.message for fault in caught.value.faults)
    assert "andere versie van vtaudit" in messages
    assert f"niet dezelfde dossiers op dit pad: {dossiers}" in messages
    assert "meer dossiers tegelijk" in messages
    assert "werkt vtaudit niet" in messages
    assert len(caught.value.faults) == 4, "the worker that fits is not named"
    assert len({fault.where for fault in caught.value.faults}) == 2


def test_a_stranger_gets_no_answer(fleet: Running, dossiers: Path, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(room, "_CONNECT_SECONDS", 2)
    others = make_papers(tmp_path / "others")
    stranger = Cluster(fleet.cluster.address, others.ca, others.certificate, others.key)
    with pytest.raises(VtauditError, match="niet te bereiken, of het neemt deze certificaten niet aan"):
        audit(prepared(dossiers), made_at=MADE_AT, cluster=stranger)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("tcp://10.0.0.4:8786", "cluster-plain"),
        ("tcp://rekenserver:8786", "cluster-plain"),
        ("tcp://127.0.0.1.example.nl:8786", "cluster-plain"),
        ("ws://127.0.0.1:8786", "cluster-address"),
        ("rekenserver:8786", "cluster-address"),
        ("tls://rekenserver", "cluster-address"),
        ("tls://rekenserver:poort", "cluster-address"),
        ("tls://rekenserver:8786", "cluster-certificate"),
    ],
)
def test_an_address_that_is_refused(address: str, code: str) -> None:
    with pytest.raises(VtauditError) as caught:
        Cluster(address)
    assert {fault.code for fault in caught.value.faults} == {code}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:8786", "tcp://localhost:8786", "tcp://[::1]:8786"])
def test_an_address_on_this_computer_may_be_plain(address: str) -> None:
    assert Cluster(address).ca is None


def test_the_command_refuses_a_plain_network_before_it_opens_a_dossier(dossiers: Path, tmp_path: Path) -> None:
    result = run("audit", dossiers, "--out", tmp_path / "out", "--cluster", "tcp://10.0.0.4:8786")
    assert result.exit_code == 2
    assert "niet versleuteld" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_command_says_that_a_cluster_does_not_answer(dossiers: Path, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(room, "_CONNECT_SECONDS", 1)
    result = run("audit", dossiers, "--out", tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert "niet te bereiken" in result.stderr


def test_what_a_machine_has_changes_with_what_it_sees(dossiers: Path, tmp_path: Path) -> None:
    setup = prepared(dossiers).setup
    own = sight(setup, "1")
    assert sight(setup.absolute(), "2") == own
    gone = sight(replace(setup, folder=tmp_path), "3")
    assert {name for name in own if own[name] != gone[name]} == {"folder"}
    other = sight(replace(setup, criteria=setup.criteria[:1]), "4")
    assert {name for name in own if own[name] != other[name]} == {"criteria"}


def test_faults_come_whole_out_of_another_process() -> None:
    error = VtauditError([Fault("a", "b", "c", "d"), Fault("e", "f", "g")])
    assert pickle.loads(pickle.dumps(error)).faults == error.faults
