"""Numbers of issued papers."""

from papers.models.series import CONGRESS, Series

__all__ = [
    "CONGRESS",
    "Series",
]
