from django.urls import path

from campaigns.urls_yearly import YEARLY_URLS
from campaigns.views import (
    audit,
    campaign_list,
    factor_reset,
    invitation,
    people,
    register,
    rounds,
    unit_edit,
    unit_import,
    units,
)

app_name = "campaigns"
urlpatterns = [
    path("phong-trao/", campaign_list.campaigns, name="list"),
    path("phong-trao/<slug:slug>/dang-ky/", register.register, name="register"),
    path("phong-trao/<slug:slug>/dot-xet/", rounds.rounds, name="rounds"),
    path("phong-trao/<slug:slug>/dot-xet/<slug:code>/chuyen/<slug:action>/", rounds.move, name="move_round"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/<int:pk>/", units.unit, name="unit"),
    path("don-vi/<int:pk>/truc-thuoc/", units.units_below, name="units_below"),
    path("don-vi/them/", unit_edit.unit_new, name="unit_new"),
    path("don-vi/<int:pk>/sua/", unit_edit.unit_edit, name="unit_edit"),
    path("don-vi/<int:pk>/xoa/", unit_edit.unit_remove, name="unit_remove"),
    path("don-vi/<int:pk>/ten-khac/", unit_edit.unit_name, name="unit_name"),
    path("don-vi/<int:pk>/ten-khac/<int:name>/bo/", unit_edit.unit_name_drop, name="unit_name_drop"),
    path("don-vi/nhap/", unit_import.unit_import, name="unit_import"),
    path("don-vi/nhap/ghi/", unit_import.unit_import_confirm, name="unit_import_confirm"),
    path("nhat-ky/", audit.audit, name="audit"),
    path("nhat-ky/<int:number>/", audit.audit_event, name="audit_event"),
    path("nhat-ky/ma-cuoi-ngay/", audit.audit_days, name="audit_days"),
    path("nguoi-dung/", people.people, name="people"),
    path("nguoi-dung/them/", people.new_person, name="person_new"),
    path("nguoi-dung/<int:pk>/", people.person, name="person"),
    path("nguoi-dung/<int:pk>/moi/", people.invite, name="person_invite"),
    path("nguoi-dung/<int:pk>/ngung/", people.stop, name="person_stop"),
    path("nguoi-dung/<int:pk>/yeu-to/", factor_reset.ask, name="factor_reset"),
    path("yeu-to/<int:pk>/xac-nhan/", factor_reset.confirm, name="factor_reset_confirm"),
    path("vai-tro/<int:pk>/ket-thuc/", people.role_end, name="role_end"),
    path("vai-tro/cho-xac-nhan/", people.confirmations, name="confirmations"),
    path("vai-tro/<int:pk>/xac-nhan/", people.confirm, name="role_confirm"),
    path("loi-moi/<str:secret>/", invitation.invitation, name="invitation"),
    *YEARLY_URLS,
]
