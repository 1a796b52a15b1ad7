from django.urls import path

from meetings.views import meetings, petitions, planning, printing, tasks

app_name = "meetings"
urlpatterns = [
    path("", meetings.meeting_list, name="meeting_list"),
    path("calendar/", meetings.meeting_calendar, name="meeting_calendar"),
    path("create/", meetings.meeting_create, name="meeting_create"),
    path("plan/", planning.meeting_plan, name="meeting_plan"),
    path("plan/repeat/", planning.plan_repeat, name="plan_repeat"),
    path("<int:pk>/plan/", planning.plan_edit, name="plan_edit"),
    path("<int:pk>/approve/", planning.plan_approve, name="plan_approve"),
    path("<int:pk>/send-back/", planning.plan_send_back, name="plan_send_back"),
    path("month/", planning.month_register, name="month_register"),
    path("month/approve/", planning.month_approve, name="month_approve"),
    path("<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("<int:pk>/edit/", meetings.meeting_edit, name="meeting_edit"),
    path("<int:pk>/hold/", meetings.meeting_hold, name="meeting_hold"),
    path("<int:pk>/save/", meetings.meeting_save, name="meeting_save"),
    path("<int:pk>/roll/", meetings.meeting_renew_roll, name="meeting_renew_roll"),
    path("<int:pk>/adopt/", meetings.meeting_adopt, name="meeting_adopt"),
    path("<int:pk>/discard/", meetings.meeting_discard, name="meeting_discard"),
    path("print/", printing.print_create, name="print_create"),
    path("print/<int:pk>/", printing.print_detail, name="print_detail"),
    path("print/<int:pk>/download/", printing.print_download, name="print_download"),
    path("tasks/", tasks.task_list, name="task_list"),
    path("tasks/<int:pk>/complete/", tasks.task_complete, name="task_complete"),
    path("tasks/<int:pk>/reopen/", tasks.task_reopen, name="task_reopen"),
    path("petitions/", petitions.petition_list, name="petition_list"),
    path("petitions/add/", petitions.petition_add, name="petition_add"),
    path("petitions/<int:pk>/", petitions.petition_detail, name="petition_detail"),
    path("petitions/<int:pk>/take-up/", petitions.petition_take_up, name="petition_take_up"),
    path("petitions/<int:pk>/answer/", petitions.petition_answer, name="petition_answer"),
    path("petitions/<int:pk>/reopen/", petitions.petition_reopen, name="petition_reopen"),
    path("petitions/<int:pk>/withdraw/", petitions.petition_withdraw, name="petition_withdraw"),
    path("petitions/answers/<int:pk>/scan/", petitions.petition_scan, name="petition_scan"),
]
