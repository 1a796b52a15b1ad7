"""The papers of a year: asked for as PDF, or for Word at once."""

from django.http import Http404
from django.views.decorators.http import require_POST

from accounts import audit
from cells.views.finding import unit_for
from common.files import made_file
from inspections.documents import DOCUMENTS
from inspections.models import InspectionPrint, InspectionPrintKind
from papers import word
from papers.views import print_begun


@require_POST
def year_print(request, code, year, kind):
    asked = _asked(request, code, year, kind)
    what = {name: getattr(asked, name) for name in ("unit", "year", "kind", "title")}
    made = InspectionPrint.objects.request(by=request.user, task=asked.TASK, **what)
    return print_begun(request, made)


def year_word(request, code, year, kind):
    asked = _asked(request, code, year, kind)
    made = word.written(DOCUMENTS[kind](asked))
    audit.record(request.user, "inspection.download", asked.unit, note=asked.file_stem)
    return made_file(made, f"{asked.file_stem}.docx", word.CONTENT_TYPE)


def _asked(request, code, year, kind) -> InspectionPrint:
    """What is asked for, not kept yet."""
    unit = unit_for(request, code, InspectionPrint.right)
    if kind not in InspectionPrintKind.values:
        raise Http404
    return InspectionPrint(unit=unit, year=year, kind=kind, title=InspectionPrintKind(kind).label)
