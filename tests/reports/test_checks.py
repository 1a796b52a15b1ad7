"""What stands against issuing a report: each finding has its cause, and none is without one."""

from decimal import Decimal

import pytest

from evaluations.models import Round
from members.models import OfficeKind
from reports.documents import checks, drafting
from reports.models import Report, Target
from tests.conftest import day, make_member
from tests.reports.conftest import issue, start
from tests.reports.test_figure_meetings import hold


def found(report) -> list[str]:
    report = Report.objects.get(pk=report.pk)
    facts = drafting.facts_of(report)
    return [finding.text for finding in checks.findings(report, facts, drafting.draft(report, facts))]


@pytest.fixture
def whole(draft):
    """A draft whose obligatory sections are written, and which was checked."""
    for section in draft.template.sections.filter(is_required=True):
        draft.write(section.key, "Đã viết.", revision=0, by=None)
    check(draft)
    return draft


def check(report) -> None:
    values = drafting.facts_of(report).values
    report.check_off({code: drafting.as_text(value) for code, value in values.items()}, by=None)


def missing(report) -> int:
    return drafting.facts_of(report)["meetings.regular_missing"]


def test_only_the_missing_meetings_stand_against_a_whole_report(whole):
    assert found(whole) == [f"Còn {missing(whole)} kỳ sinh hoạt thường kỳ chưa ghi vào phần mềm."]


def test_an_obligatory_section_without_anything(whole):
    whole.write("limits", "", revision=1, by=None)
    check(whole)
    assert found(whole)[0] == "Mục “Hạn chế, khuyết điểm” bắt buộc mà chưa có nội dung."


def test_a_remark_that_waits(whole):
    whole.note(key="limits", text="Viết rõ hơn", by=None)
    assert found(whole)[0] == "Còn 1 góp ý chưa xử lý xong."


def test_a_report_that_nobody_checked(draft):
    assert "Báo cáo chưa được soát." in found(draft)


def test_a_figure_that_changed_since_the_check(whole, cell):
    make_member(unit=cell)
    assert "Số liệu thay đổi từ khi soát: Đảng viên cuối kỳ 0 → 1." in found(whole)


def test_minutes_that_are_not_adopted(whole, cell):
    hold(cell, "2025-03-03", "regular")
    assert "Còn 1 biên bản chưa thông qua." in found(whole)


def test_an_open_round_and_whom_nobody_graded(whole, committee, cell):
    make_member(unit=cell, on=day("2020-01-01"))
    Round.objects.open_for(committee, year=2025, by=None)
    said = found(whole)
    assert f"Đợt xếp loại năm 2025 của {committee} chưa chốt." in said
    assert "Còn 1 đảng viên chưa xếp loại và chưa ghi lý do." in said


def test_a_target_without_a_number_done(whole, committee):
    year = {"starts_on": day("2025-01-01"), "ends_on": day("2025-12-31")}
    Target.objects.create(unit=committee, name="Mô hình", measure="mô hình", plan=Decimal(2), **year)
    assert found(whole)[-1] == "Chỉ tiêu “Mô hình” chưa có số thực hiện."


def test_a_wording_whose_figure_is_no_more(whole):
    words = {"situation.roll": {"text": "Có {members.gone}.", "is_shown": True}}
    whole.write("situation", "Đã viết.", revision=1, by=None, wordings=words)
    check(whole)
    assert found(whole)[0] == "Câu đã sửa nhắc tới số liệu không còn: members.gone."
    assert "Có —." in str(drafting.draft(whole)["headings"])


def test_the_signer_and_the_day(issued, committee, leader):
    second = start(committee, by=None, ends_on=day("2025-06-30"))
    said = checks.about_signing(second, "Trần Văn Bí", OfficeKind.SECRETARY, day("2025-06-29"))
    assert said == [
        "Người ký Trần Văn Bí không giữ chức vụ này vào ngày ban hành: "
        "phần mềm không ghi bí thư ngày đó.",
        "Ngày ban hành trước ngày cuối kỳ (30/06/2025).",
        "Ngày ban hành trước ngày của số liền trước (01-BC/ĐU, 12/01/2026).",
    ]
    issue(second, by=leader)
    assert (
        checks.about_signing(second, "Trần Văn Bí", OfficeKind.SECRETARY, day("2026-01-12"))[1:] == []
    )
