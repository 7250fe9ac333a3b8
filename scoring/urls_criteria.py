"""A criterion's own pages and the import of a set, under the set's address."""

from django.urls import path

from scoring.views import criteria, criteria_import

ROW = "bo-tieu-chi/<slug:code>/<int:pk>/"
SET = "bo-tieu-chi/<slug:code>/"
CRITERIA_URLS = [
    path(f"{SET}nhap/", criteria_import.criteria_import, name="criteria_import"),
    path(f"{SET}nhap/ghi/", criteria_import.criteria_import_confirm, name="criteria_import_confirm"),
    path(f"{ROW}sua/", criteria.criterion, name="criterion"),
    path(f"{ROW}xoa/", criteria.criterion_remove, name="criterion_remove"),
    path(f"{ROW}chuyen/", criteria.criterion_move, name="criterion_move"),
]
