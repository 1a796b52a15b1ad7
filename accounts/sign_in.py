"""Signing in and out as audit events. Neither a password nor an unknown user name is recorded.

A password just changed is not asked for a second time where a recent one is needed.
"""

import logging

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from accounts import audit
from accounts.models import User

logger = logging.getLogger(__name__)


@receiver(user_logged_in)
def signed_in(sender, user, **kwargs):
    """Password and, where set up, second factor were right."""
    audit.record(user, "session.start", user)


@receiver(user_login_failed)
def password_refused(sender, credentials, **kwargs):
    """A name typed wrong may be a password typed in the wrong field: unknown ones are not kept."""
    user = User.objects.filter(username__iexact=credentials.get("username", "")).first()
    if user:
        audit.record(None, "session.refuse_password", user)
    else:
        logger.warning("Sign-in refused: no such account")


@receiver(authentication_failed)
def code_refused(sender, user, **kwargs):
    audit.record(None, "session.refuse_code", user)


@receiver(user_logged_out)
def signed_out(sender, user, **kwargs):
    """By the button, or by the limits of the session."""
    if user:
        audit.record(user, "session.end", user)


@receiver(password_changed)
def proved_by_change(sender, request, **kwargs):
    reauthenticate_by_password(request)
