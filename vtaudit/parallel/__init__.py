"""One function over many items: in processes of this computer, or on the workers of a cluster; results in order."""

from vtaudit.parallel.cluster import Cluster, stream_on
from vtaudit.parallel.local import cores, stream

__all__ = ["Cluster", "cores", "stream", "stream_on"]
