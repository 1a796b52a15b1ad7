"""Views by topic; the settings and the root URLs name these two."""

from cells.views.pages import csrf_failure, healthz

__all__ = ["csrf_failure", "healthz"]
