from django.http import HttpResponse


def round_list(request):
    return HttpResponse("stub")


def award_list(request):
    return HttpResponse("stub")
