"""Papers of grading and commendation as plain data: for print, for Word, as a workbook.

Each function reads the records of a job (saved, or only asked for) and answers plain data.
"""

from collections.abc import Callable

from common.tables import Table
from evaluations.documents import lists, reviews, statistics, votes
from evaluations.models import GradingPrint
from evaluations.models import GradingPrintKind as Kind

DOCUMENTS: dict[Kind, Callable[[GradingPrint], dict]] = {
    Kind.SUMMARY: lists.summary,
    Kind.MEMBERS: lists.members,
    Kind.UNITS: lists.units,
    Kind.REGRADED: lists.regraded,
    Kind.NOT_GRADED: lists.not_graded,
    Kind.FILES: statistics.files,
    Kind.REVIEWED: statistics.reviewed,
    Kind.AWARDED: statistics.awarded,
    Kind.BALLOT: votes.ballot,
    Kind.COUNT: votes.count,
    Kind.SESSION: votes.session,
    Kind.COLLECTIVE: reviews.collective,
    Kind.REVIEW: reviews.review,
    Kind.REVIEWS: reviews.reviews,
    Kind.SELF: reviews.own_grade,
}


def sheet_of(document: dict) -> tuple[Table, list[list[str]]]:
    """The tables of a paper as one list: the title of their part before each row, where it has one."""
    parts = document["parts"] + (document.get("annex") or {"parts": []})["parts"]
    tables = [(part, block) for part in parts for block in part["blocks"] if block["kind"] == "table"]
    if not tables:  # nobody is in it, and the paper says so
        said = [[block["text"]] for part in parts for block in part["blocks"] if block.get("text")]
        return Table([("Nội dung", _nth(0))]), said
    labels = [column["label"] for column in tables[0][1]["columns"]]
    rows = [
        [part["title"], *(cell["text"] for cell in row)]
        for part, block in tables
        if [column["label"] for column in block["columns"]] == labels
        for row in block["rows"]
    ]
    titled = any(row[0] for row in rows)
    headings = ["Chi bộ", *labels] if titled else labels
    rows = rows if titled else [row[1:] for row in rows]
    return Table([(heading, _nth(place)) for place, heading in enumerate(headings)]), rows


def _nth(place: int) -> Callable[[list[str]], str]:
    return lambda row: row[place]
