"""Papers about scores as plain data (meetings/documents/)."""

from scoring.documents import month_result, score_sheet

DOCUMENTS = {
    "score_sheet": lambda job: score_sheet.of_meeting(job.meeting),
    "month_result": month_result.result,
}
