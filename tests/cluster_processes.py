"""A real Dask scheduler and workers on this computer, with certificates made for the occasion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from vtaudit.parallel import Cluster

_ROOT = str(Path(__file__).parent.parent)
_START_SECONDS = 40


@dataclass(frozen=True)
class Papers:
    """An authority with one certificate and key signed by it, as PEM files."""

    ca: Path
    certificate: Path
    key: Path

    @property
    def options(self) -> tuple[str, ...]:
        return ("--tls-ca-file", str(self.ca), "--tls-cert", str(self.certificate), "--tls-key", str(self.key))


def make_papers(folder: Path) -> Papers:
    """Valid for one hour and for this computer only."""
    folder.mkdir(parents=True)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca = _certificate("Toetsgezag", ca_key, "Toetsgezag", ca_key, is_authority=True)
    own = _certificate("werker", key, "Toetsgezag", ca_key, is_authority=False)
    papers = Papers(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
    papers.ca.write_bytes(ca.public_bytes(serialization.Encoding.PEM))
    papers.certificate.write_bytes(own.public_bytes(serialization.Encoding.PEM))
    papers.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return papers


def _certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    signer: str,
    signing: ec.EllipticCurvePrivateKey,
    *,
    is_authority: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1")), x509.DNSName("localhost")])
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(signer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(here, critical=False)
        .sign(signing, hashes.SHA256())
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


@dataclass
class Running:
    """A scheduler that runs, and the workers that were started for it."""

    cluster: Cluster
    papers: Papers
    place: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self, *options: str, first: str = "") -> subprocess.Popen[bytes]:
        """Start one; `first` is Python that it runs before anything else."""
        code = f"{first}\nfrom distributed.cli.dask_worker import main\nmain()"
        options = (
            *self.papers.options,
            "--no-nanny",
            "--no-dashboard",
            "--death-timeout",
            "20",
            *(options or ("--nthreads", "1")),
        )
        self.workers.append(_start(self.place, "-c", code, self.cluster.address, *options))
        return self.workers[-1]

    def wait_for_all(self) -> None:
        """Until the scheduler knows every worker that was started."""
        until = time.monotonic() + _START_SECONDS
        while self.log.count("Register worker addr") < len(self.workers):
            if time.monotonic() > until:
                raise TimeoutError("a worker did not start")
            time.sleep(0.1)

    @property
    def log(self) -> str:
        """What scheduler and workers wrote."""
        return (self.place / "log.txt").read_text(encoding="utf-8")


@contextmanager
def running(place: Path) -> Iterator[Running]:
    """A scheduler on a free port of this computer; it and its workers are stopped at the end."""
    papers = make_papers(place / "papers")
    told = place / "scheduler.json"
    options = ("--host", "tls://127.0.0.1:0", "--scheduler-file", str(told), "--no-dashboard", *papers.options)
    scheduler = _start(place, "-m", "distributed.cli.dask_scheduler", *options)
    own: Running | None = None
    try:
        own = Running(Cluster(_address(told), papers.ca, papers.certificate, papers.key), papers, place)
        yield own
    finally:
        for process in (*(own.workers if own else ()), scheduler):
            process.kill()
            process.wait()


def _address(told: Path) -> str:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        try:
            address: str = json.loads(told.read_text(encoding="utf-8"))["address"]
        except (FileNotFoundError, ValueError):
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError("the scheduler did not start")


def _start(place: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((_ROOT, os.environ.get("PYTHONPATH", "")))}
    with (place / "log.txt").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *arguments], env=environment, cwd=place, stdout=log, stderr=subprocess.STDOUT
        )
