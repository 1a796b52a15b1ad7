from django.urls import path

from cases.models import LetterPrint
from cases.views import candidates, cases, letters
from papers.views import print_detail

app_name = "cases"
urlpatterns = [
    path("candidates/", candidates.candidate_list, name="candidate_list"),
    path("candidates/add/", candidates.candidate_note, name="candidate_note"),
    path("candidates/<int:pk>/", candidates.candidate_detail, name="candidate_detail"),
    path("candidates/<int:pk>/edit/", candidates.candidate_edit, name="candidate_edit"),
    path("candidates/<int:pk>/drop/", candidates.candidate_drop, name="candidate_drop"),
    path("candidates/<int:pk>/open/", candidates.candidate_open, name="candidate_open"),
    path("cases/", cases.case_list, name="case_list"),
    path("cases/<int:pk>/", cases.case_detail, name="case_detail"),
    path("cases/<int:pk>/record/", cases.case_record, name="case_record"),
    path("cases/<int:pk>/undo/", cases.case_undo, name="case_undo"),
    path("cases/<int:pk>/stop/", cases.case_stop, name="case_stop"),
    path("cases/<int:pk>/papers/<str:code>/", cases.case_paper_add, name="case_paper_add"),
    path("case-papers/<int:pk>/", cases.case_paper, name="case_paper"),
    path("case-papers/<int:pk>/take-back/", cases.case_paper_take_back, name="case_paper_take_back"),
    path("members/<int:pk>/cases/", cases.member_cases, name="member_cases"),
    path("members/<int:pk>/cases/open/<str:kind>/", cases.case_open, name="case_open"),
    path("cases/<int:pk>/letter/", letters.case_letter, name="case_letter"),
    path("members/<int:pk>/letters/", letters.member_letters, name="member_letters"),
    path("members/<int:pk>/letters/add/", letters.letter_add, name="letter_add"),
    path("letters/<int:pk>/", letters.letter_detail, name="letter_detail"),
    path("letters/<int:pk>/print/", letters.letter_print, name="letter_print"),
    path("letters/print/<int:pk>/", print_detail, {"jobs": LetterPrint}, name="print_detail"),
    path("letters/print/<int:pk>/download/", letters.letter_download, name="print_download"),
]
