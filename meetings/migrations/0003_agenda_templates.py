"""The agendas known when the program was written: one for each kind of meeting, for all units."""

import datetime

from django.db import migrations

SINCE = datetime.date(2025, 10, 28)
HD42 = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025 của Ban Tổ chức Trung ương"
SECOND_HAND = f"Trình tự theo {HD42}, mục II, ghi lại theo nguồn dẫn lại, chưa đối chiếu nguyên văn"
OWN = "Chưa tìm được văn bản quy định trình tự; tạm lập theo thông lệ, mời văn phòng sửa theo quy định"


def line(title, minutes, subject="other", speaker="", carries=""):
    return {
        "title": title,
        "planned_minutes": minutes,
        "subject": subject,
        "speaker": speaker,
        "carries": carries,
    }


OPENING = [
    line("Nêu mục đích, giới thiệu đại biểu; cử thư ký", 3, "opening", "chair"),
    line("Điểm danh; tình hình đóng đảng phí; thông qua chương trình", 5, "opening", "secretary"),
]
REGULAR = [
    line("Báo cáo đánh giá tháng trước", 15, "review", "chair", "conclusion"),
    line("Kiểm điểm nhiệm vụ đã giao từng đảng viên", 10, "tasks", "chair", "tasks"),
    line("Thông tin thời sự, văn bản mới, vấn đề mới phát sinh", 10, "ideology", "chair"),
    line("Thảo luận; tự phê bình và phê bình", 20, "criticism"),
    line("Phương hướng, nhiệm vụ tháng tới", 10, "direction", "chair"),
]
CLOSING = [
    line("Tổng hợp ý kiến; giao nhiệm vụ cho đảng viên, có thời hạn", 7, "closing", "chair"),
    line("Giải đáp kiến nghị; kết luận; biểu quyết nghị quyết (nếu có)", 5, "closing", "chair"),
    line("Chấm điểm buổi sinh hoạt", 3, "scoring", "chair"),
    line("Thư ký đọc, chi bộ thông qua biên bản", 2, "closing", "secretary"),
]
TOPIC = [
    line("Đảng viên được phân công trình bày dự thảo chuyên đề", 25, "topic"),
    line("Thảo luận, liên hệ bản thân và đơn vị", 30, "topic", "chair"),
    line("Đánh giá chất lượng, kết luận chuyên đề", 10, "topic", "chair"),
]
COMBINED_REGULAR = [
    line("Báo cáo đánh giá tháng trước", 12, "review", "chair", "conclusion"),
    line("Kiểm điểm nhiệm vụ đã giao từng đảng viên", 8, "tasks", "chair", "tasks"),
    line("Thông tin thời sự, văn bản mới, vấn đề mới phát sinh", 6, "ideology", "chair"),
    line("Thảo luận; tự phê bình và phê bình", 15, "criticism"),
    line("Phương hướng, nhiệm vụ tháng tới", 6, "direction", "chair"),
]
COMMITTEE = [
    line("Nêu mục đích; thông qua chương trình", 5, "opening", "chair"),
    line("Đánh giá tháng trước", 20, "review", "chair", "conclusion"),
    line("Kết quả thực hiện nhiệm vụ đã giao", 10, "tasks", "chair", "tasks"),
    line("Nhiệm vụ tháng tới", 20, "direction", "chair"),
]
TEMPLATES = {
    "regular": ("Sinh hoạt thường kỳ", SECOND_HAND, [*OPENING, *REGULAR, *CLOSING]),
    "thematic": (
        "Sinh hoạt chuyên đề",
        f"{SECOND_HAND}; các bước mở đầu, kết thúc lấy như buổi thường kỳ",
        [line("Bí thư nêu mục đích, yêu cầu chuyên đề", 5, "opening", "chair"), OPENING[1], *TOPIC]
        + CLOSING,
    ),
    "combined": (
        "Thường kỳ kết hợp chuyên đề",
        f"{SECOND_HAND}: làm lần lượt phần thường kỳ rồi phần chuyên đề, từ 120 phút",
        [*OPENING, *COMBINED_REGULAR, *TOPIC, *CLOSING],
    ),
    "committee": (
        "Họp cấp ủy",
        f"{HD42}, mục II: cấp ủy họp trước, đánh giá tháng trước, định nhiệm vụ tháng tới, thống nhất "
        "vấn đề đưa ra thảo luận, biểu quyết. Thứ tự và thời gian là đề xuất",
        [
            *COMMITTEE,
            line("Thống nhất nội dung đưa ra chi bộ, đảng bộ thảo luận, biểu quyết", 15),
            line("Kết luận, phân công chuẩn bị", 10, "closing", "chair"),
        ],
    ),
    "conference": (
        "Hội nghị đảng bộ",
        OWN,
        [
            line("Khai mạc, giới thiệu đại biểu; cử thư ký, thông qua chương trình", 10, "opening"),
            line("Báo cáo sơ kết, tổng kết", 30, "review", "chair", "conclusion"),
            line("Kết quả thực hiện nhiệm vụ đã giao", 10, "tasks", "", "tasks"),
            line("Tham luận, thảo luận", 60, "other", "chair"),
            line("Phương hướng, nhiệm vụ", 20, "direction", "chair"),
            line("Kết luận; biểu quyết nghị quyết", 15, "closing", "chair"),
            line("Thông qua biên bản, bế mạc", 5, "closing", "secretary"),
        ],
    ),
    "congress": (
        "Đại hội",
        OWN,
        [
            line("Chào cờ, khai mạc, giới thiệu đại biểu", 15, "opening"),
            line("Bầu đoàn chủ tịch, thư ký, ban thẩm tra tư cách đại biểu", 15, "opening"),
            line("Báo cáo chính trị; báo cáo kiểm điểm của cấp ủy", 45, "review"),
            line("Báo cáo thẩm tra tư cách đại biểu", 10),
            line("Tham luận, thảo luận", 60),
            line("Bầu cấp ủy và các chức danh", 60),
            line("Bầu đại biểu dự đại hội cấp trên (nếu có)", 30),
            line("Thông qua nghị quyết, biên bản; bế mạc", 15, "closing"),
        ],
    ),
}


def load(apps, schema_editor):
    Template = apps.get_model("meetings", "AgendaTemplate")
    for kind, (name, source, lines) in TEMPLATES.items():
        made = Template.objects.create(kind=kind, name=name, source=source, valid_from=SINCE)
        for position, facts in enumerate(lines, start=1):
            made.lines.create(position=position, **facts)


def unload(apps, schema_editor):
    apps.get_model("meetings", "AgendaTemplate").objects.filter(unit=None, valid_from=SINCE).delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_length_rules")]
    operations = [migrations.RunPython(load, unload)]
