"""The first page of each role: what is due."""

from django.shortcuts import render


def home(request):
    return render(request, "reports/home.html")
