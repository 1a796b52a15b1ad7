"""Giấy khen: the words that a bought sheet does not have, one sheet for each recipient."""

from evaluations.documents.shared import deciding
from evaluations.models import AwardForm, AwardPrint, Commendation
from members.models import Office, OfficeKind
from papers.layout import frame, in_words, issuer_name

LONG_NAME, LONG_REASON = 45, 140


def certificates(job: AwardPrint) -> dict:
    """Everybody to whom the decision gives a giấy khen, in the order of its list."""
    paper, unit = job.decision, job.unit
    rows = Commendation.objects.valid().under(unit).filter(decision=paper, form=AwardForm.MERIT)
    version = unit.version_on(paper.signed_on) or unit.versions.first()
    signer = Office.objects.secretary_of(unit, paper.signed_on)
    return frame("evaluations/pdf/certificates.html", {}) | {
        "title": "Giấy khen",
        "left_mm": job.left_mm,
        "top_mm": job.top_mm,
        "giver": issuer_name(unit, version.name),
        "dated": f"{version.place or '………'}, {in_words(paper.signed_on)}",
        "decision": f"Quyết định số {paper.number}",
        "decided": in_words(paper.signed_on),
        "authority": deciding(unit, paper.signed_on),
        "office": OfficeKind(OfficeKind.SECRETARY).label,
        "signer": str(signer or ""),
        "sheets": [_sheet(row) for row in rows.by_recipient()],
    }


def _sheet(row: Commendation) -> dict:
    """Three texts share the middle of the sheet: long ones are written smaller."""
    words = {"name": _called(row), "place": row.place, "reason": row.reason}
    is_long = len(words["name"]) > LONG_NAME or len(words["reason"]) > LONG_REASON
    return words | {"is_long": is_long}


def _called(row: Commendation) -> str:
    return f"Đồng chí {row.member}" if row.member else str(row.recipient)
