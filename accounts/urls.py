from django.urls import include, path

from accounts import views

urlpatterns = [
    path("working-year/", views.working_year, name="working_year"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
