from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.passwords import readable_password
from accounts.years import FIRST_YEAR, LAST_YEAR

PASSWORD_FIELDS = ["password", "must_change_password", "password_set_at"]


class AccountManager(UserManager):
    def to_mail(self, now: datetime.datetime) -> QuerySet[User]:
        """Who asked for letters and got none on that day yet."""
        today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        not_yet = Q(news_mailed_at__isnull=True) | Q(news_mailed_at__lt=today)
        return self.filter(not_yet, mails_news=True, is_active=True).exclude(email="")

    @transaction.atomic
    def create_account(self, *, username: str, full_name: str, by: User | None) -> tuple[User, str]:
        """Make an account; answer it with its one-time password, which is kept nowhere."""
        password = readable_password()
        user = self.model(must_change_password=True)
        user.set_password(password)
        audit.rewrite(by, "account.create", user, {"username": username, "full_name": full_name})
        return user, password


class User(AbstractUser):
    """Tài khoản: a person who signs in. What one may do stands in cells.Assignment, never here."""

    first_name = None
    last_name = None
    # Small letters only: allauth finds nobody where two names differ by their case alone.
    username = models.CharField(
        "tên đăng nhập",
        max_length=60,
        unique=True,
        help_text="Chữ thường không dấu, chữ số, dấu chấm, gạch ngang. Ví dụ: nva.chibo1",
        validators=[
            RegexValidator(
                r"\A[a-z0-9][a-z0-9._-]*\Z",
                "Chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch ngang, gạch dưới.",
            )
        ],
        error_messages={"unique": "Tên đăng nhập này đã có người dùng."},
    )
    full_name = models.CharField("họ và tên", max_length=120)
    must_change_password = models.BooleanField("phải đổi mật khẩu", default=False)
    # What was opened with an older password, such as an address of a calendar, is closed by it.
    password_set_at = models.DateTimeField("đặt mật khẩu lúc", null=True, editable=False)
    working_year = models.PositiveSmallIntegerField(
        "năm công tác",
        null=True,
        blank=True,
        help_text="Để trống là năm hiện tại.",
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )

    news_seen_at = models.DateTimeField("xem tin mới lúc", null=True, editable=False)
    mails_news = models.BooleanField("nhận thư báo tin mới", default=False)
    news_mailed_at = models.DateTimeField(null=True, editable=False)

    objects = AccountManager()

    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        verbose_name = verbose_name_plural = "tài khoản"

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    @property
    def year(self) -> int:
        """The year the pages look at: the one chosen in the top bar, else the present one."""
        return self.working_year or timezone.localdate().year

    def choose_year(self, year: int | None) -> None:
        """Look at that year from now on; None is always the present one.

        A way of looking, not an act on a record: no audit event.
        """
        if year and not FIRST_YEAR <= year <= timezone.localdate().year:
            raise ValidationError({"year": f"Chọn từ năm {FIRST_YEAR} đến năm nay."})
        self.working_year = year
        self.save(update_fields=["working_year"])

    def see_news(self, until: datetime.datetime) -> None:
        """What happened up to that moment is no news any more. A way of looking: no audit event."""
        if self.news_seen_at is None or self.news_seen_at < until:
            self.news_seen_at = min(until, timezone.now())
            self.save(update_fields=["news_seen_at"])

    def take_letter(self, now: datetime.datetime) -> bool:
        """Whether it is this call that sends the letter of the day: of two at once only one is."""
        same = type(self).objects.filter(pk=self.pk, news_mailed_at=self.news_mailed_at)
        return bool(same.update(news_mailed_at=now))

    @transaction.atomic
    def choose_mail(self, *, email: str, mails_news: bool, by: User) -> None:
        """Get a letter on days with news, or none."""
        if mails_news and not email:
            raise ValidationError({"email": "Ghi địa chỉ thư điện tử để nhận thư."})
        audit.change(by, "account.choose_mail", self, email=email, mails_news=mails_news)

    def set_password(self, raw_password):
        super().set_password(raw_password)
        self.password_set_at = timezone.now()

    @transaction.atomic
    def change_password(self, password: str) -> None:
        """Take a password of one's own choice, already checked by the form."""
        self.set_password(password)
        self.must_change_password = False
        self.save(update_fields=PASSWORD_FIELDS)
        audit.record(self, "account.change_password", self, ["password"])

    @transaction.atomic
    def renew_password(self, *, by: User) -> str:
        """Give a new one-time password for a forgotten one, which ends every session of the user."""
        if by.pk == self.pk:
            raise ValidationError("Đổi mật khẩu của mình ở mục Đổi mật khẩu.")
        password = readable_password()
        self.set_password(password)
        self.must_change_password = True
        self.save(update_fields=PASSWORD_FIELDS)
        audit.record(by, "account.renew_password", self, ["password"])
        return password

    @transaction.atomic
    def edit(self, *, full_name: str, is_active: bool, by: User) -> None:
        """Correct the name, open or lock the account. A locked user is out at the next request."""
        if by.pk == self.pk and not is_active:
            raise ValidationError({"is_active": "Đồng chí không thể khóa tài khoản của chính mình."})
        audit.change(by, "account.edit", self, full_name=full_name, is_active=is_active)

    @transaction.atomic
    def drop_second_factor(self, *, by: User) -> None:
        """For a lost telephone: the user signs in by password and must set up a new one at once."""
        if by.pk == self.pk:
            raise ValidationError("Hủy xác thực hai lớp của mình ở mục Xác thực hai lớp.")
        self.authenticator_set.all().delete()
        audit.record(by, "account.drop_second_factor", self)
