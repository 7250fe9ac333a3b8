from django.urls import path

from scoring.views import what_if

WHAT_IF_URLS = [
    path("phong-trao/<slug:slug>/thu-phuong-an/", what_if.what_if, name="what_if"),
    path("phong-trao/<slug:slug>/thu-phuong-an/dua-vao/", what_if.what_if_apply, name="what_if_apply"),
]
