"""What the papers of a meeting print of its score."""

from __future__ import annotations

from meetings.models import Meeting


def printed_score(meeting: Meeting) -> dict | None:
    """Groups, total and grade as the score tells them itself: it stands in a higher room."""
    score = getattr(meeting, "score", None)
    return score.as_printed() if score else None
