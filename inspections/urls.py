from django.urls import path

from inspections.models import InspectionPrint
from inspections.views import campaigns, letters, printing, programmes, remedies, subjects
from papers.views import print_detail, print_download

# The converter `year` is that of evaluations/urls.py, which partyorg/urls.py includes before.
app_name = "inspections"
PRINTS = {"jobs": InspectionPrint}
urlpatterns = [
    path("", campaigns.campaign_list, name="campaign_list"),
    path("overview/", programmes.overview, name="overview"),
    path("programmes/<slug:code>/<year:year>/", programmes.programme_detail, name="programme_detail"),
    path("programmes/<slug:code>/<year:year>/edit/", programmes.programme_edit, name="programme_edit"),
    path(
        "programmes/<slug:code>/<year:year>/<slug:kind>/print/", printing.year_print, name="year_print"
    ),
    path("programmes/<slug:code>/<year:year>/<slug:kind>.docx", printing.year_word, name="year_word"),
    path("print/<int:pk>/", print_detail, PRINTS, name="print_detail"),
    path("print/<int:pk>/download/", print_download, PRINTS, name="print_download"),
    path("campaigns/add/", campaigns.campaign_add, name="campaign_add"),
    path("campaigns/<int:pk>/", campaigns.campaign_detail, name="campaign_detail"),
    path("campaigns/<int:pk>/edit/", campaigns.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/conclude/", campaigns.campaign_conclude, name="campaign_conclude"),
    path("campaigns/<int:pk>/reopen/", campaigns.campaign_reopen, name="campaign_reopen"),
    path("campaigns/<int:pk>/postpone/", campaigns.campaign_postpone, name="campaign_postpone"),
    path("campaigns/<int:pk>/drop/", campaigns.campaign_drop, name="campaign_drop"),
    path("campaigns/<int:pk>/resume/", campaigns.campaign_resume, name="campaign_resume"),
    path("campaigns/<int:pk>/discard/", campaigns.campaign_discard, name="campaign_discard"),
    path("campaigns/<int:pk>/papers/", campaigns.papers_edit, name="papers_edit"),
    path("campaigns/<int:pk>/subjects/add/", subjects.subject_add, name="subject_add"),
    path("subjects/<int:pk>/edit/", subjects.subject_edit, name="subject_edit"),
    path("subjects/<int:pk>/remove/", subjects.subject_remove, name="subject_remove"),
    path("campaigns/<int:pk>/remedies/add/", remedies.remedy_add, name="remedy_add"),
    path("remedies/", remedies.remedy_list, name="remedy_list"),
    path("remedies/<int:pk>/edit/", remedies.remedy_edit, name="remedy_edit"),
    path("remedies/<int:pk>/complete/", remedies.remedy_complete, name="remedy_complete"),
    path("remedies/<int:pk>/reopen/", remedies.remedy_reopen, name="remedy_reopen"),
    path("remedies/<int:pk>/discard/", remedies.remedy_discard, name="remedy_discard"),
    path("letters/", letters.letter_list, name="letter_list"),
    path("letters/add/", letters.letter_add, name="letter_add"),
    path("letters/<int:pk>/edit/", letters.letter_edit, name="letter_edit"),
    path("letters/<int:pk>/discard/", letters.letter_discard, name="letter_discard"),
]
