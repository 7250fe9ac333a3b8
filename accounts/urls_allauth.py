"""The names under which django-allauth looks for its pages; they are our pages."""

from django.urls import path

from accounts.views import second_step, sign_in

urlpatterns = [
    path("dang-nhap/", sign_in.SignIn.as_view(), name="account_login"),
    path("dang-nhap/buoc-hai/", second_step.second_step, name="mfa_authenticate"),
    path(
        "dang-nhap/cong/ve/",
        second_step.provider_back,
        {"provider_id": "tinh"},
        name="openid_connect_callback",
    ),
]
