"""What a unit writes when it registers."""

from datetime import date

from django import forms

from accounts.dates import date_short
from accounts.fields import DayField, TidyCharField
from accounts.text import nfc
from campaigns.enums import DeadlineMeaning


class RegistrationForm(forms.Form):
    """Đăng ký thi đua: who answers for it, and what the unit sets out to do."""

    contact_name = TidyCharField(
        label="Người phụ trách",
        max_length=120,
        help_text="Cơ quan thường trực sẽ liên hệ người này khi hồ sơ cần bổ sung.",
        error_messages={"required": "Hãy nhập họ và tên người phụ trách."},
    )
    contact_phone = TidyCharField(
        label="Điện thoại",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    commitment = forms.CharField(
        label="Nội dung đăng ký",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mục tiêu, phần việc đơn vị đăng ký thực hiện trong phong trào. Có thể để trống.",
    )

    def clean_contact_phone(self):
        phone = self.cleaned_data["contact_phone"]
        if phone and not set(phone) <= set("0123456789 .+()-"):
            raise forms.ValidationError("Điện thoại chỉ gồm chữ số, dấu cách, dấu chấm, +, ( và ).")
        return phone

    def clean_commitment(self):
        return nfc(self.cleaned_data["commitment"]).strip()


class DeadlineForm(forms.Form):
    """What a stated deadline means in days; `stated_day` makes the choices concrete."""

    meaning = forms.ChoiceField(label="Cách hiểu", choices=DeadlineMeaning.choices, widget=forms.RadioSelect)
    last_valid_day = DayField(label="Ngày cuối cùng nhận")

    def __init__(self, *args, stated_day: date, **kwargs):
        super().__init__(*args, **kwargs)
        day = date_short(stated_day)
        self.fields["meaning"].choices = [
            (DeadlineMeaning.BEFORE_DAY, f"Trước ngày {day}: ngày {day} đã quá hạn"),
            (DeadlineMeaning.ON_DAY, f"Nhận đến hết ngày {day}"),
        ]


class RegistrationDeadlineForm(forms.Form):
    """The office's own last day for registering."""

    day = DayField(
        label="Hạn đăng ký thi đua",
        required=False,
        help_text="Kế hoạch không nêu hạn đăng ký. Để trống thì nhận đăng ký đến hết thời gian phong trào.",
    )
