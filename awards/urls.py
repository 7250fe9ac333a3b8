from django.urls import path

from awards.urls_law import LAW_URLS
from awards.views import plan

app_name = "awards"
urlpatterns = [
    path("phong-trao/<slug:slug>/ke-hoach/", plan.plan, name="plan"),
    path("phong-trao/<slug:slug>/ke-hoach/han/<slug:code>/", plan.deadline, name="deadline"),
    path("phong-trao/<slug:slug>/ke-hoach/ban-<int:number>.json", plan.version, name="version"),
    path("phong-trao/<slug:slug>/phat-dong/", plan.launch, name="launch"),
    *LAW_URLS,
]
