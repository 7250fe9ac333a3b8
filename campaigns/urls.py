from django.urls import path

from campaigns.urls_yearly import YEARLY_URLS
from campaigns.views import campaign_list, register, rounds, units

app_name = "campaigns"
urlpatterns = [
    path("phong-trao/", campaign_list.campaigns, name="list"),
    path("phong-trao/<slug:slug>/dang-ky/", register.register, name="register"),
    path("phong-trao/<slug:slug>/dot-xet/", rounds.rounds, name="rounds"),
    path("phong-trao/<slug:slug>/dot-xet/<slug:code>/chuyen/<slug:action>/", rounds.move, name="move_round"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<int:pk>/", units.unit, name="unit"),
    *YEARLY_URLS,
]
