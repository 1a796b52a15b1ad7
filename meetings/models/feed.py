"""Calendar feeds: an address that a telephone reads by itself.

The token in the address is the key: whoever has it reads the feed without signing in. So it is random,
kept here as a hash only, shown once, ends with the rights and with the password of its user, and what
it opens is poor: title, time and place of meetings, no person.
"""

from __future__ import annotations

import hashlib
import secrets

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from cells.models import Unit
from cells.rights import may
from cells.scoping import assignments_of
from common.models.links import optional

TOKEN_BYTES = 32  # 256 bits
MOST_FEEDS = 10
NOTED_EVERY_SECONDS = 3600


def _hash(token: str) -> str:
    # Plain SHA-256 is enough for what is random itself: there is nothing to guess from.
    return hashlib.sha256(token.encode()).hexdigest()


class FeedQuerySet(models.QuerySet):
    def of_user(self, user: User):
        return self.filter(user=user).select_related("unit")

    def alive(self):
        """Those not revoked, nor made before the password was set anew: whoever has lost one may have
        lost the other."""
        renewed = Q(user__password_set_at__gt=F("created_at"))
        return self.filter(revoked_at__isnull=True).exclude(renewed)

    def by_token(self, token: str) -> Feed | None:
        """The feed that this token opens today, if any."""
        feeds = self.alive().select_related("user", "unit")
        feed = feeds.filter(token_hash=_hash(token), user__is_active=True).first()
        return feed if feed and feed.is_allowed() else None

    @transaction.atomic
    def make(self, *, user: User, unit: Unit | None, by: User) -> tuple[Feed, str]:
        """A feed of one unit, or of the user's own meetings; answer it with its token, kept nowhere."""
        User.objects.select_for_update().get(pk=user.pk)
        if self.alive().filter(user=user).count() >= MOST_FEEDS:
            raise ValidationError(f"Mỗi người có tối đa {MOST_FEEDS} địa chỉ. Đề nghị thu hồi bớt.")
        token = secrets.token_urlsafe(TOKEN_BYTES)
        feed = self.model(user=user, unit=unit, token_hash=_hash(token))
        if not feed.is_allowed():
            raise ValidationError("Đồng chí không xem được lịch của tổ chức này.")
        feed.save()
        audit.record(by, "feed.make", feed)
        return feed, token


class Feed(models.Model):
    """Địa chỉ lịch: of one unit, or of the user's own meetings when `unit` is empty."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="feeds")
    unit = optional(Unit, "tổ chức đảng", on_delete=models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    last_read_at = models.DateTimeField("đọc lần cuối lúc", null=True, editable=False)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = verbose_name_plural = "địa chỉ lịch"

    def __str__(self):
        return f"Lịch của {self.unit}" if self.unit else "Lịch của tôi"

    def is_allowed(self) -> bool:
        """Whether the user may still read it: asked anew at each reading."""
        if self.unit is None:
            return bool(assignments_of(self.user))
        return may(self.user, "meeting.read", self.unit)

    def note_reading(self) -> None:
        """Once an hour is often enough to see whether a feed is still used."""
        now = timezone.now()
        if self.last_read_at is None or (now - self.last_read_at).total_seconds() > NOTED_EVERY_SECONDS:
            Feed.objects.filter(pk=self.pk).update(last_read_at=now)

    @transaction.atomic
    def revoke(self, *, by: User) -> None:
        """The address opens nothing any more."""
        if self.revoked_at:
            raise ValidationError("Địa chỉ này đã thu hồi.")
        audit.change(by, "feed.revoke", self, revoked_at=timezone.now())
