"""Criteria as data: strict reading of YAML, the sets with their toetsvragen, reasons and examples."""
