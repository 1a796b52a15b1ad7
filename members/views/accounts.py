"""Accounts of members: new ones with passwords to hand out, and which account is whose."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.reading.accounts import managed_by
from cells.rights import require_anywhere
from common.answers import fill_in, made_here, status_of
from members.forms.accounts import (
    AccountTieForm,
    CellChoice,
    MemberAccountsForm,
    MemberTieForm,
    SecretaryAccountsForm,
    UntieForm,
)
from members.models import Member
from members.reading.readers import tied_by
from members.views.finding import member_for

LONGEST_TEXT = 100  # that is looked for
TIED, UNTIED = "Đã gắn tài khoản với hồ sơ.", "Đã gỡ tài khoản khỏi hồ sơ."


@require_http_methods(["GET", "HEAD", "POST"])
def secretary_accounts(request):
    """For those who lead the cells: with their role, so by the administrator alone."""
    require_anywhere(request.user, "account.manage")
    form = SecretaryAccountsForm(request.POST or None, user=request.user)
    to = reverse("cells:account_list")
    return _open(request, form, "members/secretary_accounts.html", {}, to)


@require_http_methods(["GET", "HEAD", "POST"])
def member_accounts(request):
    """For the members of one cell."""
    require_anywhere(request.user, "account.tie")
    choice = CellChoice.bound_to(request)
    form = MemberAccountsForm(request.POST or None, cell=choice.cell)
    to = reverse("members:member_accounts", query=choice.cell and {"unit": choice.cell.code})
    return _open(request, form, "members/member_accounts.html", {"choice": choice}, to)


@require_http_methods(["GET", "HEAD", "POST"])
def member_account(request, pk):
    """The account of one member: who is tied, or a search for an account that there is."""
    member = member_for(request, pk, "account.tie")
    text, sent = request.GET.get("q", "")[:LONGEST_TEXT], request.POST or None
    if is_tying := member.user is None:
        form = AccountTieForm(sent, member=member, user=request.user, text=text)
    else:
        form = UntieForm(sent, verb=member.untie)
    context = {"member": member, "text": text, "tied_by": tied_by(member)}
    done, to = TIED if is_tying else UNTIED, _of_member(pk)
    return fill_in(request, form, "members/member_account.html", context, done=done, to=to)


@require_POST
def account_open(request, pk):
    """A new account for a member. This answer shows its one-time password, once and never again."""
    member = member_for(request, pk, "account.tie")
    try:
        made = member.open_account(by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(_of_member(pk))
    return _passwords(request, [(member.last_spell, *made)], _of_member(pk))


@require_http_methods(["GET", "HEAD", "POST"])
def account_member(request, pk):
    """Whose account it is, for the administrator: of members no more is told than name and cell."""
    require_anywhere(request.user, "account.manage")
    account = get_object_or_404(managed_by(request.user), pk=pk)
    tied = Member.objects.filter(user=account).first()
    text, sent = request.GET.get("q", "")[:LONGEST_TEXT], request.POST or None
    if tied is None:
        form = MemberTieForm(sent, account=account, user=request.user, text=text)
    else:
        form = UntieForm(sent, verb=tied.untie)
    context = {"account": account, "member": tied, "text": text}
    done, to = UNTIED if tied else TIED, reverse("cells:account_detail", args=[pk])
    return fill_in(request, form, "members/account_member.html", context, done=done, to=to)


def _open(request, form, page: str, context: dict, to: str):
    if form.is_valid() and form.save(by=request.user):
        return _passwords(request, form.made, to)
    return render(request, page, context | {"form": form}, status=status_of(form))


def _passwords(request, made: list, to: str):
    """Straight from memory: passwords to hand out, once and never again."""
    answer = render(request, "members/passwords.html", {"made": made, "back": to})
    return made_here(answer, to)


def _of_member(pk: int) -> str:
    return reverse("members:member_account", args=[pk])
