"""The papers a member's file usually holds, in the order of the file: a short list to begin with.

The long list of the upper level (104 kinds in one project that digitises files) is more rows.
"""

from django.db import migrations

KINDS = [
    ("application", "Đơn xin vào Đảng"),
    ("history", "Lý lịch của người xin vào Đảng, lý lịch đảng viên"),
    ("sponsor", "Giấy giới thiệu của người giới thiệu, của đoàn thể"),
    ("opinion", "Ý kiến nhận xét của đoàn thể và chi ủy nơi cư trú"),
    ("awareness", "Giấy chứng nhận học lớp nhận thức về Đảng"),
    ("cell-resolution", "Nghị quyết của chi bộ"),
    ("committee-resolution", "Nghị quyết của đảng ủy, chi ủy cơ sở"),
    ("admission", "Quyết định kết nạp đảng viên"),
    ("new-member", "Giấy chứng nhận học lớp đảng viên mới"),
    ("probation", "Bản tự kiểm điểm, nhận xét đảng viên dự bị"),
    ("official", "Quyết định công nhận đảng viên chính thức"),
    ("card", "Phiếu đảng viên, giấy tờ về thẻ đảng viên"),
    ("supplement", "Phiếu bổ sung hồ sơ đảng viên"),
    ("self-review", "Bản tự kiểm điểm hằng năm"),
    ("commitment", "Bản cam kết hằng năm"),
    ("transfer", "Giấy giới thiệu sinh hoạt đảng"),
    ("appointment", "Quyết định về chức vụ, công tác"),
    ("certificate", "Văn bằng, chứng chỉ, chứng nhận"),
    ("award", "Quyết định khen thưởng, huy hiệu Đảng"),
    ("discipline", "Quyết định kỷ luật đã có hiệu lực, không mang dấu mật"),
    ("other", "Giấy tờ khác"),
]


def load(apps, schema_editor):
    PaperKind = apps.get_model("members", "PaperKind")
    PaperKind.objects.bulk_create(
        PaperKind(code=code, name=name, place=place) for place, (code, name) in enumerate(KINDS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
