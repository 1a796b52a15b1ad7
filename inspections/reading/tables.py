"""Lists as columns, for their workbooks."""

from django.utils import timezone

from common.tables import Table

CAMPAIGNS = Table(
    [
        ("Tổ chức đảng", lambda row: row.unit),
        ("Chủ thể", lambda row: row.get_performer_display()),
        ("Loại", lambda row: row.get_kind_display()),
        ("Nội dung", lambda row: row.title),
        ("Thời gian theo chương trình", lambda row: row.when),
        ("Trạng thái", lambda row: row.state.label),
        ("Bắt đầu", lambda row: row.begun_on),
        ("Kết luận ngày", lambda row: row.concluded_on),
        ("Số thông báo", lambda row: row.number),
        ("Lượt tổ chức đảng", lambda row: row.unit_number),
        ("Lượt đảng viên", lambda row: row.member_number),
        ("Yêu cầu chưa khắc phục", lambda row: row.open_remedies),
        ("Điều chỉnh", lambda row: row.reason),
    ]
)
REMEDIES = Table(
    [
        ("Tổ chức đảng", lambda row: row.campaign.unit),
        ("Cuộc kiểm tra, giám sát", lambda row: row.campaign),
        ("Yêu cầu", lambda row: row.text),
        ("Hạn", lambda row: row.due_on),
        ("Xong ngày", lambda row: row.done_on),
        ("Kết quả", lambda row: row.result),
        ("Quá hạn", lambda row: "quá hạn" if row.is_overdue_on(timezone.localdate()) else ""),
    ]
)
LETTERS = Table(
    [
        ("Tổ chức đảng", lambda row: row.unit),
        ("Ngày nhận", lambda row: row.received_on),
        ("Số đến", lambda row: row.number),
        ("Loại", lambda row: row.get_kind_display()),
        ("Xử lý", lambda row: row.get_handling_display()),
        ("Chuyển đến", lambda row: row.forwarded_to),
        ("Giải quyết xong", lambda row: row.settled_on),
        ("Ghi chú", lambda row: row.note),
    ],
    names_persons=False,
)
