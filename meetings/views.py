from django.http import HttpResponse


def meeting_list(request):
    return HttpResponse("stub")
