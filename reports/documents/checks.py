"""What stands against issuing a report: each with the page where its cause is seen. Going on takes a
reason; nothing here is forbidden.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from cells.models import Unit
from evaluations.models import Round
from meetings.models import Meeting
from members.models import Office
from papers.models import Paper
from reports.documents.drafting import as_text
from reports.documents.sentences.members import ARRIVALS, DEPARTURES
from reports.figures import FIGURES
from reports.models import Report
from reports.models.report import SYMBOL
from reports.reading.placeholders import Facts, unknown_in
from reports.reading.targets import standing

MANY = 5  # of changed figures are named


@dataclass(frozen=True)
class Finding:
    text: str
    address: str = ""


def findings(report: Report, facts: Facts, document: dict) -> list[Finding]:
    """Of the report as it stands, in the order in which an office would look."""
    return [
        *_written(report, document),
        *_sums(facts),
        *_since_checked(report, facts),
        *_meetings(facts),
        *_rounds(facts),
        *_targets(facts),
    ]


def _written(report: Report, document: dict) -> Iterator[Finding]:
    required = {section.key for section in report.template.sections.all() if section.is_required}
    for heading in document["headings"]:
        if heading["key"] in required and not (heading["typed"] or heading["counted"]):
            text = f"Mục “{heading['title']}” bắt buộc mà chưa có nội dung."
            yield Finding(text, reverse("reports:report_section", args=[report.pk, heading["key"]]))
    page = reverse("reports:report_detail", args=[report.pk])
    if waiting := report.notes.open().count():
        yield Finding(f"Còn {waiting} góp ý chưa xử lý xong.", page)
    texts = [words["text"] for one in report.written for words in one.wordings.values()]
    lost = [code for text in texts for code in unknown_in(text)]
    if lost:
        yield Finding(f"Câu đã sửa nhắc tới số liệu không còn: {', '.join(lost)}.", page)


def _sums(facts: Facts) -> Iterator[Finding]:
    """They hold by how figures are defined; should one not hold, nobody signs it unseen."""
    came, went = (sum(facts[code] for code in codes) for codes in (ARRIVALS, DEPARTURES))
    if facts["members.opening"] + came - went != facts["members.closing"]:
        yield Finding(
            "Đầu kỳ cộng tăng trừ giảm không bằng cuối kỳ.", _figure("members.closing", facts)
        )
    if facts["members.official"] + facts["members.probationary"] != facts["members.closing"]:
        text = "Chính thức cộng dự bị không bằng tổng số đảng viên."
        yield Finding(text, _figure("members.official", facts))


def _since_checked(report: Report, facts: Facts) -> Iterator[Finding]:
    if report.checked_figures is None:
        yield Finding("Báo cáo chưa được soát.", reverse("reports:report_detail", args=[report.pk]))
        return
    for code in changed_since(report.checked_figures, facts)[:MANY]:
        before, now = report.checked_figures[code], as_text(facts[code])
        text = f"Số liệu thay đổi từ khi soát: {FIGURES[code].label} {before} → {now}."
        yield Finding(text, _figure(code, facts))


def changed_since(figures: dict[str, str], facts: Facts) -> list[str]:
    """Codes of the figures that are other ones now."""
    known = [code for code in figures if code in FIGURES]
    return [code for code in known if figures[code] != as_text(facts[code])]


def _meetings(facts: Facts) -> Iterator[Finding]:
    if missing := facts["meetings.regular_missing"]:
        text = f"Còn {missing} kỳ sinh hoạt thường kỳ chưa ghi vào phần mềm."
        yield Finding(text, _figure("meetings.regular_missing", facts))
    drafts = Meeting.objects.under(facts.scope.unit).drafts().held(*facts.scope.days)
    if waiting := drafts.count():
        year = facts.scope.end.year
        address = f"{reverse('meetings:meeting_list')}?year={year}&state=draft"
        yield Finding(f"Còn {waiting} biên bản chưa thông qua.", address)


def _rounds(facts: Facts) -> Iterator[Finding]:
    """Open rounds, people whom nobody graded and nobody excluded, a cap exceeded without a word."""
    rounds = Round.objects.ending_within(*facts.scope.days).under(facts.scope.unit)
    for one in rounds.select_related("rules", "unit"):
        address = reverse("evaluations:round_detail", args=[one.pk])
        if not one.is_closed:
            yield Finding(f"Đợt xếp loại năm {one.year} của {one.unit} chưa chốt.", address)
        if any(share.is_exceeded for share in one.member_shares()) and not one.cap_reason:
            text = f"Tỷ lệ xuất sắc của đợt {one.year}, {one.unit} vượt mức mà chưa ghi lý do."
            yield Finding(text, address)
    rows = FIGURES["grading.members.not_graded"].rows(facts.scope)
    if left := sum(not (row.exclusion or row.is_late) for row in rows):
        text = f"Còn {left} đảng viên chưa xếp loại và chưa ghi lý do."
        yield Finding(text, _figure("grading.members.not_graded", facts))


def _targets(facts: Facts) -> Iterator[Finding]:
    for stands in standing(facts.scope, facts.values):
        if stands.done is None:
            address = reverse("reports:target_detail", args=[stands.target.pk])
            yield Finding(f"Chỉ tiêu “{stands.target.name}” chưa có số thực hiện.", address)


def about_signing(report: Report, signer: str, kind: str, day: datetime.date) -> list[str]:
    """Of the person and the day, as sentences for the form."""
    said = []
    holders = [one.member.full_name for one in _holders(report.unit, kind, day)]
    if signer not in holders:
        post = kind.label.lower()
        who = (
            f"{post} ngày đó là {', '.join(holders)}"
            if holders
            else f"phần mềm không ghi {post} ngày đó"
        )
        said.append(f"Người ký {signer} không giữ chức vụ này vào ngày ban hành: {who}.")
    if day < report.ends_on:
        said.append(f"Ngày ban hành trước ngày cuối kỳ ({report.ends_on:%d/%m/%Y}).")
    last = Paper.objects.last_numbered(report.unit, SYMBOL, day)
    if last and day < last.issued_on:
        when = f"{last.issued_on:%d/%m/%Y}"
        said.append(f"Ngày ban hành trước ngày của số liền trước ({last.full_number}, {when}).")
    return said


def _holders(unit: Unit, kind: str, day: datetime.date):
    return Office.objects.on(day).filter(unit=unit, kind=kind).select_related("member")


def _figure(code: str, facts: Facts) -> str:
    return reverse("reports:figure_detail", args=[code]) + facts.scope.query
