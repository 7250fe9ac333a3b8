from django.urls import path

from dossiers.views import takeover_aside, takeovers

KE_THUA = "phong-trao/<slug:slug>/ke-thua/"
urlpatterns = [
    path(KE_THUA, takeovers.takeovers, name="takeovers"),
    path(f"{KE_THUA}<int:pk>/huy/", takeovers.takeover_undo, name="takeover_undo"),
    path(f"{KE_THUA}<int:pk>/da-cat/", takeover_aside.takeover_aside, name="takeover_aside"),
]
