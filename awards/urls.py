from django.urls import path

from awards.urls_history import HISTORY_URLS
from awards.urls_law import LAW_URLS
from awards.urls_own import OWN_URLS
from awards.views import plan, plan_edit, plan_rows, plan_versions, setup

app_name = "awards"
PLAN = "phong-trao/<slug:slug>/ke-hoach/"
EDIT = f"{PLAN}sua/"
urlpatterns = [
    path("phong-trao/moi/", setup.sources, name="setup"),
    path("phong-trao/moi/<str:kind>/<str:source>/", setup.start, name="setup_start"),
    path(PLAN, plan.plan, name="plan"),
    path(f"{PLAN}han/<slug:code>/", plan.deadline, name="deadline"),
    path(f"{PLAN}goi.toml", plan_versions.plan_toml, name="plan_toml"),
    path(f"{PLAN}cac-ban/", plan_versions.versions, name="versions"),
    path(f"{PLAN}cac-ban/<int:one>-<int:other>/", plan_versions.difference, name="version_difference"),
    path(f"{PLAN}ban-<int:number>.json", plan.version, name="version"),
    path(f"{PLAN}ban-<int:number>.toml", plan_versions.version_toml, name="version_toml"),
    path(EDIT, plan_edit.editor, name="plan_edit"),
    path(f"{EDIT}xac-nhan/", plan_edit.settle, name="plan_settle"),
    path(f"{EDIT}xac-nhan/lai/", plan_edit.settle_again, name="plan_settle_again"),
    path(f"{EDIT}muc/<slug:key>/", plan_edit.single, name="plan_single"),
    path(f"{EDIT}khen/<slug:award>/<slug:key>/them/", plan_rows.add, name="plan_add_of_award"),
    path(f"{EDIT}thoi-han/ngay-cuoi/", plan_rows.last_day, name="plan_last_day"),
    path(f"{EDIT}<slug:key>/them/", plan_rows.add, name="plan_add"),
    path(f"{EDIT}<slug:key>/<int:pk>/", plan_rows.edit, name="plan_row"),
    path(f"{EDIT}<slug:key>/<int:pk>/xoa/", plan_rows.remove, name="plan_remove"),
    path(f"{EDIT}<slug:key>/<int:pk>/chuyen/", plan_rows.move, name="plan_move"),
    path("phong-trao/<slug:slug>/phat-dong/", plan.launch, name="launch"),
    *HISTORY_URLS,
    *LAW_URLS,
    *OWN_URLS,
]
