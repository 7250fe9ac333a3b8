"""One list of addresses; each app keeps its own."""

from django.urls import include, path

from config.health import health

urlpatterns = [
    path("suc-khoe/", health, name="health"),
    path("", include("accounts.urls")),
    path("", include("accounts.urls_allauth")),
    path("", include("campaigns.urls")),
    path("", include("awards.urls")),
    path("", include("scoring.urls")),
    path("", include("dossiers.urls")),
]
