from django.urls import path

from accounts.views import second_step, security, sign_in

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sign_in.SignIn.as_view(), name="login"),
    path("dang-nhap/buoc-hai/", second_step.second_step, name="second_step"),
    path("dang-nhap/khoa/", second_step.passkey_sign_in, name="passkey_sign_in"),
    path("dang-nhap/cong/", second_step.provider, name="provider"),
    path("dang-nhap/cong/ve/", second_step.provider_back, name="provider_back"),
    path("dang-nhap/phien/", second_step.session_state, name="session_state"),
    path("dang-nhap/xong/", second_step.done, name="done"),
    path("dang-nhap/gui-tiep/", second_step.kept, name="kept_form"),
    path("dang-xuat/", sign_in.SignOut.as_view(), name="logout"),
    path("mat-khau/", sign_in.PasswordChange.as_view(), name="password"),
    path("bao-mat/", security.security, name="security"),
    path("bao-mat/ung-dung/", security.app, name="app"),
    path("bao-mat/ung-dung/hinh/", security.app_picture, name="app_picture"),
    path("bao-mat/khoa/", security.passkey, name="passkey"),
    path("bao-mat/ma-du-phong/", security.codes, name="codes"),
    path("bao-mat/go/", security.remove, name="factor_remove"),
    path("bao-mat/xac-nhan/", security.prove, name="prove"),
    path("bao-mat/phien/", security.my_sessions, name="sessions"),
    path("vai-tro/", sign_in.switch_role, name="switch"),
    path("huong-dan/", sign_in.help_page, name="help"),
    path("chay-thu/dong-ho/", sign_in.demo_clock, name="demo_clock"),
]
