from django.urls import path

from scoring.urls_contest import CONTEST_URLS
from scoring.urls_criteria import CRITERIA_URLS
from scoring.urls_plan import PLAN_URLS
from scoring.urls_what_if import WHAT_IF_URLS
from scoring.views import evidence, imports, last_year, ranking, sheets, top_line

app_name = "scoring"
SHEET = "phong-trao/<slug:slug>/tu-cham/"
RESULTS = "phong-trao/<slug:slug>/ket-qua/"
STEP = f"{RESULTS}nhap/<int:pk>/"
urlpatterns = [
    path(SHEET, sheets.sheet, name="sheet"),
    path(f"{SHEET}mo/", sheets.open_own, name="sheet_open"),
    path(f"{SHEET}dong/<int:criterion_id>/", sheets.save_row, name="sheet_row"),
    path(f"{SHEET}gui/", sheets.send, name="sheet_send"),
    path(f"{SHEET}nam-truoc/", last_year.last_year, name="sheet_last_year"),
    path(f"{SHEET}rut-lai/", sheets.reopen, name="sheet_reopen"),
    path(f"{SHEET}tai-lieu/<int:criterion_id>/", evidence.evidence, name="evidence"),
    path(f"{SHEET}tai-lieu/xoa/<int:pk>/", evidence.remove, name="evidence_delete"),
    path(f"{SHEET}tep/<int:pk>/", evidence.evidence_file, name="evidence_file"),
    path(f"{SHEET}da-cat/<int:pk>/", sheets.sheet_aside, name="sheet_aside"),
    path(f"{SHEET}<int:unit_id>/", sheets.sheet_view, name="sheet_view"),
    path(RESULTS, ranking.ranking, name="ranking"),
    path(f"{RESULTS}top-dau/<slug:code>/", top_line.top_line, name="top_line"),
    path(f"{RESULTS}nguon/<int:unit_id>/", ranking.source, name="source"),
    path(f"{RESULTS}nhap/", imports.imports, name="imports"),
    path(STEP, imports.import_step, name="import_step"),
    path(f"{STEP}cot/", imports.import_columns, name="import_columns"),
    path(f"{STEP}ten/", imports.import_names, name="import_names"),
    path(f"{STEP}quen-ten/", imports.import_forget, name="import_forget"),
    path(f"{STEP}de-nghi/", imports.import_propose, name="import_propose"),
    path(f"{STEP}tra-lai/", imports.import_return, name="import_return"),
    path(f"{STEP}ghi-nhan/", imports.import_confirm, name="import_confirm"),
    path(f"{STEP}huy/", imports.import_undo, name="import_undo"),
    path(f"{STEP}bo/", imports.import_discard, name="import_discard"),
    path(f"{STEP}tep/", imports.import_file, name="import_file"),
    *CONTEST_URLS,
    *CRITERIA_URLS,
    *PLAN_URLS,
    *WHAT_IF_URLS,
]
