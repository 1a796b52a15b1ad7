from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "tài khoản"

    def ready(self):
        # Signing in is an act of django.contrib.auth and allauth: their signals are the only hook.
        from accounts import sign_in  # noqa: F401, PLC0415  its receivers need the models
