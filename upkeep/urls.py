from django.urls import include, path

from upkeep.views import backups, cells, imports, log, merging, personal, quality, reconciliation

of_import = [
    path("", imports.import_detail, name="import_detail"),
    path("progress/", imports.import_progress, name="import_progress"),
    path("columns/", imports.import_columns, name="import_columns"),
    path("errors/", imports.import_errors, name="import_errors"),
    path("read/", imports.import_read, name="import_read"),
    path("apply/", imports.import_apply, name="import_apply"),
    path("stop/", imports.import_stop, name="import_stop"),
    path("discard/", imports.import_discard, name="import_discard"),
]
of_round = [
    path("", reconciliation.reconciliation_detail, name="reconciliation_detail"),
    path("report/", reconciliation.reconciliation_report, name="reconciliation_report"),
    path("close/", reconciliation.reconciliation_close, name="reconciliation_close"),
]
of_answer = [
    path("", reconciliation.reconciliation_cell, name="reconciliation_cell"),
    path("confirm/", reconciliation.reconciliation_confirm, name="reconciliation_confirm"),
    path("send/", reconciliation.reconciliation_send, name="reconciliation_send"),
    path("missing/", reconciliation.reconciliation_missing, name="reconciliation_missing"),
    path("reopen/", reconciliation.reconciliation_reopen, name="reconciliation_reopen"),
]
of_difference = [
    path("unmark/", reconciliation.reconciliation_unmark, name="reconciliation_unmark"),
    path("finish/", reconciliation.reconciliation_finish, name="reconciliation_finish"),
]

app_name = "upkeep"
urlpatterns = [
    path("administration/backups/", backups.backup_list, name="backup_list"),
    path("administration/log/", log.event_list, name="event_list"),
    path("imports/", imports.import_list, name="import_list"),
    path("imports/add/", imports.import_add, name="import_add"),
    path("imports/template/<slug:kind>/", imports.import_template, name="import_template"),
    path("imports/<int:pk>/", include(of_import)),
    path("units/<slug:code>/cells/read/", cells.cells_read, name="cells_read"),
    path("reconciliations/", reconciliation.reconciliation_list, name="reconciliation_list"),
    path("reconciliations/open/", reconciliation.reconciliation_open, name="reconciliation_open"),
    path("reconciliations/<int:pk>/", include(of_round)),
    path("reconciliation-cells/<int:pk>/", include(of_answer)),
    path(
        "reconciliation-lines/<int:pk>/", reconciliation.reconciliation_mark, name="reconciliation_mark"
    ),
    path("differences/<int:pk>/", include(of_difference)),
    path("quality/", quality.quality_overview, name="quality_overview"),
    path("quality/<slug:code>/", quality.quality_check, name="quality_check"),
    path("members/<int:pk>/quality/<slug:code>/", quality.finding_accept, name="finding_accept"),
    path("findings/<int:pk>/withdraw/", quality.finding_withdraw, name="finding_withdraw"),
    path("members/<int:pk>/data/", personal.member_data, name="member_data"),
    path("members/<int:pk>/merge/", merging.merge_choose, name="merge_choose"),
    path("members/<int:pk>/merge/<int:other>/", merging.member_merge, name="member_merge"),
]
