"""Dates in Dutch case prose: found with their offsets, kept half when half, resolved only against a reference."""

from vtaudit.dates.find import find_dates
from vtaudit.dates.mention import DateKind, DateMention, Direction, Moment, PartOf, Unit
from vtaudit.dates.resolve import resolve

__all__ = ["DateKind", "DateMention", "Direction", "Moment", "PartOf", "Unit", "find_dates", "resolve"]
