"""What the figures say in a report: plain sentences, one function for each section that has figures.

A sentence says only what was counted. A share is printed with both of its numbers.
"""

from collections import Counter

from evaluations.models import Round, UnitAssessment
from reports.figures import FIGURES, Ratio, Scope, Value

Values = dict[str, Value]

ARRIVALS = {
    "moves.admitted": "kết nạp",
    "moves.transferred_in": "chuyển đến",
    "moves.received_with_unit": "đến theo tổ chức",
    "moves.reinstated": "khôi phục, kết nạp lại",
}
DEPARTURES = {
    "moves.transferred_out": "chuyển đi",
    "moves.left_with_unit": "đi theo tổ chức",
    "moves.died": "từ trần",
    "moves.expelled": "khai trừ",
    "moves.deleted": "xóa tên",
    "moves.resigned": "xin ra khỏi Đảng",
    "moves.annulled": "hủy quyết định kết nạp",
}
ROLL = {
    "members.official": "chính thức",
    "members.probationary": "dự bị",
    "members.female": "nữ",
    "members.minority": "dân tộc thiểu số",
    "members.exempt": "được miễn công tác và sinh hoạt đảng",
}
UNITS = {
    "org.established": "thành lập",
    "org.dissolved": "giải thể",
    "org.merged": "sáp nhập",
    "org.split": "chia tách",
    "org.renamed": "đổi tên",
    "org.kind_changed": "chuyển loại hình",
    "org.received": "tiếp nhận từ nơi khác",
    "org.handed_over": "chuyển giao đi",
}
COURSES = {
    "training.awareness": "lớp nhận thức về Đảng",
    "training.new_member": "lớp đảng viên mới",
    "training.theory_elementary.sent": "sơ cấp lý luận chính trị",
    "training.theory_intermediate.sent": "trung cấp lý luận chính trị",
    "training.theory_advanced.sent": "cao cấp lý luận chính trị",
}
COMPLETED = {
    "training.theory_elementary.completed": "sơ cấp",
    "training.theory_intermediate.completed": "trung cấp",
    "training.theory_advanced.completed": "cao cấp",
}
LEVELS = {
    "xs": "hoàn thành xuất sắc nhiệm vụ",
    "t": "hoàn thành tốt nhiệm vụ",
    "ht": "hoàn thành nhiệm vụ",
    "kht": "không hoàn thành nhiệm vụ",
}
QUALITY = {
    "meetings.good": "tốt",
    "meetings.fair": "khá",
    "meetings.average": "trung bình",
    "meetings.poor": "kém",
}
AWARDS = {
    "annual": "hoàn thành xuất sắc nhiệm vụ năm",
    "five_years": "hoàn thành xuất sắc nhiệm vụ 5 năm liền",
    "thematic": "chuyên đề",
    "hcm": "học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
}


def situation(scope: Scope, values: Values) -> list[str]:
    said = [
        f"Tính đến ngày {scope.end:%d/%m/%Y} có {values['org.cells']} chi bộ, "
        f"{values['members.closing']} đảng viên{_listed(values, ROLL, before=': ')}."
    ]
    share = values["members.share_of_staff"]
    if share.denominator:
        staff = "cán bộ, công chức, viên chức, người lao động"
        said.append(f"Đảng viên trên tổng số {staff}: {_share(share, 'người')}.")
    if events := _listed(values, UNITS):
        said.append(f"Tổ chức đảng trong kỳ: {events}.")
    return said


def organisation(scope: Scope, values: Values) -> list[str]:
    moves = _listed(values, ARRIVALS | DEPARTURES, after="; ")
    said = [
        f"Tổng số đảng viên đầu kỳ {values['members.opening']}; {moves}"
        f"cuối kỳ {values['members.closing']}."
    ]
    if values["moves.confirmed"]:
        said.append(f"Công nhận đảng viên chính thức: {values['moves.confirmed']}.")
    if values["candidates.followed"]:
        said.append(f"Quần chúng ưu tú đang theo dõi: {values['candidates.followed']}.")
    if courses := _listed(values, COURSES):
        said.append(f"Cử đi học: {courses}.")
    if completed := _listed(values, COMPLETED):
        said.append(f"Hoàn thành chương trình lý luận chính trị: {completed}.")
    return said


def meetings(scope: Scope, values: Values) -> list[str]:
    cells, both = values["meetings.cells"], values["meetings.combined"]
    within = f" (trong đó {both} buổi kết hợp trong kỳ sinh hoạt thường kỳ)" if both else ""
    said = [
        f"Sinh hoạt thường kỳ: đã họp {values['meetings.regular']}/{values['meetings.regular_due']} kỳ "
        "phải họp.",
        f"Sinh hoạt chuyên đề: {values['meetings.thematic']} buổi{within} tại "
        f"{values['meetings.thematic_cells']}/{cells} chi bộ; "
        f"{values['meetings.thematic_every_quarter']}/{cells} chi bộ mỗi quý có ít nhất một chuyên đề.",
    ]
    attendance = values["meetings.attendance"]
    if attendance.denominator:
        said.append(f"Đảng viên dự sinh hoạt: {_share(attendance, 'lượt')}.")
    if values["meetings.minutes_average"]:
        said.append(f"Thời lượng bình quân một buổi: {values['meetings.minutes_average']} phút.")
    if values["meetings.model"]:
        said.append(f"Sinh hoạt mẫu: {values['meetings.model']} buổi.")
    if values["meetings.committee"]:
        said.append(f"Họp cấp ủy, hội nghị đảng bộ: {values['meetings.committee']} cuộc.")
    if values["tasks.assigned"]:
        said.append(
            f"Nhiệm vụ giao tại các cuộc họp: {values['tasks.assigned']}; "
            f"hoàn thành {values['tasks.done']}; quá hạn {values['tasks.overdue']}."
        )
    return [*said, *_quality(values), *_petitions(values)]


def _quality(values: Values) -> list[str]:
    """Of the meetings whose grade is final; how many have none is told with them."""
    if not (graded := sum(values[code] for code in QUALITY)):
        return []
    rest = values["meetings.unrated"]
    levels = "; ".join(f"{label} {values[code]}" for code, label in QUALITY.items())
    return [f"Chất lượng sinh hoạt: chấm điểm {graded}/{graded + rest} buổi; {levels}."]


def _petitions(values: Values) -> list[str]:
    if not (values["petitions.raised"] or values["petitions.answered"]):
        return []
    raised, answered = values["petitions.raised"], values["petitions.answered"]
    return [f"Kiến nghị của chi bộ: nêu {raised}; trả lời {answered}."]


def grading(scope: Scope, values: Values) -> list[str]:
    said = [
        _levels("Đảng viên", "grading.members", "đảng viên", values),
        _not_graded(scope, values),
        _levels("Chi bộ", "grading.cells", "chi bộ", values),
        _bodies(scope, values),
    ]
    rounds = Round.objects.ending_within(*scope.days).under(scope.unit).select_related("rules")
    for one in rounds:
        said += _round(one)
    return [sentence for sentence in said if sentence]


def awards(scope: Scope, values: Values) -> list[str]:
    said = []
    for code, label in AWARDS.items():
        given = _listed(
            values, {f"awards.{code}.members": "đảng viên", f"awards.{code}.cells": "chi bộ"}, last=True
        )
        if given:
            said.append(f"Khen thưởng {label}: {given}.")
    proposed = {
        "awards.proposed.members": "đảng viên",
        "awards.proposed.cells": "chi bộ",
        "awards.proposed.committees": "đảng bộ",
    }
    if listed := _listed(values, proposed, last=True):
        said.append(f"Đề nghị cấp trên khen thưởng: {listed}.")
    return said


SENTENCES = {
    "situation": situation,
    "organisation": organisation,
    "meetings": meetings,
    "grading": grading,
    "awards": awards,
}


def _listed(
    values: Values, labels: dict[str, str], *, before: str = "", after: str = "", last: bool = False
) -> str:
    """The figures that are not 0, each with its word before it, or `last` after it; "" when none."""
    parts = [
        f"{values[code]} {label}" if last else f"{label} {values[code]}"
        for code, label in labels.items()
        if values[code]
    ]
    return f"{before}{'; '.join(parts)}{after}" if parts else ""


def _share(ratio: Ratio, noun: str) -> str:
    """19/92 đảng viên, đạt 20,65%."""
    return f"{_whole(ratio.numerator)}/{_whole(ratio.denominator)} {noun}, đạt {ratio.text}"


def _whole(number: int) -> str:
    """1.207: thousands apart, as offices write them."""
    return f"{number:,}".replace(",", ".")


def _levels(label: str, prefix: str, noun: str, values: Values) -> str:
    """Each level with its share of those graded; a level that nobody got is named with 0."""
    graded = values[f"{prefix}.graded"]
    if not graded:
        return ""
    parts = []
    for code, name in LEVELS.items():
        count = values[f"{prefix}.{code}"]
        parts.append(f"{name} {_share(Ratio(count, graded), noun) if count else 0}")
    return f"{label}: được xếp loại {graded}; {'; '.join(parts)}."


def _bodies(scope: Scope, values: Values) -> str:
    """The own grade of a body is what it proposes, until the body above has decided."""
    if not values["grading.units.graded"]:
        return ""
    rows = FIGURES["grading.units.graded"].rows(scope)
    rows = list(rows.select_related("received", "round__unit", "round__rules"))
    if [row.unit_id for row in rows] == [scope.unit.pk]:
        return _own(rows[0])
    said = _levels("Tổ chức cơ sở đảng", "grading.units", "tổ chức", values)
    proposed = sum(row.is_proposed for row in rows)
    waiting = f" Trong đó {proposed} tổ chức mới đề nghị, chờ cấp trên quyết định." if proposed else ""
    return said + waiting


def _own(row: UnitAssessment) -> str:
    said = row.said.lower()
    if row.is_proposed:
        return f"{row.name} tự đánh giá, đề nghị xếp loại: {said}."
    if row.received:
        return f"{row.name} được công nhận: {said} (Quyết định số {row.received})."
    if row.round.is_closed:
        return f"{row.name} được {row.round.unit} xếp loại: {said}."
    return f"{row.name} được {row.round.unit} dự kiến xếp loại: {said}."


def _not_graded(scope: Scope, values: Values) -> str:
    if not values["grading.members.not_graded"]:
        return ""
    rows = FIGURES["grading.members.not_graded"].rows(scope)
    reasons = Counter(row.why_no_level for row in rows)
    listed = "; ".join(f"{reason[:1].lower()}{reason[1:]} {count}" for reason, count in reasons.items())
    return f"Đảng viên chưa, không xếp loại: {values['grading.members.not_graded']} ({listed})."


def _round(one: Round) -> list[str]:
    """Whether the round is final, and how it stands to the cap of its rule set."""
    said = [] if one.is_closed else [f"Đợt xếp loại năm {one.year} chưa khóa, số liệu chưa cuối cùng."]
    if one.is_from_paper:
        said.append(f"Xếp loại năm {one.year} ghi theo bảng giấy, chỉ gồm những người có trong bảng.")
    for share in one.member_shares():
        if share.is_exceeded:
            reason = one.cap_reason or "chưa ghi"
            group = f" ({share.group})" if share.group else ""
            said.append(
                f"Tỷ lệ hoàn thành xuất sắc trên {share.base.label}{group}: "
                f"{share.xs}/{share.counted}, đạt {share.percent}, vượt mức "
                f"{one.applied_rules.cap_percent}% ({one.rules}). Lý do: {reason.rstrip('.')}."
            )
    return said
