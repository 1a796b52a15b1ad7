"""Papers about meetings as plain data: what a page prints, what is frozen, what its hash is taken of.

Each module has one function `document(job)` that reads the records and answers plain data, with
"template": the page in templates/meetings/pdf/ that prints it.
"""

from __future__ import annotations

from collections.abc import Callable

from meetings.documents import minutes
from meetings.models import PrintJob, PrintKind

DOCUMENTS: dict[PrintKind, Callable[[PrintJob], dict]] = {
    PrintKind.MINUTES: minutes.document,
}
