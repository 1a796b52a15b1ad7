"""Reports: drafts, versions, numbers, what is frozen, what replaces what."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from accounts.models import AuditEvent
from cells.models import Term
from common.files import DamagedFileError
from reports.models import Report
from tests.conftest import day
from tests.reports.conftest import YEAR, finish, issue, start


def messages_of(refused):
    return (
        refused.value.message_dict if hasattr(refused.value, "error_dict") else refused.value.messages
    )


def test_a_period_has_one_draft(draft, committee, office):
    assert start(committee, by=office) == draft
    assert Report.objects.count() == 1


def test_another_period_is_another_draft(draft, committee, office):
    assert start(committee, by=office, ends_on=day("2025-06-30")) != draft


def test_an_issued_period_is_not_begun_again(issued, committee, office):
    with pytest.raises(ValidationError) as refused:
        start(committee, by=office)
    assert messages_of(refused) == [
        "Báo cáo của kỳ này đã ban hành (01-BC/ĐU). Nếu cần sửa, mở báo cáo đó và lập bản thay thế."
    ]


def test_the_database_refuses_a_second_draft(draft, committee):
    with pytest.raises(IntegrityError):
        Report.objects.create(unit=committee, kind="year-end", template=draft.template, **YEAR)


def test_the_database_refuses_a_period_backwards(committee):
    with pytest.raises(IntegrityError):
        Report.objects.create(
            unit=committee, kind="year-end", starts_on="2025-12-31", ends_on="2025-12-30"
        )


def test_a_period_may_be_one_day(committee):
    assert start(committee, by=None, starts_on=day("2025-12-31")).starts_on == day("2025-12-31")


def test_the_database_refuses_a_replacement_without_a_reason(issued, committee):
    with pytest.raises(IntegrityError):
        Report.objects.create(unit=committee, kind="year-end", replaces=issued, **YEAR)


def test_the_database_refuses_a_number_without_a_snapshot(draft):
    with pytest.raises(IntegrityError):
        Report.objects.filter(pk=draft.pk).update(number=1)


def test_writing_saves_and_counts_the_version(draft, office):
    draft.write("strengths", "Tốt", revision=0, by=office)
    draft.refresh_from_db()
    assert (draft.texts(), draft.revision) == ({"strengths": "Tốt"}, 2)
    assert AuditEvent.objects.filter(by=office, action="report.write").count() == 1


def test_writing_over_an_unseen_version_is_refused(draft, office):
    draft.write("strengths", "Một", revision=0, by=office)
    with pytest.raises(ValidationError) as refused:
        draft.write("strengths", "Hai", revision=0, by=office)
    assert refused.value.code == "conflict"
    assert draft.texts() == {"strengths": "Một"}


def test_two_people_write_two_sections(draft, office):
    mine, theirs = Report.objects.get(), Report.objects.get()
    mine.write("strengths", "Một", revision=0, by=office)
    theirs.write("limits", "Hai", revision=0, by=None)
    mine.write("strengths", "Ba", revision=1, by=office)
    assert draft.texts() == {"strengths": "Ba", "limits": "Hai"}
    assert Report.objects.get().revision == 4


def test_an_issued_report_is_not_written(issued, office):
    with pytest.raises(ValidationError) as refused:
        issued.write("strengths", "Muộn", revision=0, by=office)
    assert messages_of(refused) == ["Báo cáo đã ban hành nên không sửa được nữa."]
    assert issued.texts() == {}


def test_issuing_takes_a_number_and_freezes(draft, term, leader):
    draft.write("strengths", "Nền nếp", revision=0, by=None)
    issue(draft, by=leader)
    draft.refresh_from_db()
    assert (draft.term, draft.number, draft.full_number) == (term, 1, "01-BC/ĐU")
    assert draft.snapshot["number"] == 1
    assert draft.snapshot["issued_on"] == "2026-01-12"
    assert draft.snapshot["signature"] == {
        "authority": "T/M Đảng ủy",
        "title": "Bí thư",
        "name": "Trần Văn Bí",
    }
    assert [job.is_final for job in draft.prints.all()] == [True]
    assert AuditEvent.objects.filter(by=leader, action="report.issue").count() == 1


def test_numbers_run_on_without_a_gap(issued, committee, leader):
    second = start(committee, by=None, ends_on=day("2025-06-30"))
    issue(second, by=leader)
    assert second.number == 2


def test_a_new_term_begins_at_one(issued, committee, leader):
    Term.objects.create(unit=committee, name="2026-2031", congress_on="2026-01-20")
    second = start(committee, by=None, ends_on=day("2025-06-30"))
    issue(second, by=leader, on=day("2026-01-21"))
    assert second.number == 1


def test_the_day_of_the_congress_belongs_to_the_term_before(issued, committee, leader):
    Term.objects.create(unit=committee, name="2026-2031", congress_on="2026-01-20")
    second = start(committee, by=None, ends_on=day("2025-06-30"))
    issue(second, by=leader, on=day("2026-01-20"))
    assert second.number == 2


def test_no_term_no_number(draft, leader):
    with pytest.raises(ValidationError) as refused:
        issue(draft, by=leader)
    assert list(messages_of(refused)) == ["issued_on"]
    draft.refresh_from_db()
    assert (draft.is_issued, draft.prints.count()) == (False, 0)


def test_a_report_is_not_issued_tomorrow(draft, term, leader):
    with pytest.raises(ValidationError) as refused:
        issue(draft, by=leader, on=day("2999-01-01"))
    assert messages_of(refused) == {"issued_on": ["Chưa đến ngày này."]}


def test_a_report_is_issued_once(issued, leader):
    with pytest.raises(ValidationError):
        issue(issued, by=leader)
    assert Report.objects.get().number == 1


def test_what_was_saved_meanwhile_stops_the_issue(draft, term, leader, office):
    Report.objects.get().write("strengths", "Mới", revision=0, by=office)
    with pytest.raises(ValidationError) as refused:
        issue(draft, by=leader)
    assert refused.value.code == "conflict"


def test_a_correction_copies_the_texts_and_keeps_the_old(issued, leader):
    issued.sections.create(key="strengths", text="Nền nếp")
    new = issued.correct(reason="Sai địa danh", by=leader)
    assert (new.replaces, new.reason, new.texts()) == (issued, "Sai địa danh", {"strengths": "Nền nếp"})
    assert Report.objects.in_force().get() == issued


def test_the_correction_is_in_force_once_issued(issued, leader):
    new = issued.correct(reason="Sai địa danh", by=leader)
    issue(new, by=leader)
    assert Report.objects.in_force().get() == new
    assert new.snapshot["replaces"] == (
        "Thay thế Báo cáo số 01-BC/ĐU ngày 12/01/2026. Lý do: Sai địa danh"
    )


def test_a_correction_is_not_dated_before_what_it_replaces(issued, leader):
    new = issued.correct(reason="Sai địa danh", by=leader)
    with pytest.raises(ValidationError) as refused:
        issue(new, by=leader, on=day("2026-01-11"))
    assert list(messages_of(refused)) == ["issued_on"]


def test_a_report_is_replaced_once(issued, leader):
    issued.correct(reason="Sai địa danh", by=leader)
    with pytest.raises(ValidationError):
        issued.correct(reason="Lần nữa", by=leader)


def test_a_draft_needs_no_correction(draft, leader):
    with pytest.raises(ValidationError):
        draft.correct(reason="Sai", by=leader)


def test_a_draft_can_be_taken_back(draft, office):
    draft.discard(by=office)
    assert Report.objects.count() == 0
    assert AuditEvent.objects.filter(by=office, action="report.discard").count() == 1


def test_what_somebody_else_discarded_meanwhile_is_refused(draft, office):
    Report.objects.get(pk=draft.pk).discard(by=office)
    with pytest.raises(ValidationError, match="vừa bỏ bản dự thảo"):
        draft.write("political", "Muộn", revision=0, by=office)
    with pytest.raises(ValidationError, match="vừa bỏ bản dự thảo"):
        draft.discard(by=office)


def test_an_issued_report_cannot_be_taken_back(issued, office):
    with pytest.raises(ValidationError):
        issued.discard(by=office)
    assert Report.objects.count() == 1


def test_pressing_twice_asks_for_one_file(draft, office):
    assert draft.request_pdf(by=office) == draft.request_pdf(by=office)


def test_after_a_file_a_new_one_may_be_asked_for(draft, office):
    finish(draft, by=office)
    assert draft.request_pdf(by=office).state == "queued"


def test_an_issued_file_is_made_once(issued, office):
    finish(issued, by=office)
    with pytest.raises(ValidationError):
        issued.request_pdf(by=office)


def test_there_is_no_file_before_one_is_made(draft, issued):
    assert issued.read_pdf() is None


def test_the_file_of_a_draft_is_the_last_one_made(draft, office):
    finish(draft, by=office, content=b"first")
    finish(draft, by=office, content=b"second")
    assert draft.read_pdf() == b"second"


def test_an_issued_report_does_not_show_its_drafts_file(draft, term, leader):
    finish(draft, by=leader)
    issue(draft, by=leader)
    assert draft.read_pdf() is None


def test_a_changed_file_is_refused(issued, office):
    finish(issued, by=office)
    Path(issued.file.path).write_bytes(b"more")
    with pytest.raises(DamagedFileError):
        issued.read_pdf()


def test_a_missing_file_is_refused(issued, office):
    finish(issued, by=office)
    issued.file.storage.delete(issued.file.name)
    with pytest.raises(DamagedFileError):
        issued.read_pdf()


@pytest.mark.parametrize(("who", "count"), [("office", 1), ("leader", 1), ("outsider", 0)])
def test_who_sees_a_draft(draft, request, who, count):
    assert Report.objects.visible_to(request.getfixturevalue(who)).count() == count


@pytest.mark.parametrize("who", ["upper_staff", "secretary", "admin"])
def test_who_does_not_see_a_draft_of_the_own_committee(draft, request, who):
    assert Report.objects.visible_to(request.getfixturevalue(who)).count() == 0


@pytest.mark.parametrize(("who", "count"), [("upper_staff", 1), ("secretary", 0), ("outsider", 0)])
def test_who_sees_an_issued_report(issued, request, who, count):
    assert Report.objects.visible_to(request.getfixturevalue(who)).count() == count
