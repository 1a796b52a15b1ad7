"""What we tell django-allauth: nobody signs up, nobody gets mail, one account is one count of tries."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts import audit
from accounts.devices import mark_of, remember


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator only; about them no mail is sent."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """No mail leaves the house: a forgotten password is renewed by the administrator."""

    def clean_password(self, password, user=None):
        """A one-time password, read aloud over the telephone, must not stay in use."""
        if user and user.check_password(password):
            raise ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng.")
        return super().clean_password(password, user)

    def set_password(self, user, password):
        user.change_password(password)

    def get_password_change_redirect_url(self, request):
        return reverse("home")

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count tries by account alone, those of a browser that the user signed in with before apart.

        Allauth counts by host and account, and the host is what the client says: with a port
        behind it, a client would start a new count for each of 65,535 ports.
        """
        username = credentials["username"].lower()
        return f"{username} {mark}" if (mark := mark_of(request, username)) else username

    def post_login(self, request, user, **how):
        response = super().post_login(request, user, **how)
        remember(request, response, user)
        return response


class MFAAdapter(DefaultMFAAdapter):
    """The second factor is named after the person in the authenticator application."""

    def get_totp_label(self, user) -> str:
        return user.username


class UserSessionsAdapter(DefaultUserSessionsAdapter):
    """The other sessions of a user end by the user's own hand only."""

    def end_sessions(self, sessions) -> None:
        super().end_sessions(sessions)
        for user in {session.user for session in sessions}:
            audit.record(user, "account.end_sessions", user)
