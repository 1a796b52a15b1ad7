from django.urls import path

from organisation.views import groups, staff, units
from organisation.views import restructuring as plans

app_name = "organisation"
urlpatterns = [
    path("units/", units.unit_list, name="unit_list"),
    path("units/<slug:code>/", units.unit_detail, name="unit_detail"),
    path("units/<slug:code>/describe/", units.unit_describe, name="unit_describe"),
    path("units/<slug:code>/history/", units.unit_history, name="unit_history"),
    path("units/<slug:code>/cells/found/", units.cells_found, name="cells_found"),
    path("units/<slug:code>/staff/", staff.unit_staff, name="unit_staff"),
    path("units/<slug:code>/staff/add/", staff.staff_add, name="staff_add"),
    path("staff/<int:pk>/correct/", staff.staff_correct, name="staff_correct"),
    path("staff/<int:pk>/withdraw/", staff.staff_withdraw, name="staff_withdraw"),
    path("units/<slug:code>/groups/", groups.unit_groups, name="unit_groups"),
    path("units/<slug:code>/groups/add/", groups.group_add, name="group_add"),
    path("units/<slug:code>/groups/distribute/", groups.group_distribute, name="group_distribute"),
    path("groups/<int:pk>/end/", groups.group_end, name="group_end"),
    path("restructurings/", plans.restructuring_list, name="restructuring_list"),
    path("restructurings/create/", plans.restructuring_create, name="restructuring_create"),
    path("restructurings/<int:pk>/", plans.restructuring_detail, name="restructuring_detail"),
    path("restructurings/<int:pk>/edit/", plans.restructuring_edit, name="restructuring_edit"),
    path("restructurings/<int:pk>/preview/", plans.restructuring_preview, name="restructuring_preview"),
    path("restructurings/<int:pk>/reopen/", plans.restructuring_reopen, name="restructuring_reopen"),
    path("restructurings/<int:pk>/cancel/", plans.restructuring_cancel, name="restructuring_cancel"),
    path("restructurings/<int:pk>/scan/", plans.restructuring_scan, name="restructuring_scan"),
    path("restructurings/<int:pk>/steps/<slug:act>/", plans.step_add, name="restructuring_step_add"),
    path("restructuring-steps/<int:pk>/", plans.step_edit, name="restructuring_step_edit"),
    path("restructuring-steps/<int:pk>/remove/", plans.step_remove, name="restructuring_step_remove"),
    path("restructuring-steps/<int:pk>/members/", plans.step_members, name="restructuring_members"),
]
