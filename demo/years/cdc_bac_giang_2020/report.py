"""What the office typed for the year-end report: no figure, for the figures come from the records."""

import datetime

from demo.years.cdc_bac_giang_2020.roll import YEAR, Loaded
from reports.models import Report, ReportKind

TEXTS = {
    "situation": (
        "Đảng bộ cơ sở trực thuộc Đảng ủy Các cơ quan tỉnh. Năm 2020 các chi bộ được đổi tên cho "
        "thống nhất với tổ công đoàn; đại hội các chi bộ và đại hội đảng bộ đã hoàn thành.\n"
        "Thuận lợi: được Đảng ủy cấp trên quan tâm; đội ngũ đảng viên đoàn kết, có trách nhiệm.\n"
        "Khó khăn: dịch COVID-19 diễn biến phức tạp, phần lớn đảng viên trực chống dịch dài ngày."
    ),
    "political": (
        "Đảng ủy lãnh đạo Trung tâm chủ động giám sát, điều tra, xét nghiệm và xử lý các ổ dịch; "
        "tham mưu kịp thời cho tỉnh về phòng, chống dịch COVID-19.\n"
        "Các chương trình y tế dự phòng, dinh dưỡng, môi trường, tiêm chủng được duy trì."
    ),
    "ideology": (
        "Tổ chức học tập, quán triệt nghị quyết của Trung ương và của tỉnh đến toàn thể đảng viên; "
        "nắm tình hình tư tưởng, động viên cán bộ nơi tuyến đầu."
    ),
    "meetings": (
        "Mỗi chuyên đề được chi ủy chuẩn bị theo danh mục gợi ý của Đảng ủy; sau sinh hoạt, chi bộ "
        "rút kinh nghiệm về ưu điểm, hạn chế, hoàn thiện chuyên đề, kết luận và ra nghị quyết."
    ),
    "mass": "Lãnh đạo Công đoàn, Đoàn Thanh niên thực hiện quy chế dân chủ ở cơ sở.",
    "example": (
        "Gắn việc học tập và làm theo với công tác chống dịch; biểu dương gương người tốt, việc tốt "
        "trong sinh hoạt hằng tháng."
    ),
    "strengths": "Nền nếp sinh hoạt được giữ vững trong điều kiện chống dịch.",
    "limits": "Một số kỳ sinh hoạt còn ít ý kiến thảo luận; có nhiệm vụ hoàn thành chậm.",
    "causes": "Nhiều đảng viên trực dịch xa đơn vị; việc phân công có lúc chưa cụ thể về thời hạn.",
    "requests": "Đề nghị Đảng ủy cấp trên tập huấn nghiệp vụ cho cấp ủy chi bộ mới được bầu.",
    "aims": (
        "Hoàn thành nhiệm vụ chính trị được giao; mỗi chi bộ sinh hoạt thường kỳ hằng tháng, mỗi quý "
        "ít nhất một chuyên đề; tạo nguồn và kết nạp đảng viên mới."
    ),
    "tasks": (
        "Tiếp tục phòng, chống dịch COVID-19, chuẩn bị tiêm chủng; đổi mới nội dung sinh hoạt chi bộ; "
        "tăng cường kiểm tra, giám sát; tiếp tục học tập và làm theo Hồ Chí Minh."
    ),
    "execution": "Đảng ủy viên phụ trách chi bộ đôn đốc, báo cáo Đảng ủy trong phiên họp hằng tháng.",
}


def load_report(case: Loaded) -> None:
    """The draft that a leader asks to be rendered."""
    report = Report.objects.start(
        unit=case.committee,
        kind=ReportKind.YEAR_END,
        starts_on=datetime.date(YEAR, 1, 1),
        ends_on=datetime.date(YEAR, 12, 31),
        by=None,
    )
    for key, text in TEXTS.items():
        report.write(key, text, revision=0, by=None)
