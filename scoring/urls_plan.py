from django.urls import path

from scoring.views import plan_conditions, upload_plan

CONDITION = "phong-trao/<slug:slug>/ke-hoach/dieu-kien/"
PLAN_URLS = [
    path("phong-trao/nap-goi/", upload_plan.upload, name="plan_upload"),
    path(f"{CONDITION}<slug:award>/them/", plan_conditions.add, name="condition_add"),
    path(f"{CONDITION}<int:pk>/", plan_conditions.edit, name="condition_edit"),
]
