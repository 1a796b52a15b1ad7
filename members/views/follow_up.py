"""Nơi cư trú, cam kết, phiếu bổ sung: what is followed up every year, and who lacks what."""

from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.listing import show_list
from cells.rights import may, require_anywhere
from common.answers import fill_in
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
from members.models import Commitment, Residence, ResidenceComment, YearlySupplement
from members.views.finding import known_year, member_for, member_to_read


def follow_up_list(request):
    """Who of a unit has, in a year, no residence cell, comment, commitment, review or supplement."""
    require_anywhere(request.user, "followup.record")
    form = FollowUpFilter(request.GET, user=request.user)
    sizes = form.sizes()
    context = {
        "form": form,
        "total": sizes["total"],
        "things": [(name, label, sizes[name]) for name, label in THINGS.items()],
    }
    page, rows = "members/follow_up_list.html", form.rows().by_name()
    return show_list(request, page, context, rows, FOLLOW_UP, title=form.title, each=lacking)


def member_follow_up(request, pk):
    """The residence cells of a member, and year by year what was handed in."""
    member = member_to_read(request, pk)
    home = member.home
    context = {
        "member": member,
        "residences": member.residences.all(),
        "years": _years(member, request.user.year),
        "may_record": may(request.user, "followup.record", home),
        "may_edit": may(request.user, "member.edit", home),
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
    member = member_for(request, pk, "followup.record")
    form = ResidenceForm(request.POST or None, verb=partial(Residence.objects.register, member))
    return _answer(request, form, member)


@require_http_methods(["GET", "HEAD", "POST"])
def comment_record(request, pk, year):
    member = member_for(request, pk, "followup.record")
    comment = ResidenceComment.objects.of(member, known_year(year))
    return _answer(request, CommentForm(request.POST or None, instance=comment), member, year)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_record(request, pk, year):
    member = member_for(request, pk, "followup.record")
    commitment = Commitment.objects.of(member, known_year(year))
    return _answer(request, CommitmentForm(request.POST or None, instance=commitment), member, year)


@require_http_methods(["GET", "HEAD", "POST"])
def commitment_review(request, pk, year):
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

    def to(form) -> str:
        if may(request.user, "member.edit", member.home) and supplement.to_carry_over():
            return reverse("members:supplement_carry_over", args=[pk, year])
        return _tab(member)

    page, context = "members/follow_up_form.html", {"member": member, "year": year}
    return fill_in(request, form, page, context, done="Đã ghi phiếu bổ sung.", to=to)


@require_http_methods(["GET", "HEAD", "POST"])
def supplement_carry_over(request, pk, year):
    """Take what was declared over into the record, field by field."""
    member = member_for(request, pk, "member.edit")
    supplement = get_object_or_404(YearlySupplement, member=member, year=known_year(year))
    if not supplement.to_carry_over():
        messages.info(request, f"Hồ sơ đã ghi đủ phiếu bổ sung năm {year}.")
        return redirect(_tab(member))
    form = CarryOverForm(request.POST or None, supplement=supplement)
    return _answer(request, form, member, year)


def _answer(request, form, member, year=None):
    done = f"Đã ghi: {form.title} {year}." if year else f"Đã ghi: {form.title}."
    page, context = "members/follow_up_form.html", {"member": member, "year": year}
    return fill_in(request, form, page, context, done=done, to=_tab(member))


def _tab(member) -> str:
    return reverse("members:member_follow_up", args=[member.pk])
