"""The personal history of a member, and what is added to it once a year.

The fields are those of form 2-KNĐ that lists, letters and admission need. Family, political vetting
and health stay on paper by design, and so do portraits and scans of identity cards.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction

from accounts import audit
from accounts.models import User
from members.models.member import PLACES, Member, Schooling, Theory
from members.models.yearly import MemberYear
from members.rules.spellings import religion

LONGEST = 5000


def in_words(record: models.Model, name: str):
    """A field as a reader knows it: the label of a choice, not its code."""
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else record._meta.get_field(name).value_from_object(record)


class Biography(models.Model):
    """What both the history and its yearly supplement say; in a supplement: what changed that year."""

    occupation = models.CharField("nghề nghiệp", max_length=200, blank=True)
    permanent_address = models.CharField("nơi thường trú", max_length=300, blank=True)
    temporary_address = models.CharField("nơi tạm trú", max_length=300, blank=True)
    professional_level = models.CharField("chuyên môn, nghiệp vụ", max_length=200, blank=True)
    degree = models.CharField("học vị, học hàm", max_length=200, blank=True)
    foreign_language = models.CharField("ngoại ngữ", max_length=200, blank=True)
    it_skill = models.CharField("tin học", max_length=200, blank=True)
    work_history = models.TextField("quá trình công tác", max_length=LONGEST, blank=True)
    training = models.TextField("đào tạo, bồi dưỡng", max_length=LONGEST, blank=True)
    travel = models.TextField("đi nước ngoài", max_length=LONGEST, blank=True)
    awards = models.TextField("khen thưởng", max_length=LONGEST, blank=True)
    titles = models.TextField("danh hiệu được phong tặng", max_length=LONGEST, blank=True)

    class Meta:
        abstract = True

    def forget_places(self) -> None:
        """Where he or she lived."""
        for name in PLACES:
            setattr(self, name, "")
        self.save(update_fields=PLACES)

    def _lines(self, names: Iterable[str]) -> list[tuple[str, str | datetime.date]]:
        """(label, content) of those of the fields that say something."""
        said = [name for name in names if getattr(self, name)]
        return [(self._meta.get_field(name).verbose_name, in_words(self, name)) for name in said]


class PersonalHistory(Biography):
    """Lý lịch đảng viên beside the columns of Member: read on one page, never in a list."""

    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, primary_key=True, related_name="history"
    )
    other_names = models.CharField("tên gọi khác", max_length=120, blank=True)
    religion = models.CharField("tôn giáo", max_length=60, blank=True)
    general_education = models.CharField("giáo dục phổ thông", max_length=60, blank=True)
    union_joined_on = models.DateField("ngày vào Đoàn thanh niên", null=True, blank=True)
    union_joined_at = models.CharField("nơi vào Đoàn thanh niên", max_length=200, blank=True)
    sponsors = models.TextField("người giới thiệu vào Đảng", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "lý lịch đảng viên"

    def __str__(self):
        return f"{self._meta.verbose_name}: {self.member}"

    def save(self, **kwargs):
        self.religion = religion(self.religion)
        super().save(**kwargs)

    @classmethod
    def of(cls, member: Member) -> PersonalHistory:
        """The history, or an empty one that is not saved yet."""
        return cls.objects.filter(member=member).first() or cls(member=member)

    def lines(self) -> list[tuple[str, str | datetime.date]]:
        return self._lines(field.name for field in self._meta.fields if not field.is_relation)

    @transaction.atomic
    def edit(self, *, fields: list[str], by: User | None) -> None:
        """Keep the new values of these fields, and no others."""
        self.member.lock()
        now, _ = PersonalHistory.objects.get_or_create(member=self.member)
        if self._state.adding and any(getattr(now, name) for name in fields):
            raise ValidationError("Người khác vừa ghi lý lịch này. Xem lại rồi bấm lưu lần nữa.")
        self.save(update_fields=fields)
        audit.record(by, "history.edit", self.member, fields)


class YearlySupplement(Biography, MemberYear):
    """Phiếu bổ sung hồ sơ đảng viên: what changed in a year, as the member declared it.

    It stays as handed in. What the office carries over into the record is replaced there, so the
    value that stood before is kept here in `replaced`.
    """

    DAY_FIELD = "handed_in_on"
    OF_MEMBER = ("work_place", "schooling", "theory")
    ADDED = ("work_history", "training", "travel", "awards", "titles")  # to the text there is
    CARRIED = (*OF_MEMBER, *(field.name for field in Biography._meta.local_fields))

    handed_in_on = models.DateField("ngày nộp phiếu")
    work_place = models.CharField("nơi công tác", max_length=200, blank=True)
    schooling = models.CharField("trình độ", max_length=20, choices=Schooling.choices, blank=True)
    theory = models.CharField("lý luận chính trị", max_length=12, choices=Theory.choices, blank=True)
    note = models.TextField("thay đổi khác", max_length=LONGEST, blank=True)
    replaced = models.JSONField("đã thay trong hồ sơ", default=dict, editable=False)

    class Meta(MemberYear.Meta):
        verbose_name = verbose_name_plural = "phiếu bổ sung hồ sơ"

    def __str__(self):
        return f"{self._meta.verbose_name} năm {self.year}: {self.member}"

    def lines(self) -> list[tuple[str, str | datetime.date]]:
        return self._lines([*self.CARRIED, "note"])

    def forget_places(self) -> None:
        super().forget_places()
        self.replaced = {name: old for name, old in self.replaced.items() if name not in PLACES}
        self.save(update_fields=["replaced"])

    def to_carry_over(self) -> dict[str, tuple[str, str]]:
        """Field → (in the record now, in the record then), of what the record does not say yet."""
        history, pairs = PersonalHistory.of(self.member), {}
        for name in self.CARRIED:
            recorded = getattr(self.member if name in self.OF_MEMBER else history, name)
            if carried := self._carried(name, recorded):
                pairs[name] = recorded, carried
        return {name: (old, new) for name, (old, new) in pairs.items() if old != new}

    def _carried(self, name: str, recorded: str) -> str:
        """What the record would say: the new value, or its text with a line of this year."""
        declared = getattr(self, name)
        if name not in self.ADDED or not declared:
            return declared
        line = f"Năm {self.year}: {declared}"
        return recorded if line in recorded else f"{recorded}\n{line}".strip()

    @transaction.atomic
    def carry_over(self, names: list[str], *, by: User | None) -> None:
        """Write what was declared in these fields into the record."""
        self.member.lock()
        self.member.refresh_from_db()
        pairs = self.to_carry_over()
        if not set(names) <= set(pairs):
            raise ValidationError("Hồ sơ vừa được người khác sửa. Xem lại rồi chọn.")
        if any(len(pairs[name][1]) > LONGEST for name in names):
            raise ValidationError(f"Mục quá dài: hồ sơ ghi tối đa {LONGEST} ký tự một mục.")
        history, _ = PersonalHistory.objects.get_or_create(member=self.member)
        for record in (self.member, history):
            mine = [name for name in names if (name in self.OF_MEMBER) == (record is self.member)]
            for name in mine:
                setattr(record, name, pairs[name][1])
            record.save(update_fields=mine)
        self.replaced |= {name: pairs[name][0] for name in names}
        self.save(update_fields=["replaced"])
        audit.record(by, "yearlysupplement.carry_over", self.member, names)
