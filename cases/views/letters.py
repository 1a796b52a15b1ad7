"""Letters of introduction: those of a member, making one out, the paper to print."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cases.forms.letters import CaseLetterForm, LetterForm
from cases.models import Letter, LetterPrint, inner_move
from cases.views.finding import case_for
from cells.rights import may
from cells.views.finding import row_for
from common.answers import fill_in
from members.views.finding import member_for, member_to_read
from papers.views import print_begun, print_download


def member_letters(request, pk):
    """Giấy giới thiệu: what was made out for a member, and whether one is due for the last move."""
    member = member_to_read(request, pk)
    home = member.home
    may_issue = home and may(request.user, "case.decide", home)
    context = {
        "member": member,
        "letters": member.letters.with_issuer(),
        "move": inner_move(member) if may_issue else None,
        "may_print": home and may(request.user, "member.unmask", home),
    }
    return render(request, "cases/member_letters.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def letter_add(request, pk):
    """Make out the inner letter of the member's last move between cells of the committee."""
    member = member_for(request, pk, "case.decide")
    left = inner_move(member)
    if left is None:
        raise Http404
    issue, initial = partial(Letter.objects.issue_inner, left), {"issued_on": left.ends_on}
    form = LetterForm(request.POST or None, verb=issue, initial=initial)
    return _made_out(request, form, "cases/letter_add.html", {"member": member, "left": left})


@require_http_methods(["GET", "HEAD", "POST"])
def case_letter(request, pk):
    """Make out the letter of a transfer out of the committee."""
    case = case_for(request, pk, "case.decide")
    if case.letter_step is None:
        raise Http404
    issue, initial = partial(Letter.objects.issue_for, case), {"issued_on": case.letter_step.done_on}
    form = CaseLetterForm(request.POST or None, verb=issue, initial=initial)
    return _made_out(request, form, "cases/case_letter.html", {"case": case})


def letter_detail(request, pk):
    """The paper, to be printed: it holds the whole card number, so opening it is logged."""
    letters = Letter.objects.select_related("issuer", "member", "replaces")
    letter = row_for(request, letters, pk, "member.unmask", at="member.home")
    context = {"letter": letter, "lines": letter.hand_out(by=request.user)}
    return render(request, "cases/letter_detail.html", context)


@require_POST
def letter_print(request, pk):
    """Ask for the letter as PDF, with the layout of every other paper."""
    letters = Letter.objects.select_related("issuer", "member", "replaces")
    letter = row_for(request, letters, pk, "member.unmask", at="member.home")
    return print_begun(request, LetterPrint.objects.of_letter(letter, by=request.user))


def letter_download(request, pk):
    """The file; whole numbers are opened, so it is kept who took it."""
    answer = print_download(request, pk, LetterPrint)
    LetterPrint.objects.get(id=pk).letter.hand_out(by=request.user)
    return answer


def _made_out(request, form, page, context):
    def done(form):
        return f"Đã lập giấy giới thiệu số {form.made.serial}. Đề nghị in và ký."

    def to(form):
        return reverse("cases:letter_detail", args=[form.made.pk])

    return fill_in(request, form, page, context, done=done, to=to)
