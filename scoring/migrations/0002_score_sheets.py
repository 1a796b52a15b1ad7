"""The score sheets known when the program was written. HD 42 is in use; the others are samples."""

import datetime
from decimal import Decimal

from django.db import migrations
from django.utils import timezone

HD42 = "Hướng dẫn 42-HD/BTCTW ngày 28/10/2025 của Ban Tổ chức Trung ương"
HD42_SOURCE = (
    f"{HD42}: khung 100 điểm, 7 nhóm và bốn mức xếp loại theo các nguồn dẫn lại, chưa đối chiếu "
    "nguyên văn. Nhóm 3 và nhóm 4 chia theo cách làm thấy ở Bắc Ninh; phần 5 điểm họp chi ủy, "
    "thông báo, gửi tài liệu và nhóm 7 chia tiếp 2 + 1 + 2 và 2 + 2 + 1 như biểu của phường An "
    "Phú; các nhóm khác nguồn không chia nhỏ. Tiêu chí không có mức chia sẵn: số liệu đạt điều "
    "kiện thì gợi ý điểm tối đa; chưa đạt thì chi bộ tự chấm, vì nguồn không nêu trừ bao nhiêu."
)
WARD_SOURCE = (
    "Biểu của một đảng ủy phường (An Phú) cụ thể hóa Hướng dẫn 42-HD/BTCTW, ghi lại theo nguồn "
    "dẫn lại, lời văn rút gọn. Những chỗ nguồn để trống được định như sau. Thời lượng thiếu đúng "
    "15 phút: 4 điểm; thiếu trên 15 đến đúng 30 phút: 3 điểm; thiếu trên 30 phút mà còn đủ một "
    "nửa: 2 điểm; dưới một nửa: 1 điểm. Đúng 50% người dự phát biểu: tính vào mức 5 điểm. Buổi "
    "không có chuyên đề: bỏ tiêu chí chuyên đề (5 điểm), phần còn lại quy về thang 100. Chi bộ "
    "chỉ có bí thư: điểm họp chi ủy tính tối đa. Mức 120 phút cho chi bộ từ 30 đảng viên là quy "
    "định riêng của phường, chưa đưa vào biểu này: thời lượng tính theo mức quy định trong chương "
    "trình. Tiêu chí 2.2: vắng có lý do 3 kỳ liên tiếp chưa mất điểm, từ kỳ thứ 4 mất điểm."
)
OLD_SOURCE = (
    "Khung của Đảng ủy Khối các cơ quan tỉnh Phú Thọ trước năm 2025 theo nguồn báo chí: 15 + 20 + "
    "45 + 20 điểm. Nguồn không nêu tiêu chí nhỏ nên mỗi nhóm là một tiêu chí. Cả năm loại Tốt: "
    "mọi kỳ thường kỳ từ Khá trở lên và ít nhất 7 kỳ Tốt. Ngày áp dụng chưa rõ, tạm ghi theo ngày "
    "của Hướng dẫn 12-HD/BTCTW (06/7/2018); bốn mức xếp loại là mức chung của các quy định cũ."
)
SINCE = datetime.date(2025, 10, 28)
KINDS = [
    ("for_regular", "thường kỳ", 90),
    ("for_thematic", "chuyên đề", 90),
    ("for_combined", "thường kỳ kết hợp chuyên đề", 120),
]


def item(text, most, fact="", options=(), *, skip=False, thematic=False):
    return {
        "text": text,
        "most": Decimal(str(most)),
        "fact": fact,
        "may_be_left_out": skip,
        "only_thematic": thematic,
        "options": options,
    }


def yes(text, most, fact=""):
    """All or nothing; of a fact, all when it is so."""
    holds = Decimal(1) if fact else None
    return item(text, most, fact, [("Đạt", most, holds), ("Chưa đạt", 0, None)])


def hd42():
    return [
        ("Chấp hành thời gian, thời lượng sinh hoạt", 5, [item("Đủ thời lượng quy định", 5, "length")]),
        (
            "Tỷ lệ đảng viên dự sinh hoạt",
            5,
            [item("Dự từ 90% trở lên, không có đảng viên vắng không lý do", 5, "attendance")],
        ),
        (
            "Công tác chuẩn bị",
            10,
            [
                item("Chuẩn bị nội dung", 5),
                yes("Chi ủy họp trước, có biên bản (chỉ có bí thư thì tính đủ)", 2, "prepared"),
                yes("Thông báo trước đến đảng viên và cấp ủy viên theo dõi", 1, "notice"),
                yes("Gửi tài liệu trước ít nhất một ngày", 2, "papers"),
            ],
        ),
        (
            "Tổ chức sinh hoạt",
            40,
            [
                item("Thực hiện đủ các bước", 5),
                item("Nội dung; biểu dương, nhắc nhở; nhiều ý kiến tham gia", 25),
                item("Điều hành của người chủ trì", 10),
            ],
        ),
        (
            "Thực hiện nguyên tắc tổ chức, sinh hoạt đảng",
            5,
            [item("Tập trung dân chủ, tự phê bình và phê bình", 5)],
        ),
        (
            "Kết quả lãnh đạo thực hiện nghị quyết, kết luận kỳ trước",
            30,
            [item("Kết quả thực hiện nhiệm vụ đã giao kỳ trước", 30, "tasks_done")],
        ),
        (
            "Kết thúc sinh hoạt",
            5,
            [
                yes("Chủ trì kết luận", 2, "conclusion"),
                yes("Thông qua biên bản, nghị quyết; giao nhiệm vụ cụ thể", 2, "resolution"),
                yes("Hoàn thành tài liệu trong hai ngày sau buổi sinh hoạt", 1, "minutes"),
            ],
        ),
    ]


def ward(least):
    """`least`: minutes that a meeting of this kind must last."""
    half = Decimal(-least) / 2
    return [
        (
            "Chấp hành thời gian, thời lượng sinh hoạt",
            5,
            [
                item(
                    "Thời lượng sinh hoạt so với quy định",
                    5,
                    "length",
                    [
                        ("Đủ thời lượng quy định", 5, 0),
                        ("Thiếu không quá 15 phút", 4, -15),
                        ("Thiếu trên 15 đến 30 phút", 3, -30),
                        ("Thiếu trên 30 phút, còn đủ một nửa", 2, half),
                        ("Dưới một nửa thời lượng", 1, None),
                    ],
                )
            ],
        ),
        (
            "Tỷ lệ đảng viên dự sinh hoạt",
            5,
            [
                item(
                    "Tỷ lệ đảng viên dự, không tính người được miễn",
                    4,
                    "attendance",
                    [
                        ("Từ 90% trở lên", 4, 90),
                        ("Từ 75% đến dưới 90%", 3, 75),
                        ("Từ 65% đến dưới 75%", 2, 65),
                        ("Dưới 65%, hoặc có người vắng không lý do", 1, None),
                    ],
                ),
                item(
                    "Không có đảng viên vắng có lý do quá 3 kỳ liên tiếp trong năm",
                    1,
                    "absences",
                    [("Đạt", 1, -3), ("Chưa đạt", 0, None)],
                ),
            ],
        ),
        (
            "Công tác chuẩn bị",
            10,
            [
                yes("Nội dung đúng, đủ, có trọng tâm, sát tình hình đơn vị", 3),
                yes("Có định hướng thảo luận và dự thảo kết luận hoặc nghị quyết", 2),
                yes("Chi ủy họp trước, có biên bản (chỉ có bí thư thì tính đủ)", 2, "prepared"),
                yes("Thông báo trước đến đảng viên và cấp ủy viên theo dõi", 1, "notice"),
                yes("Gửi tài liệu trước ít nhất một ngày", 2, "papers"),
            ],
        ),
        (
            "Tổ chức sinh hoạt",
            30,
            [
                item("Thực hiện đủ các bước", 5),
                item("Nội dung sinh hoạt thường kỳ, nhiệm vụ tháng tới có giải pháp khả thi", 10),
                item("Nội dung chuyên đề", 5, thematic=True),
                item("Biểu dương, nhắc nhở, phê bình đảng viên", 2),
                item(
                    "Tỷ lệ người dự phát biểu ý kiến",
                    5,
                    "spoke",
                    [
                        ("Từ 50% trở lên", 5, 50),
                        ("Từ 40% đến dưới 50%", 4, 40),
                        ("Từ 30% đến dưới 40%", 3, 30),
                        ("Dưới 30%", 2, None),
                    ],
                ),
                yes("Sổ biên bản ghi đầy đủ diễn biến", 1),
                yes("Dành 15–30 phút đánh giá tư tưởng, tự phê bình và phê bình", 1),
                yes("Dùng tài liệu điện tử", 1),
            ],
        ),
        (
            "Điều hành của bí thư, phó bí thư",
            10,
            [
                item("Điều hành linh hoạt, hiệu quả", 2),
                item("Định hướng thảo luận, kể cả việc mới phát sinh", 4),
                item("Gợi mở, dân chủ, khuyến khích phát biểu", 3),
                item("Khái quát thành kết luận hoặc nghị quyết", 1),
            ],
        ),
        (
            "Thực hiện nguyên tắc tổ chức, sinh hoạt đảng",
            5,
            [
                item("Đúng nguyên tắc tập trung dân chủ", 1),
                item("Nghiêm túc, cầu thị khi tự phê bình và phê bình", 2),
                item("Bảo đảm tính lãnh đạo, tính giáo dục, tính chiến đấu", 1),
                item("Cung cấp thông tin, giải quyết nguyện vọng chính đáng của đảng viên", 1),
            ],
        ),
        (
            "Kết quả thực hiện kết luận, nghị quyết kỳ trước",
            30,
            [
                item(
                    "Chỉ tiêu, nhiệm vụ hoàn thành đúng hạn",
                    30,
                    "tasks_done",
                    [
                        ("Từ 90% trở lên", 30, 90),
                        ("Từ 80% đến dưới 90%", 27, 80),
                        ("Từ 70% đến dưới 80%", 24, 70),
                        ("Từ 60% đến dưới 70%", 20, 60),
                        ("Từ 50% đến dưới 60%", 15, 50),
                        ("Dưới 50%", 10, None),
                    ],
                )
            ],
        ),
        (
            "Kết thúc sinh hoạt",
            5,
            [
                yes("Chủ trì kết luận", 2, "conclusion"),
                yes("Thông qua biên bản, nghị quyết; giao nhiệm vụ cụ thể", 2, "resolution"),
                yes("Hoàn thành tài liệu trong hai ngày sau buổi sinh hoạt", 1, "minutes"),
            ],
        ),
    ]


def old():
    return [
        ("Công tác chuẩn bị", 15, [item("Chuẩn bị nội dung, họp chi ủy, thông báo", 15)]),
        ("Tỷ lệ đảng viên dự sinh hoạt", 20, [item("Đảng viên dự đầy đủ", 20, "attendance")]),
        ("Tiến hành sinh hoạt", 45, [item("Nội dung, điều hành, thảo luận, phê bình", 45)]),
        ("Kết thúc sinh hoạt", 20, [item("Kết luận, nghị quyết, giao nhiệm vụ, biên bản", 20)]),
    ]


def sheets():
    """Head and groups of each."""
    for field, kind, least in KINDS:
        yield (
            {
                "name": f"Hướng dẫn 42, sinh hoạt {kind}",
                "issuer": "Ban Tổ chức Trung ương",
                "source": HD42_SOURCE,
                "certainty": "reported",
                "valid_from": SINCE,
                "published_at": timezone.now(),
                field: True,
            },
            hd42(),
        )
        yield (
            {
                "name": f"Mẫu phường, 8 nhóm, sinh hoạt {kind}",
                "issuer": "Đảng ủy phường An Phú",
                "source": WARD_SOURCE,
                "certainty": "reported",
                "valid_from": SINCE,
                field: True,
            },
            ward(least),
        )
    yield (
        {
            "name": "Mẫu tỉnh trước năm 2025, 4 nhóm",
            "issuer": "Đảng ủy Khối các cơ quan tỉnh Phú Thọ",
            "source": OLD_SOURCE,
            "certainty": "frame",
            "valid_from": datetime.date(2018, 7, 6),
            "year_fair_percent": 100,
            "year_good_least": 7,
            "for_regular": True,
            "for_thematic": True,
            "for_combined": True,
        },
        old(),
    )


def load(apps, schema_editor):
    for head, groups in sheets():
        sheet = apps.get_model("scoring", "ScoreSheet").objects.create(**head)
        for number, (title, most, items) in enumerate(groups, start=1):
            group = sheet.groups.create(position=number, title=title, most=most)
            for position, facts in enumerate(items, start=1):
                load_item(group, position, dict(facts))


def load_item(group, position, facts):
    options = facts.pop("options")
    row = group.items.create(position=position, **facts)
    for number, (label, points, lowest) in enumerate(options, start=1):
        row.options.create(position=number, label=label, points=points, lowest=lowest)


def unload(apps, schema_editor):
    """Only what scored nothing can be taken back."""
    apps.get_model("scoring", "ScoreSheet").objects.filter(unit__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
