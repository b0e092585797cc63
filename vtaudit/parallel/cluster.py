"""Runs one function over many items on the workers of a Dask cluster that somebody else has started."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from vtaudit.errors import Fault, VtauditError

if TYPE_CHECKING:
    from distributed import Client, Worker

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

Look = Callable[[], Mapping[str, str]]
"""Tells what a machine has of everything that the result hangs on, by the name that a fault gives it."""

_OPTION = "--cluster"
_CONNECT_SECONDS = 20
_ITEM_SECONDS = 3600
"""A dossier that takes longer, or a cluster without workers left, ends the job; what is done is kept."""

_THREADS, _DAEMON = "threads", "daemon"
_MESSAGES = {
    _THREADS: (
        "Deze werker doet meer dossiers tegelijk in een proces. Dat gaat mis.",
        "Start elke werker met --nthreads 1. Neem --nworkers voor meer tegelijk.",
    ),
    _DAEMON: (
        "Deze werker mag geen eigen processen starten. Een stuk dat vastloopt, zou hem meenemen.",
        "Start de werkers met DASK_DISTRIBUTED__WORKER__DAEMON=False in hun omgeving.",
    ),
}
_FITTING = {_THREADS: "1", _DAEMON: "False"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Where the scheduler listens; over tls:// both sides show a certificate (PEM) that `ca` has signed.

    Raises VtauditError for an address that is none, that leaves this computer in the clear, or that misses a file.
    """

    address: str
    ca: Path | None = None
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        faults = tuple(_refusals(self))
        if faults:
            raise VtauditError(faults)


def stream_on(
    cluster: Cluster,
    function: Callable[[_Item], _Result],
    items: Sequence[_Item],
    look: Look,
    messages: Mapping[str, tuple[str, str]],
) -> Iterator[_Result]:
    """Yield the result of every item in order, with at most two items per worker under way.

    `look` is called here and in every worker, and again where a worker joins later; what differs is a fault with the
    message and remedy of that name. The work of a worker that dies is done again by another. Raises VtauditError when
    the cluster cannot be used, does not fit, or is lost.
    """
    from joblib import Parallel, delayed, parallel_config  # type: ignore[import-untyped]

    texts = {**_MESSAGES, **messages}
    with _connected(cluster) as client:
        from distributed.client import FutureCancelledError
        from distributed.scheduler import KilledWorker

        own = {**_FITTING, **look()}
        _check(client, look, own, texts)
        careful = partial(_do_where_equal, function, look, own, texts)
        settings: dict[str, Any] = {"return_as": "generator", "pre_dispatch": "2*n_jobs", "batch_size": 1}
        try:
            with (
                parallel_config(backend="dask", client=client),
                Parallel(n_jobs=-1, timeout=_ITEM_SECONDS, **settings) as parallel,
            ):
                yield from parallel(delayed(careful)(item) for item in items)
        except (OSError, FutureCancelledError, KilledWorker) as error:
            raise VtauditError(_fault("cluster-lost", cluster.address)) from error


@contextmanager
def _connected(cluster: Cluster) -> Iterator[Client]:
    try:
        from distributed import Client, Security
    except ImportError:
        raise VtauditError(_fault("cluster-missing", _OPTION)) from None
    # Its English messages name addresses and tasks; what matters comes as an exception.
    logging.getLogger("distributed").setLevel(logging.CRITICAL + 1)
    try:
        security = Security(
            tls_ca_file=str(cluster.ca),
            tls_client_cert=str(cluster.certificate),
            tls_client_key=str(cluster.key),
            require_encryption=True,
        )
        is_safe = cluster.address.startswith("tls:")
        client = Client(
            cluster.address,
            security=security if is_safe else None,
            timeout=_CONNECT_SECONDS,
            set_as_default=False,
        )
    except (OSError, ssl.SSLError) as error:
        raise VtauditError(_fault("cluster-unreachable", cluster.address)) from error
    with client:
        yield client


def _refusals(cluster: Cluster) -> Iterator[Fault]:
    try:
        parts = urlsplit(cluster.address)
        is_place = bool(parts.hostname and parts.port)
    except ValueError:
        is_place = False
    if not is_place or parts.scheme not in ("tcp", "tls"):
        yield _fault("cluster-address", _OPTION)
        return
    if parts.scheme == "tcp":
        if not _is_here(parts.hostname or ""):
            yield _fault("cluster-plain", _OPTION)
        return
    given = {"--cluster-ca": cluster.ca, "--cluster-cert": cluster.certificate, "--cluster-key": cluster.key}
    for option, path in given.items():
        if path is None:
            yield _fault("cluster-certificate", option)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seen(look: Look, dask_worker: Worker | None = None) -> Mapping[str, str]:
    """Runs in a worker; Dask fills in `dask_worker` where it is no task."""
    from multiprocessing import current_process

    from distributed import get_worker

    worker = dask_worker or get_worker()
    return {_THREADS: str(worker.state.nthreads), _DAEMON: str(current_process().daemon), **look()}


def _check(client: Client, look: Look, own: Mapping[str, str], texts: Mapping[str, tuple[str, str]]) -> None:
    """Refuse the cluster with all that is wrong at once."""
    try:
        # joblib does the work of a lone worker itself.
        client.wait_for_workers(2, timeout=_CONNECT_SECONDS)
        theirs = client.run(partial(_seen, look), on_error="return")
    except OSError as error:
        raise VtauditError(_fault("cluster-workers", _OPTION)) from error
    faults = [
        fault
        for worker, seen in sorted(theirs.items())
        for fault in (
            [_fault("cluster-program", worker)]
            if isinstance(seen, BaseException)
            else _differences(worker, own, seen, texts)
        )
    ]
    if faults:
        raise VtauditError(faults)


def _differences(
    worker: str, own: Mapping[str, str], seen: Mapping[str, str], texts: Mapping[str, tuple[str, str]]
) -> list[Fault]:
    return [Fault("cluster-differs", worker, *texts[name]) for name in own if seen[name] != own[name]]


def _do_where_equal(
    function: Callable[[_Item], _Result],
    look: Look,
    own: Mapping[str, str],
    texts: Mapping[str, tuple[str, str]],
    item: _Item,
) -> _Result:
    """Work for a worker; one that came later than the check may be another machine than all the others."""
    from distributed import get_worker

    faults = _differences(get_worker().address, own, _seen(look), texts)
    if faults:
        raise VtauditError(faults)
    return function(item)


def _fault(code: str, where: str) -> Fault:
    return Fault(code, where, *_TEXTS[code])


_TEXTS = {
    "cluster-address": (
        "Dit is geen adres van een cluster.",
        "Schrijf het zo: tls://naam-of-nummer:8786.",
    ),
    "cluster-plain": (
        "De verbinding met dit cluster is niet versleuteld. De dossiers zouden leesbaar over het netwerk gaan.",
        "Gebruik tls:// met eigen certificaten. Zonder versleuteling mag alleen op deze computer zelf.",
    ),
    "cluster-certificate": (
        "Voor een versleutelde verbinding is dit bestand nodig.",
        "Vraag de beheerder van het cluster om het certificaat.",
    ),
    "cluster-missing": (
        "Het onderdeel voor een cluster is niet geïnstalleerd.",
        'Installeer het met: pip install "vtaudit[cluster]".',
    ),
    "cluster-unreachable": (
        "Het cluster is niet te bereiken, of het neemt deze certificaten niet aan.",
        "Controleer het adres, de drie bestanden van het certificaat en of het cluster draait.",
    ),
    "cluster-workers": (
        "Er zijn geen twee werkers. Met minder heeft een cluster geen zin.",
        "Start de werkers, of laat --cluster weg.",
    ),
    "cluster-program": (
        "Op deze werker werkt vtaudit niet.",
        "Installeer daar dezelfde versie van vtaudit, met dezelfde onderdelen.",
    ),
    "cluster-lost": (
        "De verbinding met het cluster is verbroken, of er zijn geen werkers meer. Wat klaar was, is bewaard.",
        "Ga verder met dezelfde opdracht en --resume.",
    ),
}
