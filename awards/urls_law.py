"""The pages of the law and of the money; joined to the other addresses of this app in urls.py."""

from django.urls import path

from awards.views import budget, law

LAW_URLS = [
    path("phap-luat/", law.law, name="law"),
    path("phong-trao/<slug:slug>/du-toan/", budget.budget, name="budget"),
]
