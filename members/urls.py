from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("", views.member_list, name="member_list"),
    path("mine/", views.member_own, name="member_own"),
    path("add/", views.member_add, name="member_add"),
    path("<int:pk>/", views.member_detail, name="member_detail"),
    path("<int:pk>/edit/", views.member_edit, name="member_edit"),
    path("<int:pk>/transfer/", views.member_transfer, name="member_transfer"),
    path("<int:pk>/leave/", views.member_leave, name="member_leave"),
    path("<int:pk>/confirm/", views.member_confirm, name="member_confirm"),
]
