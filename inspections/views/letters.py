"""The register of letters: how many, of which kind, what became of them."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cells.models import Unit
from cells.rights import may_anywhere, require_anywhere
from cells.views.finding import row_for
from common.answers import fill_in, status_of
from inspections.forms.campaigns import ReasonForm
from inspections.forms.filters import LetterFilterForm
from inspections.forms.letters import LetterForm
from inspections.models import ReceivedLetter
from inspections.reading.tables import LETTERS
from meetings.forms.planning import UnitChoiceForm
from meetings.views.shared import show_year


def letter_list(request):
    """The letters of a year, and those it inherited."""
    require_anywhere(request.user, "letter.read")
    form = LetterFilterForm(request.user, request.GET)
    may_record = may_anywhere(request.user, "letter.record")
    page, title = "inspections/letter_list.html", "Đơn, thư"
    form.period()
    return show_year(request, page, form, form.rows(), LETTERS, title, may_record=may_record)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_add(request):
    require_anywhere(request.user, "letter.record")
    units = Unit.objects.allowing(request.user, "letter.record").existing()
    choice, context = UnitChoiceForm(units, request.GET), {"title": "Ghi đơn, thư", "back": _list()}
    page = "inspections/letter_form.html"
    if (unit := choice.chosen) is None:
        return render(request, page, context | {"choice": choice}, status=status_of(choice))
    form = LetterForm(request.POST or None, unit=unit, letter=None)
    return fill_in(request, form, page, context | {"unit": unit}, done="Đã ghi.", to=_list())


@require_http_methods(["GET", "HEAD", "POST"])
def letter_edit(request, pk):
    letter = _letter(request, pk)
    form = LetterForm(request.POST or None, unit=letter.unit, letter=letter)
    context = {"title": str(letter), "letter": letter, "unit": letter.unit, "back": _list(letter)}
    page = "inspections/letter_form.html"
    return fill_in(request, form, page, context, done="Đã lưu.", to=_list(letter))


@require_http_methods(["GET", "HEAD", "POST"])
def letter_discard(request, pk):
    letter = _letter(request, pk)
    form = ReasonForm(request.POST or None, verb=letter.discard)
    back = reverse("inspections:letter_edit", args=[pk])
    context = {"title": f"Xóa: {letter}", "back": back}
    to = _list(letter)
    return fill_in(request, form, "inspections/act.html", context, done="Đã xóa.", to=to)


def _letter(request, pk) -> ReceivedLetter:
    return row_for(request, ReceivedLetter.objects.select_related("unit"), pk, "letter.record")


def _list(letter: ReceivedLetter | None = None) -> str:
    query = {"year": letter.received_on.year} if letter else None
    return reverse("inspections:letter_list", query=query)
