"""The year 2020 of a real committee: what the rules say against 19 of 92 at the highest level.

Asked in test_cases.py, where the case is loaded.
"""

from django.urls import reverse

from cells.rights import Role
from demo.years.cdc_bac_giang_2020.grading import CAP_REASON
from evaluations.models import Round
from evaluations.reading.warnings import lines_of, standing_against
from evaluations.rules.cap import Base
from evaluations.rules.grounds import About
from tests.conftest import make_user

ASKED = "nếu đã ở đó từ 6 tháng thì lấy nhận xét của nơi cũ"


def the_rules_say_what_stands_against_it(client):
    grading = Round.objects.get(year=2020)
    the_cap_is_exceeded_on_the_base_of_the_rule(grading)
    the_warning_is_shown_and_its_reason_recorded(client, grading)
    every_cell_at_the_highest_level_has_the_members_for_it(grading)
    points_are_told(grading)


def the_cap_is_exceeded_on_the_base_of_the_rule(grading):
    members = [
        (share.base, share.xs, share.counted, share.allowed, share.percent, share.is_exceeded)
        for share in grading.member_shares()
    ]
    assert members == [
        (Base.T, 19, 73, 15, "26,03%", True),
        (Base.T_OR_BETTER, 19, 92, 18, "20,65%", False),
        (Base.GRADED, 19, 92, 18, "20,65%", False),
    ]
    cells = [(share.xs, share.counted, share.allowed) for share in grading.cell_shares()]
    assert cells == [(2, 4, 1), (2, 6, 1), (2, 6, 1)]
    assert [share.is_exceeded for share in grading.cell_shares()] == [False] * 3


def the_warning_is_shown_and_its_reason_recorded(client, grading):
    assert (grading.cap_reason, grading.cap_accepted_for) == (CAP_REASON, [[19, 73]])
    assert [share["is_binding"] for share in grading.summary["member_shares"]] == [True, False, False]
    client.force_login(make_user("vanphong", Role.OFFICE, grading.unit))
    page = client.get(reverse("evaluations:round_detail", args=[grading.pk])).content.decode()
    assert "Số hoàn thành xuất sắc vượt 20% số hoàn thành tốt" in page
    assert f"Lý do đã ghi: {CAP_REASON}" in page


def every_cell_at_the_highest_level_has_the_members_for_it(grading):
    assert [line for line in lines_of(grading) if line.concern.about == About.MEMBERS] == []


def points_are_told(grading):
    moved = [line for line in lines_of(grading) if line.concern.about == About.MOVED]
    assert [(line.cell_name, str(line.concern)) for line in moved] == [
        (cell, f"Chuyển đến ngày {on} từ Đảng bộ Bệnh viện đa khoa tỉnh, {ASKED}")
        for cell, on in [
            ("Chi bộ 1", "10/02/2020"),
            ("Chi bộ 4", "01/07/2020"),
            ("Chi bộ 6", "05/10/2020"),
        ]
    ]
    assert {line.concern.about for line in standing_against(grading)} == {About.ATTENDANCE, About.LATE}
