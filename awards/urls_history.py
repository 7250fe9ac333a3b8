"""Khen thưởng đã nhận: the list, one award, and the lists that were brought in."""

from django.urls import path

from awards.views import history, history_file, history_given, history_import

ROOM = "khen-thuong-da-nhan/"
LISTS = f"{ROOM}nhap/"
HISTORY_URLS = [
    path(ROOM, history.history, name="history"),
    path(f"{ROOM}them/", history.add, name="past_award_add"),
    path(f"{ROOM}<int:pk>/", history.past_award, name="past_award"),
    path(f"{ROOM}<int:pk>/sua/", history.edit, name="past_award_edit"),
    path(f"{ROOM}<int:pk>/xoa/", history.remove, name="past_award_remove"),
    path(f"{ROOM}<int:pk>/nguoi/", history.person, name="past_award_person"),
    path(f"{ROOM}<int:pk>/mot-lan-khen/", history_given.tie, name="past_award_tie"),
    path(f"{ROOM}<int:pk>/quyet-dinh/", history_file.attach, name="decision_attach"),
    path(f"{ROOM}<int:pk>/quyet-dinh/<int:file_pk>/", history_file.download, name="decision_file"),
    path(f"{ROOM}trong-phan-mem/<int:pk>/", history_given.given_award, name="given_award"),
    path(LISTS, history_import.history_imports, name="history_imports"),
    path(f"{LISTS}mau.xlsx", history_import.template, name="history_template"),
    path(f"{LISTS}<int:pk>/", history_import.history_import, name="history_import"),
    path(f"{LISTS}<int:pk>/chon/", history_import.choose, name="history_choose"),
    path(f"{LISTS}<int:pk>/ghi/", history_import.confirm, name="history_confirm"),
    path(f"{LISTS}<int:pk>/huy/", history_import.undo, name="history_undo"),
    path(f"{LISTS}<int:pk>/bo/", history_import.discard, name="history_discard"),
    path(f"{LISTS}<int:pk>/tep/", history_import.file, name="history_file"),
]
