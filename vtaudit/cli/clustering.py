"""The options of a command that can run on a cluster."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

_HELP = {
    "ca": "Het certificaat waarmee de beheerder van het cluster tekent (PEM).",
    "cert": "Uw eigen certificaat voor het cluster (PEM).",
    "key": "De sleutel bij uw certificaat (PEM).",
}


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Four options that reach the command as one argument `cluster`: a Cluster, or None."""

    @wraps(command)
    def with_cluster(
        *arguments: Any,
        cluster: str | None,
        cluster_ca: Path | None,
        cluster_cert: Path | None,
        cluster_key: Path | None,
        **rest: Any,
    ) -> Any:
        from vtaudit.parallel import Cluster

        files = (cluster_ca, cluster_cert, cluster_key)
        if cluster is None and any(files):
            raise click.UsageError("Een certificaat hoort bij --cluster.")
        return command(*arguments, cluster=Cluster(cluster, *files) if cluster else None, **rest)

    path = click.Path(exists=True, dir_okay=False, path_type=Path)
    for name, text in reversed(_HELP.items()):
        with_cluster = click.option(f"--cluster-{name}", type=path, metavar="BESTAND", help=text)(with_cluster)
    return click.option(
        "--cluster",
        metavar="ADRES",
        help="Reken op een Dask-cluster dat al draait, bijvoorbeeld tls://rekenserver:8786.",
    )(with_cluster)
