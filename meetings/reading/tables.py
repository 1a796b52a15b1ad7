"""The columns of the lists of meetings and tasks, for the workbook."""

from django.utils import timezone

from common.tables import Table

MEETINGS = Table(
    [
        ("Ngày", lambda meeting: meeting.held_on),
        ("Tổ chức", lambda meeting: meeting.unit_name),
        ("Loại", lambda meeting: meeting.title),
        ("Chuyên đề", lambda meeting: meeting.topic),
        ("Có mặt", lambda meeting: meeting.present),
        ("Phải dự", lambda meeting: meeting.due),
        ("Biên bản", lambda meeting: meeting.state.label),
    ],
    names_persons=False,
)

TASKS = Table(
    [
        ("Nhiệm vụ", lambda task: task.text),
        ("Thực hiện", lambda task: task.doer),
        ("Họp ngày", lambda task: task.meeting.held_on),
        ("Tổ chức", lambda task: task.meeting.unit),
        ("Hạn", lambda task: task.due_on),
        ("Quá hạn", lambda task: "quá hạn" if task.is_late else ""),
        ("Hoàn thành", lambda task: task.done_on),
    ]
)

PETITIONS = Table(
    [
        ("Ngày nêu", lambda petition: petition.raised_on),
        ("Chi bộ", lambda petition: petition.unit_name),
        ("Kiến nghị", lambda petition: petition.text),
        ("Gửi", lambda petition: petition.addressee),
        ("Tình trạng", lambda petition: petition.state.label),
        ("Tiếp nhận", lambda petition: petition.taken_up_on),
        ("Trả lời", lambda petition: petition.answer and petition.answer.answered_on),
        ("Số văn bản", lambda petition: petition.answer and petition.answer.number),
        ("Số ngày", lambda petition: petition.days),
    ]
)


def _number(part: str, name: str):
    """Of a row of the tally: 0 where nothing was given."""
    return lambda row: (row[part] or {}).get(name, 0)


TASK_TALLY = Table(
    [
        ("Tổ chức", lambda row: row["unit"]),
        ("Cuộc họp của mình giao: chưa xong", _number("own", "open")),
        ("trong đó quá hạn", _number("own", "overdue")),
        ("đã xong trong năm", _number("own", "done")),
        ("Cấp trên giao: chưa xong", _number("given", "open")),
        ("cấp trên giao, quá hạn", _number("given", "overdue")),
        ("cấp trên giao, đã xong trong năm", _number("given", "done")),
    ],
    names_persons=False,
)


def _reviewed_on(meeting):
    return meeting.review.reviewed_on if hasattr(meeting, "review") else None


REVIEWS = Table(
    [
        ("Ngày họp", lambda meeting: meeting.held_on),
        ("Chi bộ", lambda meeting: meeting.unit_name),
        ("Loại", lambda meeting: meeting.title),
        ("Chuyên đề", lambda meeting: meeting.topic),
        ("Sinh hoạt mẫu", lambda meeting: "có" if meeting.is_model else ""),
        ("Được mời dự", lambda meeting: meeting.invited_number),
        ("Đã dự", lambda meeting: meeting.came_number),
        ("Rút kinh nghiệm ngày", _reviewed_on),
    ],
    names_persons=False,
)

STUDIES = Table(
    [
        ("Nội dung", lambda row: row.subject),
        ("Tổ chức", lambda row: row.unit),
        ("Ngày", lambda row: row.held_on),
        ("Phải dự", lambda row: row.due),
        ("Dự", lambda row: row.attended),
        ("Ghi chú", lambda row: row.note),
    ],
    names_persons=False,
)
PROGRAMME = Table(
    [
        ("Tổ chức", lambda item: item.unit),
        ("Thời gian", lambda item: item.part.name),
        ("Nội dung", lambda item: item.text),
        ("Chủ trì", lambda item: item.lead),
        ("Hạn", lambda item: item.due_on),
        ("Hoàn thành", lambda item: item.done_on),
        ("Kết quả", lambda item: item.result),
        ("Quá hạn", lambda item: "quá hạn" if item.is_overdue_on(timezone.localdate()) else ""),
    ]
)
