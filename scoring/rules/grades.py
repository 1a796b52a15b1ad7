"""The words of scoring: grades, what a left-out item does, which items are facts of the record."""

from django.db import models


class Grade(models.TextChoices):
    """From the best to the poorest."""

    GOOD = "good", "Tốt"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    POOR = "poor", "Kém"


GRADES = list(Grade)


class LeftOut(models.TextChoices):
    """What becomes of the points of an item that does not apply."""

    RESCALE = "rescale", "bỏ nội dung đó, quy điểm còn lại về thang 100"
    FULL = "full", "tính đủ điểm tối đa của nội dung đó"


# What is printed beside a total to which the points of the groups do not add up.
TOTAL_NOTES = {
    LeftOut.RESCALE: "quy về thang 100, vì có nội dung không áp dụng",
    LeftOut.FULL: "nội dung không áp dụng tính đủ điểm tối đa",
}


class Certainty(models.TextChoices):
    """How well the sheet is known to follow its text."""

    READ = "read", "Nhập theo nguyên văn"
    REPORTED = "reported", "Theo nguồn dẫn lại, chưa đối chiếu nguyên văn"
    FRAME = "frame", "Chỉ có khung điểm theo nguồn dẫn lại, chưa có chi tiết"


class FactCode(models.TextChoices):
    """What of a meeting the record tells by itself; the rule of each stands in facts.py."""

    LENGTH = "length", "Thời lượng so với quy định (phút dư, hoặc thiếu là số âm)"
    ATTENDANCE = "attendance", "Tỷ lệ dự (%); có người vắng không lý do thì tính mức thấp nhất"
    ATTENDANCE_RATE = "attendance_rate", "Tỷ lệ dự (%)"
    NO_UNEXCUSED = "no_unexcused", "Không ai vắng không lý do (1 là có, 0 là không)"
    ABSENCES = "absences", "Số kỳ liên tiếp trong năm một người vắng có lý do, nhiều nhất (số âm)"
    NOTICE = "notice", "Đã thông báo trước (1 là có, 0 là không)"
    PAPERS = "papers", "Tài liệu gửi trước đúng hạn (1 là có, 0 là không)"
    PREPARED = "prepared", "Chi ủy họp chuẩn bị, có biên bản (1 là có, 0 là không)"
    SPOKE = "spoke", "Người có mặt đã phát biểu (%)"
    TASKS_DONE = "tasks_done", "Nhiệm vụ đến hạn đã xong đúng hạn (%)"
    CONCLUSION = "conclusion", "Có kết luận (1 là có, 0 là không)"
    RESOLUTION = "resolution", "Có nghị quyết hoặc giao nhiệm vụ (1 là có, 0 là không)"
    MINUTES = "minutes", "Biên bản xong đúng hạn (1 là có, 0 là không)"
