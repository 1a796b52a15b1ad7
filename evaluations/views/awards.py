"""Commendations and proposals of a year."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cells.listing import may_export, xlsx_response
from cells.rights import may, require_anywhere
from cells.views.finding import row_for, unit_for
from common.answers import fill_in
from evaluations.forms import AcceptForm, AnnualForm, AwardFilter, CancelForm, RefuseForm
from evaluations.models import AwardKind, AwardRule, Commendation, Proposal
from evaluations.reading.outsiders import namesakes_of, outsiders_of
from evaluations.reading.streaks import in_round
from evaluations.reading.tables import AWARDS
from evaluations.views.own_case import of_somebody_else
from evaluations.views.rounds import year_to


def award_list(request):
    """What was given and proposed in a year, and what was taken back; prints as a list."""
    require_anywhere(request.user, "award.read")
    form = AwardFilter(request.GET, user=request.user)
    commendations = form.narrow(Commendation.objects.visible_to(request.user))
    proposals = form.narrow(Proposal.objects.visible_to(request.user))
    if "xlsx" in request.GET:
        rows = [*commendations.valid(), *proposals.valid()]
        title, place = f"Khen thưởng năm {form.chosen_year}", str(form.chosen_unit or "")
        return xlsx_response(request, AWARDS, rows, title=title, subtitle=place)
    context = {
        "form": form,
        "year": form.chosen_year,
        "unit": form.chosen_unit,
        "commendations": commendations.valid(),
        "proposals": proposals.valid(),
        "cancelled": [*commendations.cancelled(), *proposals.cancelled()],
        "may_export": may_export(request.user),
        "may_add": form.chosen_unit and may(request.user, "commendation.add", form.chosen_unit),
    }
    return render(request, "evaluations/award_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def award_create(request, code, year, form_class):
    """Write one commendation or proposal of a committee for a year."""
    unit = unit_for(request, code, "commendation.add")
    asked = {"initial": request.GET.dict(), "unit": unit, "year": year, "user": request.user}
    form = form_class(request.POST or None, **asked)
    context, to = {"unit": unit, "year": year}, _list(unit, year)
    return fill_in(request, form, "evaluations/award_create.html", context, done="Đã ghi.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def award_correct(request, pk, form_class):
    """Correct a mistaken entry: the wrong one stays visible, cancelled for a reason."""
    award = _valid(request, form_class.model, pk)
    unit, year = award.committee, award.year
    form = form_class(request.POST or None, unit=unit, year=year, user=request.user, award=award)
    context, done = _about(award), "Đã sửa. Mục cũ được giữ ở phần Đã hủy."
    page, to = "evaluations/award_correct.html", _list(unit, year)
    return fill_in(request, form, page, context, done=done, to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def award_cancel(request, pk, form_class):
    """Take back a mistaken entry for a reason."""
    award = _valid(request, form_class.model, pk)
    form = CancelForm(request.POST or None, award=award)
    context, done = _about(award), "Đã hủy. Mục này không còn được tính vào số liệu."
    page, to = "evaluations/award_cancel.html", _list(award.committee, award.year)
    return fill_in(request, form, page, context, done=done, to=to)


def award_recipient(request, pk, form_class):
    """All that one person or collective outside the list was given, and proposed for."""
    rows = form_class.model.objects.outside().select_related("unit")
    award = row_for(request, rows, pk, "award.read")
    unit = award.committee
    given, proposed = (
        model.objects.valid().visible_to(request.user).under(unit).to_same(award)
        for model in (Commendation, Proposal)
    )
    context = _about(award) | {
        "commendations": given.select_related("decision").with_terms().newest_first(),
        "proposals": proposed.with_terms().newest_first(),
        "namesakes": namesakes_of(award, outsiders_of(request.user, unit)),
    }
    return render(request, "evaluations/award_recipient.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def award_annual(request, pk):
    """Commend members at the highest level and exemplary cells of a closed round, by one decision."""
    grading = year_to(request, pk, "commendation.add")
    form = AnnualForm(request.POST or None, grading=grading, user=request.user)
    salary_on = min(grading.ends_on, timezone.localdate())
    context = {
        "round": grading,
        "unit": grading.unit,
        "year": grading.year,
        "salary_on": salary_on,
        "rules": AwardRule.objects.in_year(grading.year, AwardKind.ANNUAL, salary_on),
        "streaks": [streak for streak in in_round(grading) if streak.is_due],
    }
    page, to = "evaluations/award_annual.html", _list(grading.unit, grading.year)
    return fill_in(request, form, page, context, done="Đã ghi khen thưởng hằng năm.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_accept(request, pk):
    """The level above gave it: the proposal becomes a commendation by its decision."""
    proposal = _valid(request, Proposal, pk)
    initial = {"form": proposal.form}
    form = AcceptForm(request.POST or None, initial=initial, verb=proposal.accept)
    context = _about(proposal) | {"title": "Đề nghị đã được khen", "act": "Ghi khen thưởng"}
    page, to = "evaluations/proposal_answer.html", _list(proposal.committee, proposal.year)
    return fill_in(request, form, page, context, done="Đã ghi vào danh sách khen thưởng.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_refuse(request, pk):
    """The level above does not give it."""
    proposal = _valid(request, Proposal, pk)
    form = RefuseForm(request.POST or None, verb=proposal.refuse)
    context = _about(proposal) | {"title": "Đề nghị không được khen", "act": "Ghi kết quả"}
    page, to = "evaluations/proposal_answer.html", _list(proposal.committee, proposal.year)
    return fill_in(request, form, page, context, done="Đã ghi kết quả.", to=to)


def _valid(request, model, pk):
    """An entry in the scope that still stands, which the user may correct."""
    awards = model.objects.valid().select_related("unit", "member")
    return of_somebody_else(request, row_for(request, awards, pk, "commendation.add"))


def _about(award) -> dict:
    return {"award": award, "unit": award.committee, "year": award.year}


def _list(unit, year) -> str:
    return f"{reverse('evaluations:award_list')}?year={year}&unit={unit.code}"
