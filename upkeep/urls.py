from django.urls import path

from upkeep.views import imports, merging, quality, reconciliation

app_name = "upkeep"
urlpatterns = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/add/", imports.import_add, name="import_add"),
    path("imports/template/<slug:kind>/", imports.import_template, name="import_template"),
    path("imports/<int:pk>/", imports.import_detail, name="import_detail"),
    path("imports/<int:pk>/progress/", imports.import_progress, name="import_progress"),
    path("imports/<int:pk>/columns/", imports.import_columns, name="import_columns"),
    path("imports/<int:pk>/errors/", imports.import_errors, name="import_errors"),
    path("imports/<int:pk>/read/", imports.import_read, name="import_read"),
    path("imports/<int:pk>/apply/", imports.import_apply, name="import_apply"),
    path("imports/<int:pk>/discard/", imports.import_discard, name="import_discard"),
    path("reconciliations/", reconciliation.reconciliation_list, name="reconciliation_list"),
    path("reconciliations/open/", reconciliation.reconciliation_open, name="reconciliation_open"),
    path(
        "reconciliations/<int:pk>/",
        reconciliation.reconciliation_detail,
        name="reconciliation_detail",
    ),
    path(
        "reconciliations/<int:pk>/report/",
        reconciliation.reconciliation_report,
        name="reconciliation_report",
    ),
    path(
        "reconciliations/<int:pk>/close/",
        reconciliation.reconciliation_close,
        name="reconciliation_close",
    ),
    path(
        "reconciliation-cells/<int:pk>/",
        reconciliation.reconciliation_cell,
        name="reconciliation_cell",
    ),
    path(
        "reconciliation-cells/<int:pk>/confirm/",
        reconciliation.reconciliation_confirm,
        name="reconciliation_confirm",
    ),
    path(
        "reconciliation-cells/<int:pk>/send/",
        reconciliation.reconciliation_send,
        name="reconciliation_send",
    ),
    path(
        "reconciliation-cells/<int:pk>/missing/",
        reconciliation.reconciliation_missing,
        name="reconciliation_missing",
    ),
    path(
        "reconciliation-cells/<int:pk>/reopen/",
        reconciliation.reconciliation_reopen,
        name="reconciliation_reopen",
    ),
    path(
        "reconciliation-lines/<int:pk>/",
        reconciliation.reconciliation_mark,
        name="reconciliation_mark",
    ),
    path(
        "differences/<int:pk>/unmark/",
        reconciliation.reconciliation_unmark,
        name="reconciliation_unmark",
    ),
    path(
        "differences/<int:pk>/finish/",
        reconciliation.reconciliation_finish,
        name="reconciliation_finish",
    ),
    path("quality/", quality.quality_overview, name="quality_overview"),
    path("quality/<slug:code>/", quality.quality_check, name="quality_check"),
    path("members/<int:pk>/quality/<slug:code>/", quality.finding_accept, name="finding_accept"),
    path("findings/<int:pk>/withdraw/", quality.finding_withdraw, name="finding_withdraw"),
    path("members/<int:pk>/merge/", merging.merge_choose, name="merge_choose"),
    path("members/<int:pk>/merge/<int:other>/", merging.member_merge, name="member_merge"),
]
