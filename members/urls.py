from django.urls import path

from members.views import cards, members, record, units

app_name = "members"
urlpatterns = [
    path("units/", units.unit_list, name="unit_list"),
    path("units/<slug:code>/", units.unit_detail, name="unit_detail"),
    path("members/", members.member_list, name="member_list"),
    path("members/mine/", members.member_own, name="member_own"),
    path("members/add/", members.member_add, name="member_add"),
    path("members/<int:pk>/", record.member_detail, name="member_detail"),
    path("members/<int:pk>/places/", record.member_places, name="member_places"),
    path("members/<int:pk>/offices/", record.member_offices, name="member_offices"),
    path("members/<int:pk>/edit/", record.member_edit, name="member_edit"),
    path("members/<int:pk>/transfer/", members.member_transfer, name="member_transfer"),
    path("members/<int:pk>/leave/", members.member_leave, name="member_leave"),
    path("members/<int:pk>/confirm/", members.member_confirm, name="member_confirm"),
    path("members/<int:pk>/cards/", cards.member_cards, name="member_cards"),
    path("members/<int:pk>/cards/add/", cards.card_add, name="card_add"),
    path("members/<int:pk>/dossier/add/", cards.dossier_move_add, name="dossier_move_add"),
    path("cards/<int:pk>/hand-over/", cards.card_hand_over, name="card_hand_over"),
    path("cards/<int:pk>/withdraw/", cards.card_withdraw, name="card_withdraw"),
    path("dossier/<int:pk>/return/", cards.dossier_return, name="dossier_return"),
    path("dossier/<int:pk>/withdraw/", cards.dossier_withdraw, name="dossier_withdraw"),
]
