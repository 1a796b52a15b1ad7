"""Đảng bộ Trung tâm Kiểm soát bệnh tật tỉnh Bắc Giang, year 2020, as it reported itself in public.

The counts are the source's own; people, days within the year, topics and wording are made up.
"""

from demo.years.cdc_bac_giang_2020.committee import load_committee
from demo.years.cdc_bac_giang_2020.follow_up import load_follow_up
from demo.years.cdc_bac_giang_2020.grading import load_grading
from demo.years.cdc_bac_giang_2020.inspections import load_inspections
from demo.years.cdc_bac_giang_2020.meetings import load_meetings
from demo.years.cdc_bac_giang_2020.papers import load_papers
from demo.years.cdc_bac_giang_2020.planning import (
    load_directive,
    load_next_month,
    load_programme,
    load_topics,
)
from demo.years.cdc_bac_giang_2020.report import load_report
from demo.years.cdc_bac_giang_2020.roll import CODE, load_roll
from demo.years.cdc_bac_giang_2020.scoring import load_scores
from demo.years.cdc_bac_giang_2020.targets import load_targets

__all__ = ["CODE", "load"]


def load() -> None:
    case = load_roll()
    for part in (
        load_programme,
        load_directive,
        load_committee,
        load_meetings,
        load_topics,
        load_follow_up,
        load_scores,
        load_papers,
        load_grading,
        load_targets,
        load_inspections,
        load_report,
        load_next_month,
    ):
        part(case)
