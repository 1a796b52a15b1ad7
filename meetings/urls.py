from django.urls import path

from meetings.views import meetings, tasks

app_name = "meetings"
urlpatterns = [
    path("", meetings.meeting_list, name="meeting_list"),
    path("calendar/", meetings.meeting_calendar, name="meeting_calendar"),
    path("create/", meetings.meeting_create, name="meeting_create"),
    path("<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("<int:pk>/save/", meetings.meeting_save, name="meeting_save"),
    path("<int:pk>/roll/", meetings.meeting_renew_roll, name="meeting_renew_roll"),
    path("<int:pk>/adopt/", meetings.meeting_adopt, name="meeting_adopt"),
    path("<int:pk>/discard/", meetings.meeting_discard, name="meeting_discard"),
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/<int:pk>/complete/", tasks.task_complete, name="task_complete"),
    path("tasks/<int:pk>/reopen/", tasks.task_reopen, name="task_reopen"),
]
