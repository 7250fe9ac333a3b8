"""Addresses of the uppermost app, one file for each room."""

from dossiers.urls import council, dossier, home, takeovers

app_name = "dossiers"
urlpatterns = home.urlpatterns + dossier.urlpatterns + council.urlpatterns + takeovers.urlpatterns
