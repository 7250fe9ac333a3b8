from django.urls import path

from accounts.views import sign_in

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sign_in.SignIn.as_view(), name="login"),
    path("dang-xuat/", sign_in.SignOut.as_view(), name="logout"),
    path("mat-khau/", sign_in.PasswordChange.as_view(), name="password"),
    path("vai-tro/", sign_in.switch_role, name="switch"),
    path("huong-dan/", sign_in.help_page, name="help"),
    path("chay-thu/dong-ho/", sign_in.demo_clock, name="demo_clock"),
]
