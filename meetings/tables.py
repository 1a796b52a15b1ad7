"""The columns of the lists of meetings and tasks, for the workbook."""

from cells.tables import Table

MEETINGS = Table(
    [
        ("Ngày", lambda meeting: meeting.held_on),
        ("Tổ chức", lambda meeting: meeting.unit_name),
        ("Loại", lambda meeting: meeting.title),
        ("Chuyên đề", lambda meeting: meeting.topic),
        ("Có mặt", lambda meeting: meeting.present),
        ("Phải dự", lambda meeting: meeting.due),
        ("Biên bản", lambda meeting: "đã thông qua" if meeting.is_adopted else "bản nháp"),
    ],
    names_persons=False,
)

TASKS = Table(
    [
        ("Nhiệm vụ", lambda task: task.text),
        ("Người thực hiện", lambda task: task.assignee),
        ("Họp ngày", lambda task: task.meeting.held_on),
        ("Tổ chức", lambda task: task.meeting.unit),
        ("Hạn", lambda task: task.due_on),
        ("Quá hạn", lambda task: "quá hạn" if task.is_late else ""),
        ("Hoàn thành", lambda task: task.done_on),
    ]
)
