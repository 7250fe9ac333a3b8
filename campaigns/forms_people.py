"""What an administrator writes of people and roles, and what a person writes when taking up an invitation."""

from datetime import date
from typing import Any

from django import forms

from accounts.fields import DayField, StyledForm, TidyCharField
from campaigns.enums import Role
from campaigns.models import Unit


class PersonForm(StyledForm):
    """A new account."""

    full_name = TidyCharField(
        label="Họ và tên", max_length=120, error_messages={"required": "Hãy nhập họ và tên."}
    )
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]+$",
        label="Mã cán bộ",
        max_length=60,
        help_text="Dùng để đăng nhập, ví dụ số hiệu công chức. Chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang.",
        error_messages={
            "required": "Hãy nhập mã cán bộ.",
            "invalid": "Mã cán bộ chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang, gạch dưới.",
        },
    )
    email = forms.EmailField(
        label="Thư điện tử công vụ",
        required=False,
        max_length=200,
        error_messages={"invalid": "Thư điện tử chưa đúng, ví dụ ten@coquan.gov.vn."},
    )


class RoleForm(StyledForm):
    """A role at a unit for a time."""

    unit = TidyCharField(
        label="Đơn vị",
        max_length=200,
        help_text="Gõ tên (không dấu cũng được) hoặc mã đơn vị.",
        error_messages={"required": "Hãy nhập đơn vị."},
    )
    role = forms.ChoiceField(
        label="Vai trò",
        choices=[("", "Chọn vai trò"), *Role.choices],
        error_messages={"required": "Hãy chọn vai trò."},
    )
    title = TidyCharField(label="Chức vụ", max_length=120, required=False)
    valid_from = DayField(label="Từ ngày", help_text="Ví dụ 01/08/2023.")
    valid_to = DayField(
        label="Đến hết ngày", required=False, help_text="Để trống nếu chưa biết; kết thúc sau cũng được."
    )


class EndRoleForm(StyledForm):
    """The last day of a role."""

    last_day = DayField(label="Giữ vai trò đến hết ngày")


class HandOverForm(StyledForm):
    """Who takes a role over, and when."""

    to = TidyCharField(
        label="Người nhận bàn giao",
        max_length=120,
        help_text="Mã cán bộ, hoặc họ và tên nếu không trùng ai.",
        error_messages={"required": "Hãy nhập người nhận bàn giao."},
    )
    first_day = DayField(label="Từ ngày", help_text="Người đang giữ hết vai trò vào hết ngày liền trước.")


class ReasonForm(StyledForm):
    """Why something is stopped or refused."""

    reason = TidyCharField(label="Lý do", max_length=300, error_messages={"required": "Hãy nêu lý do."})


class FirstPasswordForm(StyledForm):
    """The person's own password, typed twice."""

    password = forms.CharField(
        label="Mật khẩu",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Ít nhất 10 ký tự; không dùng mật khẩu thông dụng hay tên của mình.",
        error_messages={"required": "Hãy đặt mật khẩu."},
    )
    again = forms.CharField(
        label="Nhập lại mật khẩu",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Hãy nhập lại mật khẩu."},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", "Hai lần nhập không giống nhau.")
        return data


def role_initial(today: date, unit: str) -> dict[str, Any]:
    """A new role begins today, at the unit that was looked at."""
    return {"valid_from": today, "unit": unit}


class UnitFileForm(StyledForm):
    """A list of units."""

    file = forms.FileField(
        label="Tệp danh sách (.xlsx, .csv)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Hàng tiêu đề cần «Mã đơn vị», «Tên đơn vị»; nên có «Mã cấp trên», «Loại», «Tên gọn», «Địa danh».",
        error_messages={
            "required": "Hãy chọn tệp danh sách cần nhập.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )
    under = forms.ModelChoiceField(
        label="Dòng không ghi mã cấp trên thì đặt dưới",
        queryset=Unit.objects.none(),
        required=False,
        empty_label="Không đặt: báo lỗi những dòng đó",
        help_text="Chỉ áp dụng cho đơn vị mới. Ví dụ danh sách hành chính ghi cấp tỉnh không có cấp trên.",
    )

    def __init__(self, *args, tops, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["under"].queryset = tops
