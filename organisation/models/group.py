"""Party groups inside a large cell, and who belongs to which."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Prefetch, Q

from accounts import audit
from accounts.models import User
from cells.models import CELL_KINDS, Unit
from cells.rights import PERSON_ROLES
from cells.scoping import ScopedQuerySet
from common.models.links import required
from common.periods import DAY, Period, PeriodQuerySet, refuse_future
from common.vietnamese import nfc
from members.models.member import Member
from members.models.membership import Membership


class GroupRole(models.TextChoices):
    LEADER = "leader", "tổ trưởng"
    DEPUTY = "deputy", "tổ phó"
    MEMBER = "member", "tổ viên"


class PartyGroupQuerySet(ScopedQuerySet, PeriodQuerySet):
    seen_by = PERSON_ROLES

    def sized(self, day: datetime.date):
        """Each with `size`, its members of that day; in their order, which counting would lose."""
        lasts = Q(places__ends_on__isnull=True) | Q(places__ends_on__gte=day)
        sized = self.annotate(size=models.Count("places", filter=lasts & Q(places__starts_on__lte=day)))
        return sized.order_by(*self.model._meta.ordering)

    def with_places(self, user: User, day: datetime.date):
        """Each with `places_seen`: the places of that day of members whom the user sees today."""
        places = (
            GroupPlace.objects.on(day)
            .filter(member__in=Member.objects.visible_to(user))
            .by_rank()
            .select_related("member")
        )
        return self.prefetch_related(Prefetch("places", places, to_attr="places_seen"))

    @transaction.atomic
    def form(self, *, unit: Unit, name: str, on: datetime.date, by: User | None) -> PartyGroup:
        """Lập tổ đảng: a group of a cell exists from that day on."""
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        group = PartyGroup(unit=unit, name=nfc(name), starts_on=on)
        group.check_formation()
        group.save()
        audit.record(by, "group.form", group, ["unit", "name", "starts_on"])
        return group

    @transaction.atomic
    def distribute(
        self,
        unit: Unit,
        *,
        on: datetime.date,
        places: Mapping[Member, tuple[PartyGroup | None, GroupRole]],
        by: User | None,
    ) -> int:
        """From that day on each of these members has this place, or none; how many changed."""
        unit = Unit.objects.select_for_update().get(pk=unit.pk)
        keys = [member.pk for member in places]
        list(Member.objects.select_for_update().filter(pk__in=keys).order_by("pk"))  # nobody leaves now
        refuse_future(on)
        places_now = GroupPlace.objects.of(unit).open().select_related("group", "member")
        old = {place.member_id: place for place in places_now}
        changed = {
            member: wanted
            for member, wanted in places.items()
            if wanted != _held(old.get(member.pk)) and (wanted[0] or member.pk in old)
        }
        for member in changed:
            if member.pk in old:
                old[member.pk].close(on)
        for member, (group, role) in changed.items():
            if group:
                group.take_in(member, role, on)
        self._refuse_two_leaders(unit)
        audit.record(by, "group.distribute", unit, ["places"])
        return len(changed)

    def _refuse_two_leaders(self, unit: Unit) -> None:
        leaders = GroupPlace.objects.of(unit).open().filter(role=GroupRole.LEADER)
        seen = set()
        for group in leaders.values_list("group__name", flat=True):
            if group in seen:
                raise ValidationError(f"{group} chỉ có một tổ trưởng.")
            seen.add(group)


class PartyGroup(Period):
    """Tổ đảng: part of a large cell, with a leader and, if needed, deputies."""

    unit = required(Unit, related_name="groups")
    name = models.CharField("tên tổ", max_length=100)

    objects = PartyGroupQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = verbose_name_plural = "tổ đảng"
        constraints = [
            Period.in_order("partygroup_in_order"),
            models.UniqueConstraint(
                name="partygroup_name",
                fields=["unit", "name"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Chi bộ đang có tổ tên này.",
            ),
        ]

    def __str__(self):
        return self.name

    def check_formation(self) -> None:
        """Refuse a group outside the life of its cell, or of a name in use."""
        refuse_future(self.starts_on)
        version = self.unit.version_on(self.starts_on)
        if version is None or version.kind not in CELL_KINDS:
            raise ValidationError({"on": "Vào ngày này đây không phải là một chi bộ đang hoạt động."})
        if self.unit.groups.filter(name=self.name).ending_from(self.starts_on).exists():
            raise ValidationError({"name": "Chi bộ đang có tổ tên này."})

    def take_in(self, member: Member, role: GroupRole, on: datetime.date) -> None:
        """Give a member of the cell a place here; the place before must be closed already."""
        if not self.covers(on) or self.ends_on:
            raise ValidationError({"on": f"{self} lập ngày {self.starts_on:%d/%m/%Y}."})
        spells = Membership.objects.permanent().filter(member=member, unit=self.unit)
        if not spells.on(on).open().exists():
            raise ValidationError(
                {"on": f"Đồng chí {member} không có tên trong danh sách chi bộ từ ngày này đến nay."}
            )
        GroupPlace.objects.create(group=self, member=member, role=role, starts_on=on)

    def check_end(self, on: datetime.date) -> None:
        """Refuse a day from which this group cannot be over."""
        if self.ends_on:
            raise ValidationError({"on": f"Tổ đã kết thúc hết {self.ends_on:%d/%m/%Y}."})
        if on <= self.starts_on:
            raise ValidationError({"on": f"Phải sau ngày lập tổ ({self.starts_on:%d/%m/%Y})."})
        refuse_future(on)

    @transaction.atomic
    def end(self, *, on: datetime.date, by: User | None) -> None:
        """Give up the group: from that day on its members belong to none."""
        Unit.objects.select_for_update().get(pk=self.unit_id)
        self.refresh_from_db(fields=["ends_on"])
        self.check_end(on)
        for place in self.places.open():
            place.close(on)
        audit.change(by, "group.end", self, ends_on=on - DAY)


class GroupPlaceQuerySet(PeriodQuerySet):
    def of(self, unit: Unit):
        """Places in the groups of a cell."""
        return self.filter(group__unit=unit)

    def by_rank(self):
        """The leader first, then deputies, within a rank by name."""
        ranks = [models.When(role=role, then=n) for n, role in enumerate(GroupRole.values)]
        return self.order_by(models.Case(*ranks), "member__sort_key", "id")


class GroupPlace(Period):
    """A member's place in a group: one at a time, and none after leaving the cell."""

    group = required(PartyGroup, related_name="places")
    member = required(Member, related_name="group_places")
    role = models.CharField(
        "vai trò", max_length=8, choices=GroupRole.choices, default=GroupRole.MEMBER
    )

    objects = GroupPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "id"]
        verbose_name = verbose_name_plural = "chỗ trong tổ đảng"
        constraints = [
            Period.in_order("groupplace_in_order"),
            models.UniqueConstraint(
                name="groupplace_one_open",
                fields=["member"],
                condition=Q(ends_on__isnull=True),
                violation_error_message="Đồng chí này đang ở một tổ khác.",
            ),
        ]

    def __str__(self):
        return f"{self.member}, {self.group}"

    @property
    def unit(self) -> Unit:
        return self.group.unit

    def close(self, on: datetime.date) -> None:
        """Give the place up from that day on; one that began that day is as if it had never been."""
        if on < self.starts_on:
            raise ValidationError(
                {"on": f"Đồng chí {self.member} vào {self.group} từ {self.starts_on:%d/%m/%Y}."}
            )
        if on == self.starts_on:
            self.delete()
            return
        self.ends_on = on - DAY
        self.save(update_fields=["ends_on"])


def _held(place: GroupPlace | None) -> tuple[PartyGroup | None, str]:
    return (place.group, place.role) if place else (None, GroupRole.MEMBER)
