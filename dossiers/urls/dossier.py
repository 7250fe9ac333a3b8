from django.urls import path

from dossiers.views import dossier, nominations, papers, receiving, sending

D = "ho-so/<int:pk>/"
urlpatterns = [
    path("ho-so/", receiving.dossier_list, name="list"),
    path("ho-so/de-nghi/", receiving.nomination_list, name="nominations"),
    path("phong-trao/<slug:slug>/ho-so/", dossier.my_dossier, name="my_dossier"),
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
    path(f"{D}nop/", sending.send, name="send"),
    path(f"{D}bien-nhan/", sending.receipt, name="receipt"),
    path(f"{D}tra-lai/", receiving.give_back, name="return"),
    path(f"{D}tiep-nhan/", receiving.take_in, name="accept"),
]
