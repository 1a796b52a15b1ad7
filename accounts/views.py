from django.http import HttpResponse


def working_year(request):
    return HttpResponse("stub")
