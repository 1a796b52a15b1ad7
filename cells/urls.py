from django.urls import path

from cells.views import accounts, filters, thresholds

app_name = "cells"
urlpatterns = [
    path("accounts/", accounts.account_list, name="account_list"),
    path("accounts/new/", accounts.account_add, name="account_add"),
    path("accounts/<int:pk>/", accounts.account_detail, name="account_detail"),
    path("accounts/<int:pk>/edit/", accounts.account_edit, name="account_edit"),
    path("accounts/<int:pk>/password/", accounts.account_password, name="account_password"),
    path(
        "accounts/<int:pk>/second-factor/", accounts.account_second_factor, name="account_second_factor"
    ),
    path("accounts/<int:pk>/roles/new/", accounts.assignment_add, name="assignment_add"),
    path("roles/<int:pk>/end/", accounts.assignment_end, name="assignment_end"),
    path("roles/<int:pk>/withdraw/", accounts.assignment_withdraw, name="assignment_withdraw"),
    path("filters/save/", filters.filter_save, name="filter_save"),
    path("filters/<int:pk>/delete/", filters.filter_delete, name="filter_delete"),
    path("thresholds/", thresholds.threshold_list, name="threshold_list"),
    path("thresholds/<slug:code>/new/", thresholds.threshold_add, name="threshold_add"),
]
