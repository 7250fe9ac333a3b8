"""Addresses of a contest's results and imports."""

from django.urls import path

from scoring.views import contest, contest_imports, contest_nominees

CONTEST = "phong-trao/<slug:slug>/cuoc-thi/"
STEP = f"{CONTEST}nhap/<int:pk>/"
CONTEST_URLS = [
    path(CONTEST, contest.contest, name="contest"),
    path(f"{CONTEST}nguoi/<int:pk>/", contest.contest_person, name="contest_person"),
    path(f"{CONTEST}de-nghi/", contest_nominees.contest_choose, name="contest_choose"),
    path(f"{CONTEST}de-nghi/<int:pk>/rut/", contest_nominees.contest_withdraw, name="contest_withdraw"),
    path(f"{CONTEST}nhap/", contest_imports.contest_imports, name="contest_imports"),
    path(STEP, contest_imports.contest_import, name="contest_import"),
    path(f"{STEP}cot/", contest_imports.contest_columns, name="contest_columns"),
    path(f"{STEP}ten/", contest_imports.contest_units, name="contest_import_units"),
    path(f"{STEP}ghi-nhan/", contest_imports.contest_confirm, name="contest_confirm"),
    path(f"{STEP}huy/", contest_imports.contest_undo, name="contest_undo"),
    path(f"{STEP}bo/", contest_imports.contest_discard, name="contest_discard"),
    path(f"{STEP}tep/", contest_imports.contest_file, name="contest_file"),
]
