"""Papers about scores as plain data (meetings/documents/)."""

from scoring.documents import month_result, score_sheet

DOCUMENTS = {"score_sheet": score_sheet.document, "month_result": month_result.result}
