"""Figures, each of which opens to its list."""

from django.shortcuts import render


def figure_list(request):
    return render(request, "reports/figure_list.html")
