"""One list of addresses; each app keeps its own."""

from django.urls import include, path

from accounts.views.second_step import second_step
from accounts.views.sign_in import SignIn
from config.health import health

urlpatterns = [
    path("suc-khoe/", health, name="health"),
    path("", include("accounts.urls")),
    # The names under which django-allauth looks for its pages; they are the pages above.
    path("dang-nhap/", SignIn.as_view(), name="account_login"),
    path("dang-nhap/buoc-hai/", second_step, name="mfa_authenticate"),
    path("", include("campaigns.urls")),
    path("", include("awards.urls")),
    path("", include("scoring.urls")),
    path("", include("dossiers.urls")),
]
