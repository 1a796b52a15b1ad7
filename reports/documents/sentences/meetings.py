"""Meetings, attendance, quality, tasks and petitions."""

from reports.documents.sentences.sentence import Sentence, compared, of, share_of
from reports.reading.placeholders import Facts

QUALITY = {
    "meetings.good": "tốt",
    "meetings.fair": "khá",
    "meetings.average": "trung bình",
    "meetings.poor": "kém",
}


def meetings(facts: Facts) -> list[Sentence]:
    return [
        *_held(facts),
        *_attendance(facts),
        *_others(facts),
        *_quality(facts),
        *_tasks(facts),
        *_petitions(facts),
    ]


def studies(facts: Facts) -> list[Sentence]:
    """Sessions in which resolutions were studied."""
    if not facts["studies.sessions"]:
        return []
    text = f"Tổ chức {of('studies.sessions')} đợt học tập, quán triệt nghị quyết"
    if facts["studies.due"]:
        share = share_of("studies.attended", "studies.due", "lượt")
        text += f"; dự học {share}{compared(facts, 'studies.attendance')}"
    return [Sentence("sessions", f"{text}.")]


def _held(facts: Facts) -> list[Sentence]:
    """Cells of the year in numerator and denominator alike; a sitting that was both is told."""
    both = facts["meetings.combined"]
    within = f" (trong đó {of('meetings.combined')} buổi kết hợp sinh hoạt thường kỳ)" if both else ""
    return [
        Sentence(
            "regular",
            f"Sinh hoạt thường kỳ đã họp {of('meetings.regular')}/{of('meetings.regular_due')} kỳ phải "
            f"họp, đạt {{meetings.regular/meetings.regular_due}}.",
        ),
        Sentence(
            "thematic", f"Sinh hoạt chuyên đề {of('meetings.thematic')} buổi{within}{_in_cells(facts)}."
        ),
    ]


def _in_cells(facts: Facts) -> str:
    """In how many of the cells; of one cell alone only whether each quarter had a topic."""
    cells, every = of("meetings.cells"), "meetings.thematic_every_quarter"
    if facts["meetings.cells"] == 1:
        return ", mỗi quý có ít nhất một chuyên đề" if facts[every] else ""
    told = f"tại {of('meetings.thematic_cells')}/{cells} chi bộ"
    return f" {told}; {of(every)}/{cells} chi bộ mỗi quý có ít nhất một chuyên đề"


def _attendance(facts: Facts) -> list[Sentence]:
    if not facts["meetings.due_to_attend"]:
        return []
    share = share_of("meetings.present", "meetings.due_to_attend", "lượt")
    versus = compared(facts, "meetings.attendance")
    return [Sentence("attendance", f"Đảng viên dự sinh hoạt {share}{versus}.")]


def _others(facts: Facts) -> list[Sentence]:
    made = []
    if facts["meetings.minutes_average"]:
        text = f"Thời lượng bình quân một buổi: {of('meetings.minutes_average')} phút."
        made.append(Sentence("minutes", text, is_internal=True))
    if facts["meetings.model"]:
        made.append(Sentence("model", f"Tổ chức {of('meetings.model')} buổi sinh hoạt mẫu."))
    if facts["meetings.committee"]:
        text = f"Cấp ủy, hội nghị đảng bộ họp {of('meetings.committee')} cuộc."
        made.append(Sentence("committee", text))
    return made


def _quality(facts: Facts) -> list[Sentence]:
    """Of the meetings whose grade is final; how many have none is told with them."""
    if not any(facts[code] for code in QUALITY):
        return []
    levels = ", ".join(f"{label} {of(code)}" for code, label in QUALITY.items())
    rest = facts["meetings.unrated"]
    waiting = f", chưa chấm xong {of('meetings.unrated')} buổi" if rest else ""
    return [Sentence("quality", f"Chất lượng sinh hoạt: {levels}{waiting}.")]


def _tasks(facts: Facts) -> list[Sentence]:
    if not facts["tasks.assigned"]:
        return []
    text = (
        f"Giao {of('tasks.assigned')} nhiệm vụ tại các cuộc họp, hoàn thành {of('tasks.done')}, "
        f"quá hạn {of('tasks.overdue')}."
    )
    return [Sentence("tasks", text, is_internal=True)]


def _petitions(facts: Facts) -> list[Sentence]:
    if not (facts["petitions.raised"] or facts["petitions.answered"]):
        return []
    raised, answered = of("petitions.raised"), of("petitions.answered")
    return [Sentence("petitions", f"Chi bộ nêu {raised} kiến nghị; đã trả lời {answered}.")]
