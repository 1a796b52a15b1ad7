"""The pages of allauth that we offer. No sign-up, no e-mail, no reset of passwords by mail.

Allauth looks for the names of the pages left out only in ways that are closed here: it copes with
their absence on the sign-in page and never sends anybody to them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.usersessions import views as sessions
from django.urls import path

from accounts import views

urlpatterns = [
    path("working-year/", views.working_year, name="working_year"),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("sessions/", sessions.list_usersessions, name="usersessions_list"),
    path("2fa/", second_factor.index, name="mfa_index"),
    path("2fa/authenticate/", second_factor.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", views.SecondFactorSetUp.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", views.SecondFactorRemoval.as_view(), name="mfa_deactivate_totp"),
    path("2fa/codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "2fa/codes/generate/", views.RecoveryCodesRenewal.as_view(), name="mfa_generate_recovery_codes"
    ),
    path("2fa/codes/download/", views.recovery_codes_file, name="mfa_download_recovery_codes"),
]
