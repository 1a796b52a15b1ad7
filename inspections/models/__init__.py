"""Programmes, campaigns with subjects, papers and demands; letters received."""

from inspections.models.campaign import Campaign, Paper
from inspections.models.kinds import (
    CampaignKind,
    CampaignState,
    Handling,
    LetterKind,
    Outcome,
    Performer,
    outcomes_of,
)
from inspections.models.letter import ReceivedLetter
from inspections.models.printing import InspectionPrint, InspectionPrintKind
from inspections.models.programme import Programme
from inspections.models.remedy import Remedy
from inspections.models.subject import Subject
