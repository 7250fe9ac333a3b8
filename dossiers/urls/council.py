from django.urls import path

from dossiers.views import (
    attesting,
    awarding,
    council,
    council_setup,
    past_cases,
    proposals,
    round_numbers,
    why,
)

SELECTION = "phong-trao/<slug:slug>/de-xuat/"
AWARDING = "phong-trao/<slug:slug>/khen-thuong/"
urlpatterns = [
    path(SELECTION, proposals.proposals, name="proposals"),
    path(f"{SELECTION}xet/", proposals.judge, name="judge"),
    path(f"{SELECTION}vi-sao/<int:unit_id>/", why.why, name="why"),
    path(f"{SELECTION}tam-dung/<int:nomination_id>/", why.suspend, name="suspend"),
    path(f"{SELECTION}linh-vuc/<int:nomination_id>/", why.field_result, name="field_result"),
    path(f"{SELECTION}khen-cu/<int:nomination_id>/<int:past_id>/", past_cases.settle, name="past_settle"),
    path(
        f"{SELECTION}khen-trong-phan-mem/<int:nomination_id>/<int:given_id>/",
        past_cases.settle,
        name="given_settle",
    ),
    path(f"{SELECTION}chon/<int:quota_id>/", proposals.choose, name="choose_tie"),
    path(f"{SELECTION}chon-lai/<int:choice_id>/", proposals.unchoose, name="drop_tie"),
    path(f"{SELECTION}xac-nhan/<int:nomination_id>/", attesting.attest, name="attest"),
    path("phong-trao/<slug:slug>/dot-xet/<slug:code>/so-lieu/", round_numbers.numbers, name="round_numbers"),
    path("hoi-dong/", council.meetings, name="council"),
    path("phong-trao/<slug:slug>/hoi-dong/", council_setup.council_setup, name="council_setup"),
    path("hoi-dong/moi/<int:council_id>/", council.new_meeting, name="meeting_new"),
    path("hoi-dong/<int:pk>/", council.meeting, name="meeting"),
    path("hoi-dong/<int:pk>/sua/", council.edit_meeting, name="meeting_edit"),
    path("hoi-dong/<int:pk>/mo/", council.start_vote, name="meeting_open"),
    path("hoi-dong/<int:pk>/bo-phieu/", council.vote, name="meeting_vote"),
    path("hoi-dong/<int:pk>/ket-thuc/", council.end_vote, name="meeting_close"),
    path(AWARDING, awarding.awarding, name="awarding"),
    path(f"{AWARDING}<int:nomination_id>/<slug:action>/", awarding.decide, name="award_decide"),
]
