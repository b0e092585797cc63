"""The guard: work on files of others is done in a child process, which alone may crash, hang or fill its memory."""

from vtaudit.guard.keeper import Lost, Reason, guarded

__all__ = ["Lost", "Reason", "guarded"]
