from django.urls import path

from cells import views

app_name = "cells"
urlpatterns = [
    path("", views.unit_list, name="unit_list"),
    path("<slug:code>/", views.unit_detail, name="unit_detail"),
    path("accounts/all/", views.unit_list, name="account_list"),
]
