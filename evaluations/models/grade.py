"""What is decided about one row of a round."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import models

from evaluations.models.rules import Level, RuleSet

LEVEL_OR_EXCLUSION = "Chỉ chọn mức xếp loại hoặc lý do không xếp loại."
OTHER_IS_EXPLAINED = "Lý do khác thì phải ghi rõ ở ghi chú."


class Exclusion(models.TextChoices):
    """Why somebody on the roll has no level: the rows of statistics form 6F, and what else occurs."""

    TOO_NEW = "too_new", "Đảng viên mới kết nạp chưa đủ 6 tháng"
    NEW_BODY = "new_body", "Tập thể mới thành lập"
    EXEMPT = "exempt", "Được miễn công tác và sinh hoạt đảng"
    SUSPENDED = "suspended", "Bị đình chỉ sinh hoạt đảng"
    ELSEWHERE = "elsewhere", "Xếp loại ở nơi khác"
    OTHER = "other", "Lý do khác"


class Grade(NamedTuple):
    """What is decided about one row: a level, or an exclusion, or neither so far; and a note."""

    level: str = ""
    exclusion: str = ""
    note: str = ""

    def __str__(self):
        if self.exclusion:
            return f"Không xếp loại: {Exclusion(self.exclusion).label.lower()}"
        return Level(self.level).label if self.level else "Chưa xếp loại"

    def said(self, rules: RuleSet, *, of_unit: bool) -> str:
        """The level by the name that these rules give it."""
        return rules.name_of(self.level, of_unit=of_unit) if self.level else str(self)

    def check(self) -> None:
        """Say in Vietnamese what the constraints of the table refuse, without asking the database."""
        if self.level not in ["", *Level] or self.exclusion not in ["", *Exclusion]:
            raise ValidationError("Mức xếp loại hoặc lý do không hợp lệ.")
        if self.level and self.exclusion:
            raise ValidationError(LEVEL_OR_EXCLUSION)
        if self.exclusion == Exclusion.OTHER and not self.note:
            raise ValidationError(OTHER_IS_EXPLAINED)
