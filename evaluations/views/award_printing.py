"""Papers of commendation: asked for from the page of a decision or a proposal, then the file."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.views.finding import row_for
from common.answers import fill_in
from evaluations.forms import AwardPrintForm
from evaluations.models import AwardForm, AwardPrintKind, Commendation, Proposal
from evaluations.models.award_printing import OF_DECISION


@require_http_methods(["GET", "HEAD", "POST"])
def decision_papers(request, pk):
    """What was given by the decision of one commendation, and its papers to print."""
    one = _standing(request, Commendation.objects.select_related("decision"), pk)
    if one.decision is None:
        raise Http404
    unit, of = one.committee, {"decision": one.decision}
    rows = Commendation.objects.visible_to(request.user).valid().filter(decision=one.decision_id)
    context = {"award": one, "rows": rows.by_recipient().with_terms()}
    has_certificates = rows.filter(form=AwardForm.MERIT).exists()
    kinds = OF_DECISION if has_certificates else [AwardPrintKind.DECISION]
    return _ask(request, "evaluations/decision_papers.html", context, unit, of, kinds)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_papers(request, pk):
    """The tờ trình in which a proposal stands with others, and its achievement report."""
    proposal = _standing(request, Proposal.objects.all(), pk)
    kinds = [AwardPrintKind.LETTER, AwardPrintKind.REPORT]
    rows = Proposal.objects.on_paper_of(proposal).visible_to(request.user).by_recipient()
    context, of = {"award": proposal, "rows": rows}, {"proposal": proposal}
    page = "evaluations/proposal_papers.html"
    return _ask(request, page, context, proposal.committee, of, kinds)


def _standing(request, awards, pk):
    return row_for(request, awards.valid().select_related("unit", "member"), pk, "commendation.add")


def _ask(request, page, context, unit, of, kinds):
    form = AwardPrintForm(request.POST or None, unit=unit, of=of, kinds=kinds)
    context |= {"unit": unit, "year": context["award"].year}
    done = "Đã gửi yêu cầu tạo tệp PDF."
    return fill_in(request, form, page, context, done=done, to=_page_of_job)


def _page_of_job(form) -> str:
    return reverse("evaluations:award_print_detail", args=[form.made.pk])
