from django.urls import path

from cells.views import units

app_name = "cells"
urlpatterns = [
    path("", units.unit_list, name="unit_list"),
    path("<slug:code>/", units.unit_detail, name="unit_detail"),
    path("accounts/all/", units.unit_list, name="account_list"),
]
