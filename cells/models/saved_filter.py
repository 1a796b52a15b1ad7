"""Filters of lists that a user keeps by name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import QueryDict
from django.urls import reverse

from accounts import audit
from accounts.models import User

MOST_ON_A_PAGE = 30
LONGEST_QUERY = 500
PERSONS = {"unit", "on", "sort"}
# The pages with filters to keep, and what of their address is one: never the name of a person.
PAGES: dict[str, set[str]] = {
    "members:member_list": PERSONS
    | {"status", "sex", "minority", "age_from", "age_to", "party_from", "party_to"}
    | {"office", "theory", "schooling"},
    "cases:candidate_list": PERSONS,
    "members:office_list": PERSONS | {"kind", "term"},
    "cases:case_list": {"unit", "on", "kind", "who", "state"},
}


class SavedFilterQuerySet(models.QuerySet):
    def of(self, user: User, page: str):
        """The user's own, of one page."""
        return self.filter(user=user, page=page)

    @transaction.atomic
    def keep(self, *, page: str, name: str, query: str, by: User) -> SavedFilter:
        """Keep what of this address is a filter of the page, under a name of the user's own."""
        User.objects.select_for_update().get(pk=by.pk)  # a double click waits
        if page not in PAGES:
            raise ValidationError("Trang này không có bộ lọc để lưu.")
        if self.of(by, page).count() >= MOST_ON_A_PAGE:
            raise ValidationError(f"Mỗi trang giữ tối đa {MOST_ON_A_PAGE} bộ lọc. Xóa bớt rồi lưu lại.")
        kept = self.model(user=by, page=page, name=name, query=filter_in(page, query))
        if not kept.query:
            raise ValidationError("Chưa chọn điều kiện nào. Chọn, bấm Xem rồi lưu.")
        audit.add(by, "filter.save", kept)
        return kept


class SavedFilter(models.Model):
    """Bộ lọc đã lưu: a part of an address under a name; whoever opens it sees what he may see."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    page = models.CharField("trang", max_length=60)
    name = models.CharField("tên bộ lọc", max_length=60)
    query = models.CharField("điều kiện", max_length=LONGEST_QUERY)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = verbose_name_plural = "bộ lọc đã lưu"
        constraints = [
            models.UniqueConstraint(
                name="saved_filter_name",
                fields=["user", "page", "name"],
                violation_error_message="Đã có bộ lọc mang tên này. Đặt tên khác.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def address(self) -> str:
        return f"{reverse(self.page)}?{self.query}"

    @transaction.atomic
    def discard(self, *, by: User) -> None:
        audit.record(by, "filter.delete", self)
        self.delete()


def filter_in(page: str, query: str) -> str:
    """Of an address, the parameters that this page knows as filters; the last value of each."""
    asked = QueryDict(query[: 4 * LONGEST_QUERY]).dict()
    kept = QueryDict(mutable=True)
    kept.update({name: asked[name] for name in sorted(PAGES[page]) if asked.get(name)})
    return kept.urlencode()
