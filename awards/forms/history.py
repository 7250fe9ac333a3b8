"""What is typed about old awards: one award, a list to be read, the answers to its questions, a reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings

from accounts.fields import DayField, StyledForm, TidyCharField
from accounts.numbers import parse_decimal, whole_number
from accounts.uploads import MEGABYTE, SCANS, Upload, accept_upload
from awards.enums import Honorific
from awards.importers.history_plan import LEAVE, TIE, WRITE
from awards.importers.history_units import NOT_HERE
from campaigns.enums import SubjectKind


class PastAwardForm(StyledForm):
    """One old award as it stands on the decision."""

    subject = forms.ChoiceField(
        label="Đối tượng",
        choices=[("", "Chọn đối tượng"), *SubjectKind.choices],
        error_messages={"required": "Hãy chọn đối tượng."},
    )
    name = TidyCharField(
        label="Tên tập thể, hộ gia đình hoặc họ và tên",
        max_length=200,
        error_messages={"required": "Hãy nhập tên như trên quyết định."},
    )
    honorific = forms.ChoiceField(
        label="Ông, Bà", choices=[("", "Không ghi"), *Honorific.choices], required=False
    )
    position_title = TidyCharField(label="Chức vụ khi được khen", max_length=150, required=False)
    unit_name = TidyCharField(
        label="Đơn vị như trên quyết định",
        max_length=200,
        required=False,
        help_text="Giữ nguyên tên khi đó, kể cả đơn vị nay đã đổi tên, sáp nhập, giải thể.",
    )
    unit = TidyCharField(
        label="Gắn với đơn vị trên hệ thống",
        max_length=200,
        required=False,
        help_text="Gõ mã hoặc tên đơn vị, cả đơn vị đã kết thúc. Để trống: chỉ gắn khi tên trên khớp đúng một đơn vị.",
    )
    whole_unit = forms.BooleanField(
        label="Tập thể được khen là chính đơn vị này (không phải phòng, tổ thuộc đơn vị)",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )
    award_name = TidyCharField(
        label="Danh hiệu, hình thức khen thưởng",
        max_length=200,
        help_text="Như trên quyết định, ví dụ: Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh.",
        widget=forms.TextInput(attrs={"list": "hinh-thuc"}),
        error_messages={"required": "Hãy nhập hình thức khen thưởng."},
    )
    achievement = TidyCharField(
        label="Thành tích, phong trào",
        max_length=300,
        required=False,
        help_text="Dùng để không khen hai lần cho một thành tích. Ghi tên phong trào như trên quyết định.",
    )
    years = TidyCharField(
        label="Năm thành tích", max_length=20, required=False,
        help_text="Ví dụ 2023 hoặc 2021-2025. Để trống thì lấy năm của quyết định.",
    )  # fmt: skip
    number = TidyCharField(
        label="Số quyết định", max_length=80, help_text="Ví dụ 163/QĐ-UBND.",
        error_messages={"required": "Hãy nhập số quyết định."},
    )  # fmt: skip
    signed_on = DayField(label="Ngày quyết định", required=False)
    issuer_name = TidyCharField(
        label="Người, cơ quan ban hành",
        max_length=200,
        required=False,
        help_text="Như trên quyết định, ví dụ: Chủ tịch UBND xã.",
    )
    summary = TidyCharField(label="Trích yếu quyết định", max_length=400, required=False)
    money = forms.CharField(label="Tiền thưởng (đồng)", max_length=30, required=False)
    sure = forms.BooleanField(
        label="Đã kiểm tra: đây là lần khen khác, không trùng",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )

    def clean_money(self) -> Any:
        raw = self.cleaned_data["money"].strip()
        if not raw:
            return None
        try:
            return parse_decimal(raw, label="Tiền thưởng", places=0)
        except Exception as error:
            raise forms.ValidationError(str(error)) from None

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields under their headings; the question about a namesake only when it was asked."""
        parts = {
            "Ai được khen": ("subject", "name", "honorific", "position_title", "unit_name", "unit"),
            "Khen gì": ("award_name", "achievement", "years", "money"),
            "Theo quyết định nào": ("number", "signed_on", "issuer_name", "summary"),
        }
        return [(title, [self[name] for name in names]) for title, names in parts.items()]


class EditPastAwardForm(PastAwardForm):
    """A correction, with its reason."""

    reason = TidyCharField(
        label="Lý do sửa", max_length=300, error_messages={"required": "Hãy ghi lý do sửa."}
    )
    version = forms.CharField(widget=forms.HiddenInput())

    def clean_version(self) -> int:
        return whole_number(self.cleaned_data["version"]) or 0


class DecisionFileForm(StyledForm):
    """The scan of a decision."""

    file = forms.FileField(
        label="Bản quét hoặc ảnh chụp quyết định",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
        error_messages={
            "required": "Hãy chọn tệp quyết định.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        megabytes = settings.MAX_UPLOAD_BYTES // MEGABYTE
        self.fields["file"].help_text = f"Tệp .pdf, .jpg hoặc .png, nhiều nhất {megabytes} MB."

    def upload(self) -> Upload:
        """The accepted file; raises DomainError when it may not be kept."""
        file = self.cleaned_data["file"]
        data = file.read(settings.MAX_UPLOAD_BYTES + 1)
        return accept_upload(name=file.name, data=data, max_bytes=settings.MAX_UPLOAD_BYTES, kinds=SCANS)


class HistoryFileForm(StyledForm):
    """A list, and what holds for every row of it that does not say otherwise."""

    file = forms.FileField(
        label="Tệp danh sách (.xlsx, .csv)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Hãy chọn tệp danh sách.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )
    number = TidyCharField(label="Số quyết định", max_length=80, required=False)
    signed_on = DayField(label="Ngày quyết định", required=False)
    issuer_name = TidyCharField(label="Người, cơ quan ban hành", max_length=200, required=False)
    award_name = TidyCharField(label="Hình thức khen thưởng", max_length=200, required=False)
    achievement = TidyCharField(label="Thành tích, phong trào", max_length=300, required=False)
    years = TidyCharField(label="Năm thành tích", max_length=20, required=False)
    subject = forms.ChoiceField(
        label="Đối tượng", choices=[("", "Theo từng hàng"), *SubjectKind.choices], required=False
    )

    @property
    def shared(self) -> list[Any]:
        """The fields that stand for blank cells."""
        return [self[name] for name in self.fields if name != "file"]


def unit_answers(data: Mapping[str, str]) -> dict[str, int | str]:
    """Key of a printed name -> the unit that was chosen, or "none"; the names' order ties field to key."""
    keys, found = data.getlist("key-of-name"), {}  # type: ignore[attr-defined]
    for place, key in enumerate(keys):
        answer = data.get(f"unit-{place}", "")
        if answer == NOT_HERE or (not answer and data.get("rest") == NOT_HERE):
            found[key] = NOT_HERE
        elif (pk := whole_number(answer)) is not None:
            found[key] = pk
    return found


def row_answers(data: Mapping[str, str]) -> dict[str, str]:
    """Key of a row that looks alike -> whether it is written."""
    keys, found = data.getlist("key-of-row"), {}  # type: ignore[attr-defined]
    for place, key in enumerate(keys):
        answer = data.get(f"row-{place}", "") or data.get("rest-rows", "")
        if answer in (WRITE, LEAVE, TIE):
            found[key] = answer
    return found
