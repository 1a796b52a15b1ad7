"""Every form that edits a row, with two editors: nothing of either is lost, a conflict is shown."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from cells.rights import Role
from tests.routes import ROUTES
from tests.world import cookies_of, make_world, user_as

FORMS = [name for name, route in ROUTES.items() if {"get", "post"} <= set(route.methods)]
# Their pages have more than one form, or another way to tell two editors apart; tested beside them.
OTHERWISE = {"meetings:meeting_edit"}
# Of each form what one editor changes, then what the other does.
EDITING = {
    "cases:candidate_edit": {"full_name": "Lê Thị Hoa", "work_place": "Phòng mới"},
    "cells:account_edit": {"full_name": "Lê Thị Hoa"},
    "evaluations:award_rule_correct": {"source": "Hướng dẫn mới", "giver": "province"},
    "evaluations:member_review": {"conduct": "Gương mẫu", "limits": "Chưa đọc báo"},
    "evaluations:unit_review": {"principles": "Đúng quy chế", "limits": "Họp muộn"},
    "evaluations:rule_set_correct": {"title": "Hướng dẫn cũ", "source": "Chưa đọc được"},
    "evaluations:criteria_correct": {"source": "6-HD/ĐU", "conduct_text_0": "Gương mẫu"},
    "evaluations:collective_postpone": {"note": "Đi công tác", "late_until": "05/12/2026"},
    "evaluations:round_set_cap": {"cap_percent": "15", "cap_rounding": "up"},
    "evaluations:round_set_days": {"self_due_on": "05/12/2020", "cell_due_on": "12/12/2020"},
    "evaluations:suggestion_answer": {"answer_0": "Đã làm xong"},
    "inspections:campaign_conclude": {"number": "3-TB/CB", "conclusion": "Khá"},
    "inspections:campaign_edit": {"title": "Nền nếp sinh hoạt", "begun_on": "06/03/2020"},
    "inspections:letter_edit": {"number": "02", "note": "Đã chuyển"},
    "inspections:papers_edit": {"number_KT1": "02-KH/CB", "on_KT12": "05/04/2020"},
    "inspections:programme_edit": {"number": "02-KH/CB", "note": "Điều chỉnh"},
    "inspections:remedy_edit": {"text": "Sửa biên bản", "due_on": "31/07/2020"},
    "inspections:subject_edit": {"note": "Đã rút kinh nghiệm", "outcome": "no_fault"},
    "meetings:plan_edit": {"place": "Hội trường", "plan_note": "Họp sớm"},
    "meetings:programme_edit": {"text": "Sơ kết quý"},
    "meetings:topic_edit": {"title": "Học tập gương sáng", "note": "Quý một"},
    "meetings:topic_plan_edit": {"title": "Học tập gương sáng"},
    "meetings:study_edit": {"subject": "Nghị quyết 19", "note": "Trực tuyến"},
    "members:commitment_record": {"text": "Đọc báo hằng ngày"},
    "members:commitment_review": {"result_note": "Đã làm"},
    "members:correction_reply": {"text": "Đã sửa ngày sinh"},
    "members:discipline_level": {"level": "committee"},
    "members:history_edit": {"occupation": "Bác sĩ", "degree": "Thạc sĩ"},
    "members:member_edit": {"home_place": "Lạng Giang", "work_place": "Phòng mới"},
    "members:office_correct": {"how": "appointed"},
    "members:supplement_record": {"occupation": "Bác sĩ", "degree": "Thạc sĩ"},
    "organisation:unit_describe": {"place": "Tân Yên", "short_name": "CB một"},
    "organisation:restructuring_step_edit": {"name": "Chi bộ Bốn", "location": "Tân Yên"},
    "organisation:restructuring_edit": {"note": "Theo đề án", "decision_number": "7-QĐ"},
    "organisation:staff_correct": {"source": "Báo cáo quý một"},
    "reports:report_section": {"text": "Nền nếp, đoàn kết"},
    "reports:report_frame": {"subject": "Công tác xây dựng Đảng", "cut_off": "30/11/2020"},
    "reports:request_edit": {"due_on": "05/12/2020", "note": "Gửi cả bản ký"},
    "reports:template_change": {"name": "Mẫu mới", "subject": "Công tác {kỳ này}"},
    "reports:section_change": {"title": "Mục mới", "hint": "Viết ngắn"},
    "reports:target_edit": {"name": "Mô hình mới", "source": "12-NQ/ĐU"},
    "reports:target_hand_down": {"nha-chi-bo": "3", "nha-chi-bo-2": "1"},
    "scoring:score_sheet_edit": {"name": "Biểu mới", "issuer": "Đảng ủy"},
}
# Opened by both before there is anything to edit: what the first one writes there.
WRITTEN_FIRST = {
    "evaluations:member_postpone": ("note", "Đi công tác"),
    "evaluations:unit_postpone": ("note", "Đi công tác"),
    "meetings:review_edit": ("reviewed_on", "05/12/2020"),
    "members:comment_record": ("text", "Gương mẫu"),
    "members:commitment_record": ("text", "Đọc sách"),
    "members:history_edit": ("occupation", "Bác sĩ"),
    "members:supplement_record": ("occupation", "Bác sĩ"),
}
NEW_YEAR = {"members:commitment_record", "members:supplement_record"}
FILLED = {
    "evaluations:member_postpone": {"late_cause": "absent"},
    "evaluations:unit_postpone": {"late_cause": "absent"},
    "meetings:review_edit": {"conclusion": "Tốt", "reviewed_on": "04/12/2020"},
    "members:comment_record": {"received_on": "05/12/2020", "level": "good"},
    "members:commitment_record": {"registered_on": "05/12/2019"},
    "members:supplement_record": {"handed_in_on": "05/12/2019"},
}
SAME_KIND = {"appointed": "acting", "committee": "inspectors", "3": "4", "05/12/2020": "06/12/2020"}
NEEDED = {
    "members:commitment_review": {"reviewed_on": "05/12/2020", "result": "done"},
    "evaluations:round_set_cap": {"reason": "Thông báo số 5"},
}

pytestmark = [pytest.mark.once, pytest.mark.django_db]


@pytest.fixture(scope="module")
def world(lasting_db):
    return make_world("nha")


@pytest.fixture(scope="module")
def browsers(world) -> dict:
    made = {role: Client() for role in Role}
    for role, browser in made.items():
        browser.cookies.load(cookies_of(user_as(role, world)))
    return made


@pytest.fixture(autouse=True)
def taken_back(world):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def browser_for(browsers, name) -> Client:
    allowed, first = ROUTES[name].may, (Role.OFFICE, Role.ADMIN, Role.SECRETARY)
    return browsers[next(role for role in (*first, *Role) if role in allowed)]


def edited(client, url):
    """The form of the page if it edits a row that is there."""
    form = (client.get(url).context or {}).get("form")
    row = getattr(form, "instance", None)
    is_there = row.pk if row else any(getattr(form, "initial", {}).values())
    return form if getattr(form, "edits", False) and is_there else None


def sent(form) -> dict[str, str]:
    """What a browser sends if nothing is changed: each field with what was read."""
    fields = {}
    for field in form:
        widget = field.field.widget
        shown = widget.format_value(field.value())
        if getattr(widget, "allow_multiple_selected", False):
            text = shown
        else:
            text = ("".join(shown) if isinstance(shown, list) else shown) or ""
        fields |= {field.html_name: text, field.html_initial_name: text}
    return fields


@pytest.mark.parametrize("name", EDITING)
def test_two_editors(browsers, world, name):
    client, url = browser_for(browsers, name), reverse(name, args=ROUTES[name].args(world))
    (theirs, text), *more = EDITING[name].items()
    read = sent(edited(client, url)) | NEEDED.get(name, {})
    logged = AuditEvent.objects.count()
    assert client.post(url, read | {theirs: text}).status_code == 302
    assert AuditEvent.objects.count() > logged
    conflict = client.post(url, read | {theirs: SAME_KIND.get(text, "Tôi")})
    assert (conflict.status_code, list(conflict.context["form"].errors)) == (422, [theirs])
    for mine, own in more:
        assert client.post(url, read | {mine: own}).status_code == 302
    after = sent(edited(client, url))
    assert {field: after[field] for field in EDITING[name]} == EDITING[name]


@pytest.mark.parametrize("name", WRITTEN_FIRST)
def test_two_who_write_the_first_row(browsers, world, name):
    client, args = browser_for(browsers, name), ROUTES[name].args(world)
    url = reverse(name, args=[args[0], 2019] if name in NEW_YEAR else args)
    field, text = WRITTEN_FIRST[name]
    blank = sent(client.get(url).context["form"])
    assert client.post(url, blank | FILLED.get(name, {}) | {field: text}).status_code == 302
    conflict = client.post(url, blank | FILLED.get(name, {}) | {field: SAME_KIND.get(text, "Tôi")})
    assert conflict.status_code == 422
    assert text in str(conflict.context["form"].errors[field])


def test_the_walk_knows_every_form_that_edits(browsers, world):
    found = [
        name
        for name in FORMS
        if edited(browser_for(browsers, name), reverse(name, args=ROUTES[name].args(world)))
    ]
    assert set(found) == set(EDITING)
