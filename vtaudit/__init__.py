"""Auditing Veilig Thuis case files against the criteria of the inspectorate."""

__version__ = "0.1.0"
