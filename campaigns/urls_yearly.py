"""The yearly data of a campaign: targets, reports, own plans, figures; and the criteria sets."""

from django.urls import path

from campaigns.views import criteria, criteria_parts, duties, figures, own_plans, targets

CAMPAIGN = "phong-trao/<slug:slug>/"
TARGETS, REPORTS = f"{CAMPAIGN}chi-tieu/", f"{CAMPAIGN}bao-cao-dinh-ky/"
PLANS, FIGURES = f"{CAMPAIGN}ke-hoach-don-vi/", f"{CAMPAIGN}so-lieu/"
SETS = "bo-tieu-chi/"
YEARLY_URLS = [
    path(TARGETS, targets.targets, name="targets"),
    path(f"{TARGETS}<int:pk>/", targets.target, name="target"),
    path(f"{TARGETS}<int:pk>/xoa/<int:year>/", targets.target_remove, name="target_remove"),
    path(REPORTS, duties.reports, name="reports"),
    path(f"{REPORTS}<int:pk>/<int:year>/<int:unit_id>/", duties.report, name="report"),
    path(f"{REPORTS}xoa/<int:pk>/", duties.report_remove, name="report_remove"),
    path(PLANS, own_plans.own_plans, name="own_plans"),
    path(f"{PLANS}<int:year>/<int:unit_id>/", own_plans.own_plan, name="own_plan"),
    path(f"{PLANS}xoa/<int:pk>/", own_plans.own_plan_remove, name="own_plan_remove"),
    path(FIGURES, figures.figures, name="figures"),
    path(f"{FIGURES}nhap/", figures.figures_import, name="figures_import"),
    path(f"{FIGURES}nhap/ghi/", figures.figures_confirm, name="figures_confirm"),
    path(SETS, criteria.criteria_sets, name="criteria"),
    path(f"{SETS}moi/", criteria.criteria_new, name="criteria_new"),
    path(f"{SETS}<slug:code>/", criteria.criteria_set, name="criteria_set"),
    path(f"{SETS}<slug:code>/sua/", criteria.criteria_edit, name="criteria_edit"),
    path(f"{SETS}<slug:code>/xoa/", criteria.criteria_remove, name="criteria_remove"),
    path(f"{SETS}<slug:code>/ban-moi/", criteria_parts.criteria_copy, name="criteria_copy"),
    path(f"{SETS}<slug:code>/xep-loai/", criteria_parts.band_add, name="band_add"),
    path(f"{SETS}<slug:code>/xep-loai/<int:pk>/xoa/", criteria_parts.band_remove, name="band_remove"),
    path(f"{SETS}<slug:code>/them/", criteria.criterion_add, name="criterion_add"),
]
