"""The own conditions of units' heads."""

from django.urls import path

from awards.views import own_conditions

OWN = "phong-trao/<slug:slug>/tieu-chuan-rieng/"
OWN_URLS = [
    path(OWN, own_conditions.own, name="own"),
    path(f"{OWN}<int:pk>/", own_conditions.own_edit, name="own_edit"),
    path(f"{OWN}<int:pk>/xoa/", own_conditions.own_remove, name="own_remove"),
]
