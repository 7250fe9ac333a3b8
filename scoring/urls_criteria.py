"""A criterion's own pages, under the set's address."""

from django.urls import path

from scoring.views import criteria

ROW = "bo-tieu-chi/<slug:code>/<int:pk>/"
CRITERIA_URLS = [
    path(f"{ROW}sua/", criteria.criterion, name="criterion"),
    path(f"{ROW}xoa/", criteria.criterion_remove, name="criterion_remove"),
]
