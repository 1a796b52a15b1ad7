"""Thẻ, hồ sơ: a member's cards, and where the papers of the dossier are."""

from functools import partial

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cells.rights import may
from cells.views.finding import row_for
from common.answers import fill_in, tap
from members.forms.cards import CardForm, CardHandOverForm, DossierMoveForm, DossierReturnForm
from members.models import Card, DossierMove
from members.views.finding import member_for, member_to_read


def member_cards(request, pk):
    """Every card issued, and every move of the dossier, the newest first."""
    member = member_to_read(request, pk)
    context = {
        "member": member,
        "cards": member.cards.select_related("decision"),
        "moves": member.dossier_moves.select_related("unit"),
        "may_record": may(request.user, "member.edit", member.home),
    }
    return render(request, "members/member_cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def card_add(request, pk):
    member = member_for(request, pk, "member.edit")
    form = CardForm(request.POST or None, verb=partial(Card.objects.issue, member=member))
    return _answer(request, form, member, "members/card_add.html", "Đã ghi thẻ.")


@require_http_methods(["GET", "HEAD", "POST"])
def card_hand_over(request, pk):
    card = _row(request, Card.objects, pk)
    form = CardHandOverForm(request.POST or None, verb=card.hand_over)
    page, done = "members/card_hand_over.html", "Đã ghi ngày giao thẻ."
    return _answer(request, form, card.member, page, done, card=card)


@require_POST
def card_withdraw(request, pk):
    """Take away a card typed by mistake."""
    card = _row(request, Card.objects, pk)
    return tap(request, card.withdraw, "Đã xóa thẻ ghi nhầm.", _cards(card.member))


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_move_add(request, pk):
    member = member_for(request, pk, "member.edit")
    form = DossierMoveForm(request.POST or None, verb=partial(DossierMove.objects.note, member=member))
    return _answer(request, form, member, "members/card_dossier_add.html", "Đã ghi.")


@require_http_methods(["GET", "HEAD", "POST"])
def dossier_return(request, pk):
    move = _row(request, DossierMove.objects, pk)
    form = DossierReturnForm(request.POST or None, verb=move.give_back)
    page, done = "members/card_dossier_return.html", "Đã ghi ngày trả hồ sơ."
    return _answer(request, form, move.member, page, done, move=move)


@require_POST
def dossier_withdraw(request, pk):
    """Take away a move typed by mistake."""
    move = _row(request, DossierMove.objects, pk)
    return tap(request, move.withdraw, "Đã xóa mục ghi nhầm.", _cards(move.member))


def _row(request, rows, pk):
    return row_for(request, rows, pk, "member.edit", at="member.home")


def _answer(request, form, member, template, done, **about):
    return fill_in(request, form, template, {"member": member} | about, done=done, to=_cards(member))


def _cards(member) -> str:
    return reverse("members:member_cards", args=[member.pk])
