"""What we tell django-allauth: nobody signs up, nobody gets mail."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator only; the program sends no mail."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """No mail leaves the house: a forgotten password is reset by the administrator."""


class MFAAdapter(DefaultMFAAdapter):
    """The second factor is named after the person in the authenticator application."""

    def get_totp_label(self, user) -> str:
        return user.username
