from django.urls import path

from meetings.views.printing import print_create
from scoring.forms.printing import ScorePrintForm
from scoring.views import followers, results, score_sheets, scores

app_name = "scoring"
urlpatterns = [
    path("month/result/", results.month_result, name="month_result"),
    path("scores/print/", print_create, {"form_class": ScorePrintForm}, name="print_create"),
    path("scores/", scores.score_year, name="score_year"),
    path("<int:pk>/score/", scores.score_detail, name="score_detail"),
    path("<int:pk>/score/start/", scores.score_start, name="score_start"),
    path("<int:pk>/score/save/", scores.score_save, name="score_save"),
    path("<int:pk>/score/vote/", scores.score_vote, name="score_vote"),
    path("<int:pk>/score/confirm/", scores.score_confirm, name="score_confirm"),
    path("<int:pk>/score/accept/", scores.score_accept, name="score_accept"),
    path("<int:pk>/score/return/", scores.score_return, name="score_return"),
    path("<int:pk>/score/reopen/", scores.score_reopen, name="score_reopen"),
    path("score-sheets/", score_sheets.score_sheet_list, name="score_sheet_list"),
    path("score-sheets/add/", score_sheets.score_sheet_add, name="score_sheet_add"),
    path("score-sheets/<int:pk>/", score_sheets.score_sheet_detail, name="score_sheet_detail"),
    path("score-sheets/<int:pk>/edit/", score_sheets.score_sheet_edit, name="score_sheet_edit"),
    path("score-sheets/<int:pk>/copy/", score_sheets.score_sheet_copy, name="score_sheet_copy"),
    path(
        "score-sheets/<int:pk>/publish/", score_sheets.score_sheet_publish, name="score_sheet_publish"
    ),
    path(
        "score-sheets/<int:pk>/withdraw/",
        score_sheets.score_sheet_withdraw,
        name="score_sheet_withdraw",
    ),
    path(
        "score-sheets/<int:pk>/discard/", score_sheets.score_sheet_discard, name="score_sheet_discard"
    ),
    path("followers/", followers.follower_list, name="follower_list"),
    path("followers/cells/<int:pk>/", followers.follower_appoint, name="follower_appoint"),
    path("followers/<int:pk>/withdraw/", followers.follower_withdraw, name="follower_withdraw"),
    path("followers/<int:pk>/end/", followers.follower_end, name="follower_end"),
]
