from django.urls import path

from reports.views import attendance, corrections, figures, home, registers, reports, tables, targets

app_name = "reports"
urlpatterns = [
    path("first-steps/", home.first_steps_page, name="first_steps"),
    path("figures/", figures.figure_list, name="figure_list"),
    path("figures/<str:code>/", figures.figure_detail, name="figure_detail"),
    path("targets/", targets.target_list, name="target_list"),
    path("targets/new/<slug:code>/", targets.target_add, name="target_add"),
    path("targets/<int:pk>/", targets.target_detail, name="target_detail"),
    path("targets/<int:pk>/edit/", targets.target_edit, name="target_edit"),
    path("targets/<int:pk>/hand-down/", targets.target_hand_down, name="target_hand_down"),
    path("targets/<int:pk>/report/", targets.target_report, name="target_report"),
    path("targets/<int:pk>/remove/", targets.target_remove, name="target_remove"),
    path(
        "targets/results/<int:pk>/withdraw/",
        targets.target_withdraw_result,
        name="target_withdraw_result",
    ),
    path("registers/", registers.register_list, name="register_list"),
    path("registers/<slug:code>/", registers.register_detail, name="register_detail"),
    path("registers/<slug:code>/print/", registers.register_print, name="register_print"),
    path("balance/", tables.balance_detail, name="balance_detail"),
    path("meetings-statistics/", tables.statistics, name="meeting_statistics"),
    path("meetings-attendance/", attendance.attendance_detail, name="meeting_attendance"),
    path("meetings-attendance/<int:pk>/", attendance.attendance_rows, name="attendance_rows"),
    path("half-year-table/", tables.half_year_table, name="half_year_table"),
    path("structure/", tables.structure_detail, name="structure_detail"),
    path("structure/<slug:code>/", tables.structure_rows, name="structure_rows"),
    path(
        "members/<int:pk>/acts/<int:act>/withdraw/",
        corrections.roll_act_withdraw,
        name="roll_act_withdraw",
    ),
    path(
        "members/<int:pk>/acts/<int:act>/correct/",
        corrections.roll_act_correct,
        name="roll_act_correct",
    ),
    path(
        "restructurings/<int:pk>/withdraw/",
        corrections.restructuring_withdraw,
        name="restructuring_withdraw",
    ),
    path("imports/<int:pk>/withdraw/", corrections.import_withdraw, name="import_withdraw"),
    path("reports/", reports.report_list, name="report_list"),
    path("reports/new/", reports.report_create, name="report_create"),
    path("reports/<int:pk>/", reports.report_detail, name="report_detail"),
    path("reports/<int:pk>/edit/", reports.report_edit, name="report_edit"),
    path("reports/<int:pk>/render/", reports.report_render, name="report_render"),
    path("reports/<int:pk>/job/", reports.report_job, name="report_job"),
    path("reports/<int:pk>/download/", reports.report_download, name="report_download"),
    path("reports/<int:pk>/issue/", reports.report_issue, name="report_issue"),
    path("reports/<int:pk>/correct/", reports.report_correct, name="report_correct"),
    path("reports/<int:pk>/discard/", reports.report_discard, name="report_discard"),
]
