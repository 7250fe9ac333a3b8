from django.urls import path

from dossiers.views import direct, dossier, nominations, own_awards, papers, receiving, sending

D = "ho-so/<int:pk>/"
DIRECT = "phong-trao/<slug:slug>/danh-sach/"
OWN = "phong-trao/<slug:slug>/khen-cua-don-vi/"
urlpatterns = [
    path("ho-so/", receiving.dossier_list, name="list"),
    path("ho-so/de-nghi/", receiving.nomination_list, name="nominations"),
    path("phong-trao/<slug:slug>/ho-so/", dossier.my_dossier, name="my_dossier"),
    path(DIRECT, direct.direct_list, name="direct_list"),
    path(f"{DIRECT}them/", direct.direct_add, name="direct_add"),
    path(f"{DIRECT}<int:pk>/", direct.direct_edit, name="direct_edit"),
    path(f"{DIRECT}<int:pk>/rut/", direct.direct_withdraw, name="direct_withdraw"),
    path(OWN, own_awards.own_awards, name="own_awards"),
    path(f"{OWN}them/", own_awards.own_add, name="own_award_add"),
    path(f"{OWN}<int:pk>/huy/", own_awards.own_cancel, name="own_award_cancel"),
    path(D, dossier.dossier, name="dossier"),
    path(f"{D}to-trinh/", dossier.letter, name="letter"),
    path(f"{D}xem/", papers.preview, name="preview"),
    path(f"{D}de-nghi/", nominations.nominee_add, name="nominee_add"),
    path(f"{D}de-nghi/<int:nomination_id>/", nominations.nominee_edit, name="nominee_edit"),
    path(f"{D}de-nghi/<int:nomination_id>/rut/", nominations.nominee_remove, name="nominee_remove"),
    path(f"{D}hop/", nominations.unit_meeting, name="unit_meeting"),
    path(f"{D}bao-cao/<int:nomination_id>/", nominations.report, name="report"),
    path(f"{D}giay-to/", papers.ask, name="papers"),
    path(f"{D}giay-to/tien-do/", papers.progress, name="papers_progress"),
    path(f"{D}giay-to/<int:document_id>/<int:number>.pdf", papers.pdf, name="paper_pdf"),
    path(f"{D}giay-to/tron-bo.zip", papers.whole, name="papers_zip"),
    path(f"{D}giay-to/<slug:kind>/nop-tep/", papers.hand_in, name="hand_in"),
    path(f"{D}nop/", sending.send, name="send"),
    path(f"{D}bien-nhan/", sending.receipt, name="receipt"),
    path(f"{D}tra-lai/", receiving.give_back, name="return"),
    path(f"{D}tiep-nhan/", receiving.take_in, name="accept"),
]
