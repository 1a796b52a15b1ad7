"""What a grader looks at before deciding, and what each point rests on: by the first year of a rule.

Texts not read, and readings of ours, are unsure: docs/rules.md says which, pages do not. Without a
rule for the year no point is made.
"""

from dataclasses import dataclass

from django.db import models

XS, XS_T, BELOW_KHT = ("xs",), ("xs", "t"), ("xs", "t", "ht")
ANY = (*BELOW_KHT, "kht")


class About(models.TextChoices):
    DISCIPLINE = "discipline", "Kỷ luật trong năm"
    LATER = "later", "Kỷ luật sau khi hết năm"
    SUSPENDED = "suspended", "Đình chỉ sinh hoạt đảng"
    LEAVE = "leave", "Nghỉ dài ngày"
    MISSED = "missed", "Vắng không lý do"
    ATTENDANCE = "attendance", "Tỷ lệ dự sinh hoạt"
    MOVED = "moved", "Chuyển sinh hoạt đảng"
    AWAY = "away", "Sinh hoạt tạm thời"
    TOO_NEW = "too_new", "Chưa đủ thời gian"
    BY_DAY = "by_day", "Đủ thời gian tùy ngày xét"
    PROBATION = "probation", "Đảng viên dự bị"
    LATE = "late", "Nhiệm vụ quá hạn"
    UNDONE = "undone", "Nhiệm vụ chưa xong"
    UNIT_DISCIPLINE = "unit_discipline", "Kỷ luật tổ chức đảng"
    NEW_UNIT = "new_unit", "Thành lập trong năm"
    GUESTS = "guests", "Khách sinh hoạt tạm thời"
    MEMBERS = "members", "Kết quả của đảng viên"
    SUGGESTION = "suggestion", "Gợi ý kiểm điểm"
    LIMITS = "limits", "Hạn chế kỳ trước"
    RESIDENCE = "residence", "Nhận xét nơi cư trú"
    QUARTER = "quarter", "Kết quả quý"
    YEARS = "years", "Kết quả các năm"
    UNIT_SUGGESTION = "unit_suggestion", "Gợi ý kiểm điểm tập thể"
    UNIT_YEARS = "unit_years", "Kết quả các năm của tổ chức"


OF_UNITS = {
    About.UNIT_DISCIPLINE,
    About.NEW_UNIT,
    About.GUESTS,
    About.MEMBERS,
    About.UNIT_SUGGESTION,
    About.UNIT_YEARS,
}
DISCIPLINES = {About.DISCIPLINE, About.LATER, About.UNIT_DISCIPLINE}


@dataclass(frozen=True)
class Ground:
    """`against`: the levels that the point speaks against, as far as the rule goes; `is_sure`: whether
    its text was read (docs/rules.md)."""

    source: str
    against: tuple[str, ...] = ()
    is_sure: bool = True

    def __str__(self):
        return self.source


HD21, QD124, QD366 = "Hướng dẫn 21-HD/BTCTW", "Quy định 124-QĐ/TW", "Quy định 366-QĐ/TW"
HD25, HD43 = "Hướng dẫn 25-HD/BTCTW", "Hướng dẫn 43-HD/BTCTW"
MOVING = "nơi chuyển đến xếp loại; ở nơi cũ từ 6 tháng thì lấy nhận xét"
STAYING = "xếp loại ở nơi sinh hoạt chính thức, có nhận xét của nơi tạm thời"

SUGGESTED = {
    2019: Ground(f"{HD21}: làm rõ nội dung được gợi ý kiểm điểm", is_sure=False),
    2023: Ground(f"{HD25}: làm rõ nội dung được gợi ý kiểm điểm", is_sure=False),
    2025: Ground(f"{HD43}, mẫu 01, 2A–2C, mục IV: giải trình từng nội dung được gợi ý kiểm điểm"),
}

FROM_YEARS = {
    2019: Ground("Kết quả xếp loại các năm trong nhiệm kỳ"),
    2025: Ground(f"{QD366}, Điều 15: kết quả các năm là căn cứ xếp loại nhiệm kỳ"),
}
GROUNDS: dict[About, dict[int, Ground | None]] = {
    About.DISCIPLINE: {
        2019: Ground(f"{HD21}: bị kỷ luật trong năm thì không hoàn thành nhiệm vụ", BELOW_KHT),
        2023: Ground(
            f"{QD124}: bị kỷ luật thì không hoàn thành nhiệm vụ, trừ khi tự phát hiện, khắc phục xong",
            BELOW_KHT,
            is_sure=False,
        ),
        2025: Ground(
            f"{QD366}, Điều 11: vi phạm gắn với nhiệm vụ, bị kỷ luật từ khiển trách trở lên thì không "
            "hoàn thành nhiệm vụ; vi phạm khác thì cấp có thẩm quyền xem xét",
            BELOW_KHT,
        ),
    },
    About.LATER: {
        2019: Ground(f"{HD21}", XS_T, is_sure=False),
        2023: Ground(f"{HD25}", XS_T, is_sure=False),
        2025: Ground(f"{QD366}, Điều 15: kết quả không đúng thì xếp loại lại", XS_T),
    },
    About.SUSPENDED: {
        2019: Ground(f"{HD21}: không kiểm điểm, không xếp loại", ANY),
        2023: Ground(f"{HD25}", ANY, is_sure=False),
        2025: Ground(f"{QD366}, Điều 5: không kiểm điểm, không xếp loại", ANY),
    },
    About.LEAVE: {
        2019: Ground(
            f"{HD21}: nếu nghỉ ốm từ 3 tháng thì không xếp loại tốt trở lên; nghỉ thai sản xếp theo "
            "thời gian làm việc thực tế",
            XS_T,
        ),
        2023: Ground(f"{HD25}", is_sure=False),
        2025: Ground(f"{HD43}, mục 7.5: xếp loại theo công việc đã làm thực tế"),
    },
    About.MISSED: {
        2019: Ground("Điều lệ Đảng, Điều 2: sinh hoạt đảng đúng quy định", XS, is_sure=False)
    },
    About.ATTENDANCE: {2019: Ground("Mức phấn đấu dự sinh hoạt", XS, is_sure=False)},
    About.MOVED: {
        2019: Ground(f"{HD21}: {MOVING}"),
        2023: Ground(f"{HD25}, làm như {HD21}: {MOVING}", is_sure=False),
        2025: Ground(f"{HD43}, làm như {HD21}: {MOVING}", is_sure=False),
    },
    About.AWAY: {
        2019: Ground(f"{HD21}: {STAYING}"),
        2023: Ground(f"{HD25}, mục 7.5: {STAYING}", is_sure=False),
        2025: Ground(f"{HD43}, mục 7.6: {STAYING}"),
    },
    About.TOO_NEW: {
        2019: Ground(f"{HD21}: có kiểm điểm, chưa xếp loại", ANY),
        2023: Ground(f"{HD25}", ANY, is_sure=False),
        2025: Ground(f"{QD366}, Điều 5: không kiểm điểm, không xếp loại", ANY),
    },
    About.BY_DAY: {2019: Ground("Văn bản không nêu tính đến ngày nào", is_sure=False)},
    About.PROBATION: {2019: Ground("Điều lệ Đảng, Điều 3: được xếp loại nhưng không biểu quyết")},
    About.LATE: {
        2019: Ground(f"{HD21}: tiêu chí kết quả nhiệm vụ phải xuất sắc", XS),
        2023: Ground(f"{QD124}, Điều 12: đạt 100% chỉ tiêu", XS, is_sure=False),
        2025: Ground(f"{QD366}, Điều 11: 100% nhiệm vụ đúng tiến độ, chất lượng", XS_T),
    },
    About.UNDONE: {2019: Ground("Nhiệm vụ chưa đến hạn khi hết kỳ", is_sure=False)},
    About.UNIT_DISCIPLINE: {
        2019: Ground(f"{HD21}", XS, is_sure=False),
        2023: Ground(
            f"{QD124}: tập thể bị kỷ luật thì không hoàn thành nhiệm vụ", BELOW_KHT, is_sure=False
        ),
        2025: Ground(f"{QD366}, Điều 11: tổ chức, người lãnh đạo bị kỷ luật thì không xuất sắc", XS),
    },
    About.NEW_UNIT: {
        2019: Ground(f"{HD21}: tổ chức mới, chưa đủ 6 tháng thì chưa xếp loại"),
        2023: Ground(f"{HD25}", is_sure=False),
        2025: Ground(f"{QD366}, Điều 5: không loại tổ chức mới, vẫn xếp loại"),
    },
    About.GUESTS: {
        2019: Ground(f"{HD21}: {STAYING}"),
        2023: Ground(f"{HD25}, mục 7.5: {STAYING}", is_sure=False),
        2025: Ground(f"{HD43}, mục 7.6: {STAYING}"),
    },
    About.MEMBERS: {
        2019: Ground(
            f"{HD21}: chi bộ xuất sắc có 100% đảng viên hoàn thành nhiệm vụ trở lên, ít nhất 80% hoàn "
            "thành tốt trở lên",
            XS,
        ),
        2023: None,
    },
    About.QUARTER: {
        2025: Ground(
            "Hướng dẫn 02-HD/BTCTW ngày 22/5/2026: có quý không hoàn thành nhiệm vụ thì "
            "năm không xếp xuất sắc",
            XS,
            is_sure=False,
        )
    },
    About.LIMITS: {
        2019: Ground(f"{HD21}: kiểm điểm việc khắc phục hạn chế đã chỉ ra ở kỳ trước", is_sure=False),
        2025: Ground(f"{HD43}, mẫu 2A–2C: kết quả khắc phục hạn chế đã được chỉ ra ở kỳ trước"),
    },
    About.RESIDENCE: {
        2019: Ground("Nhận xét của cấp ủy nơi cư trú là một căn cứ xếp loại", is_sure=False)
    },
    About.YEARS: FROM_YEARS,
    About.UNIT_YEARS: FROM_YEARS,
    About.SUGGESTION: SUGGESTED,
    About.UNIT_SUGGESTION: SUGGESTED,
}


def ground_of(about: About, year: int) -> Ground | None:
    """What the point rests on in the grading of that year; None where no rule makes it."""
    return next((ground for first, ground in reversed(GROUNDS[about].items()) if first <= year), None)
