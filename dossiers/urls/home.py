from django.urls import path

from dossiers.views import home, overview

urlpatterns = [
    path("", home.home, name="home"),
    path("phong-trao/<slug:slug>/", overview.campaign, name="campaign"),
    path("phong-trao/<slug:slug>/cac-buoc/", home.steps, name="steps"),
    path("phong-trao/<slug:slug>/nhac-viec/<slug:kind>/", home.reminder, name="reminder"),
]
