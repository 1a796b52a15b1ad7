"""The columns of the lists of persons, each once: on the page, in print, in the workbook."""

import datetime

from django.urls import reverse

from common.tables import Table


def member_table(day: datetime.date) -> Table:
    """The roll as on a day: who was not official by then is on probation."""

    def official_on(spell):
        return spell.member.official if spell.member.is_official_on(day) else "Dự bị"

    return Table(
        [
            ("Họ và tên", lambda spell: spell.member),
            ("Giới tính", lambda spell: spell.member.get_sex_display()),
            ("Ngày sinh", lambda spell: spell.member.born),
            ("Dân tộc", lambda spell: spell.member.ethnicity),
            ("Chi bộ", lambda spell: spell.unit_name),
            ("Số thẻ", lambda spell: spell.member.masked_card_number),
            ("Ngày kết nạp", lambda spell: spell.member.admitted),
            ("Ngày chính thức", official_on),
            ("Trình độ", lambda spell: spell.member.get_schooling_display()),
            ("Lý luận", lambda spell: spell.member.get_theory_display()),
        ],
        link=lambda spell: reverse("members:member_detail", args=[spell.member_id]),
    )


OFFICES = Table(
    [
        ("Họ và tên", lambda office: office.member),
        ("Chức vụ", lambda office: office.title),
        ("Tổ chức", lambda office: office.unit_name),
        ("Nhiệm kỳ", lambda office: office.term),
        ("Từ ngày", lambda office: office.starts_on),
        ("Quyết định", lambda office: office.decision),
    ],
    link=lambda office: reverse("members:member_detail", args=[office.member_id]),
)
