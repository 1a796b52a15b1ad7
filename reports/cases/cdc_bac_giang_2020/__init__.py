"""Đảng bộ Trung tâm Kiểm soát bệnh tật tỉnh Bắc Giang, year 2020, as it reported itself in public.

The counts are the source's own; people, days within the year, topics and wording are made up.
"""

from reports.cases.cdc_bac_giang_2020.committee import load_committee
from reports.cases.cdc_bac_giang_2020.grading import load_grading
from reports.cases.cdc_bac_giang_2020.meetings import load_meetings
from reports.cases.cdc_bac_giang_2020.report import load_report
from reports.cases.cdc_bac_giang_2020.roll import CODE, load_roll

__all__ = ["CODE", "load"]


def load() -> None:
    case = load_roll()
    load_committee(case)
    load_meetings(case)
    load_grading(case)
    load_report(case)
