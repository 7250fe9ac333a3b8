"""Sign-in and the demo's clock."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    """Neutral answer: it never says whether the name or the password was wrong."""

    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại, chú ý chữ hoa và bộ gõ tiếng Việt.",
        "inactive": "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra lại, chú ý chữ hoa và bộ gõ tiếng Việt.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Mã cán bộ hoặc thư điện tử"
        self.fields["password"].label = "Mật khẩu"


class DemoClockForm(forms.Form):
    """Moves the demo to a day and hour."""

    at = forms.DateTimeField(
        label="Ngày giờ của bản chạy thử",
        widget=forms.DateTimeInput(format="%d/%m/%Y %H:%M", attrs={"autocomplete": "off"}),
        input_formats=["%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%dT%H:%M"],
        help_text="Ví dụ 04/12/2023 08:00. Hạn gửi hồ sơ là hết ngày 09/12/2023.",
        error_messages={
            "invalid": "Hãy nhập ngày giờ dạng 04/12/2023 08:00.",
            "required": "Hãy nhập ngày giờ.",
        },
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if not 2000 <= at.year <= 2100:
            raise forms.ValidationError("Bản chạy thử chỉ đi từ năm 2000 đến năm 2100.")
        return at


class PasskeyForm(forms.Form):
    """The name of a passkey, and what the browser made."""

    name = forms.CharField(
        label="Tên gợi nhớ",
        max_length=60,
        required=False,
        widget=forms.TextInput(
            attrs={"class": "form-control", "placeholder": "Ví dụ: Điện thoại của tôi", "autocomplete": "off"}
        ),
    )
    proof_made = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"required": "Trình duyệt chưa tạo khóa.", "invalid": "Trình duyệt chưa tạo khóa."},
    )
