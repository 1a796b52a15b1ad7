"""Nơi cư trú, cam kết, phiếu bổ sung: what is followed up every year, and who lacks what."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from cells.listing import may_export, xlsx_response
from cells.rights import may, require_anywhere
from common.answers import status_of
from members.forms.follow_up import (
    FOLLOW_UP,
    THINGS,
    CommentForm,
    CommitmentForm,
    CommitmentReviewForm,
    FollowUpFilter,
    ResidenceForm,
    lacking,
)
from members.forms.history import CarryOverForm, SupplementForm
from members.models import Commitment, ResidenceComment, YearlySupplement
from members.views.finding import known_year, member_for, member_to_read

ROWS_PER_PAGE = 50


def follow_up_list(request):
    """Who of a unit has, in a year, no residence cell, comment, commitment, review or supplement."""
    require_anywhere(request.user, "followup.record")
    form = FollowUpFilter(request.GET, user=request.user)
    rows = form.rows().by_name()
    if "xlsx" in request.GET:
        return xlsx_response(request, FOLLOW_UP, rows, title=form.title)
    sizes = form.sizes()
    page = Paginator(rows, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "total": sizes["total"],
        "things": [(name, label, sizes[name]) for name, label in THINGS.items()],
        "page": page,
        "rows": [(spell, lacking(spell)) for spell in page],
        "may_export": may_export(request.user),
    }
    return render(request, "members/follow_up_list.html", context)


def member_follow_up(request, pk):
    """The residence cells of a member, and year by year what was handed in."""
    member = member_to_read(request, pk)
    home = member.home
    context = {
        "member": member,
        "residences": member.residences.all(),
        "years": _years(member, request.user.year),
        "may_record": home and may(request.user, "followup.record", home),
        "may_edit": home and may(request.user, "member.edit", home),
    }
    return render(request, "members/member_follow_up.html", context)


def _years(member, shown: int) -> list[dict]:
    """The newest year first; the working year also while there is nothing of it."""
    years = {shown: {"year": shown}}
    kinds = {"comment": ResidenceComment, "commitment": Commitment, "supplement": YearlySupplement}
    for name, model in kinds.items():
        for row in model.objects.filter(member=member):
            years.setdefault(row.year, {"year": row.year})[name] = row
    return [years[year] for year in sorted(years, reverse=True)]


@require_http_methods(["GET", "HEAD", "POST"])
def residence_register(request, pk):
    """Write with which residence cell the member keeps in touch."""
    member = member_for(request, pk, "followup.record")
    form = ResidenceForm(request.POST or None, member=member)
    return _answer(request, form, member)


@require_http_methods(["GET", "HEAD", "POST"])
def comment_record(request, pk, year):
    """Write the yearly comment of the residence cell."""
    member = member_for(request, pk, "followup.record")
    comment = ResidenceComment.objects.of(member, known_year(year))
    return _answer(request, CommentForm(request.POST or None, instance=comment), member, year)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_record(request, pk, year):
    """Write the commitment of the year."""
    member = member_for(request, pk, "followup.record")
    commitment = Commitment.objects.of(member, known_year(year))
    return _answer(request, CommitmentForm(request.POST or None, instance=commitment), member, year)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_review(request, pk, year):
    """Write what came of the commitment."""
    member = member_for(request, pk, "followup.record")
    commitment = get_object_or_404(Commitment, member=member, year=known_year(year))
    form = CommitmentReviewForm(request.POST or None, instance=commitment)
    return _answer(request, form, member, year)


@require_http_methods(["GET", "HEAD", "POST"])
def supplement_record(request, pk, year):
    """Write the yearly supplement; whoever keeps the record is then shown what it changes there."""
    member = member_for(request, pk, "followup.record")
    supplement = YearlySupplement.objects.of(member, known_year(year))
    form = SupplementForm(request.POST or None, instance=supplement)
    if not (form.is_valid() and form.save(by=request.user)):
        return _form_page(request, form, member, year)
    messages.success(request, "Đã ghi phiếu bổ sung.")
    if may(request.user, "member.edit", member.home) and supplement.to_carry_over():
        return redirect("members:supplement_carry_over", pk, year)
    return redirect("members:member_follow_up", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def supplement_carry_over(request, pk, year):
    """Take what was declared over into the record, field by field."""
    member = member_for(request, pk, "member.edit")
    supplement = get_object_or_404(YearlySupplement, member=member, year=known_year(year))
    if not supplement.to_carry_over():
        messages.info(request, f"Hồ sơ đã ghi đủ phiếu bổ sung năm {year}.")
        return redirect("members:member_follow_up", pk)
    form = CarryOverForm(request.POST or None, supplement=supplement)
    return _answer(request, form, member, year)


def _answer(request, form, member, year=None):
    """Do it and go back to the tab; else show the form with what was typed."""
    if form.is_valid() and form.save(by=request.user):
        about = f"{form.title} {year}" if year else form.title
        messages.success(request, f"Đã ghi: {about}.")
        return redirect("members:member_follow_up", member.pk)
    return _form_page(request, form, member, year)


def _form_page(request, form, member, year):
    context = {"member": member, "form": form, "year": year}
    return render(request, "members/follow_up_form.html", context, status=status_of(form))
