"""What unit and officer type in; the checks themselves are in the verbs."""

from typing import Any

from django import forms

from accounts.errors import DomainError
from accounts.fields import CountField, DayField, StyledForm
from awards.enums import Honorific
from awards.models import Nomination
from campaigns.enums import SubjectKind
from dossiers.domain.edit_report import OldAward
from dossiers.guide import guided_fields
from dossiers.models import AchievementReport, Dossier


class NomineeForm(StyledForm):
    """One person or household; for the collective only the summary is asked."""

    honorific = forms.ChoiceField(label="Ông/Bà", choices=[("", "Chọn"), *Honorific.choices], required=False)
    name = forms.CharField(label="Họ và tên", max_length=200, required=False)
    position_title = forms.CharField(
        label="Chức vụ",
        max_length=150,
        required=False,
        help_text="Ví dụ: Công chức Văn hóa - Xã hội. Tên đơn vị được thêm tự động vào giấy tờ.",
    )
    summary = forms.CharField(
        label="Tóm tắt thành tích",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Hai, ba câu có số liệu; in trong danh sách kèm tờ trình.",
    )
    priority = forms.IntegerField(
        label="Thứ tự ưu tiên",
        min_value=1,
        max_value=99,
        initial=1,
        help_text="Thứ tự trong danh sách đề nghị của đơn vị.",
    )

    origin_place = forms.CharField(
        label="Nơi ở",
        max_length=200,
        required=False,
        help_text="Chỉ ghi khi đề nghị khen người dân, hộ gia đình trên địa bàn.",
    )
    field_order = ("honorific", "name", "position_title", "origin_place", "summary", "priority")

    def __init__(
        self, *args: Any, subject: str = SubjectKind.CA_NHAN, residents: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        gone = {
            SubjectKind.TAP_THE: ("honorific", "name", "position_title", "origin_place"),
            SubjectKind.HO_GIA_DINH: ("honorific", "position_title"),
            SubjectKind.CA_NHAN: () if residents else ("origin_place",),
        }[SubjectKind(subject)]
        for name in gone:
            del self.fields[name]
        if subject == SubjectKind.HO_GIA_DINH:
            self.fields["name"].label = "Tên hộ gia đình"

    @classmethod
    def of(cls, nomination: Nomination, data: Any = None, *, residents: bool = False) -> "NomineeForm":
        names = ("honorific", "name", "position_title", "origin_place", "summary", "priority")
        initial = {name: getattr(nomination, name) for name in names}
        residents = residents or bool(nomination.origin_place)
        return cls(data, initial=initial, subject=nomination.subject, residents=residents)


class LetterForm(StyledForm):
    """What the tờ trình holds beside the data of the dossier."""

    addressee = forms.CharField(label="Kính gửi", max_length=250, required=False)
    signer_title = forms.CharField(
        label="Quyền hạn, chức vụ người ký",
        max_length=250,
        required=False,
        help_text="Nhiều dòng thì cách nhau bằng dấu gạch chéo: TM. Ủy ban nhân dân / KT. Chủ tịch / Phó Chủ tịch.",
    )
    signer_name = forms.CharField(
        label="Họ và tên người ký", max_length=120, required=False, help_text="Không ghi học hàm, học vị."
    )
    overall_summary = forms.CharField(
        label="Tóm tắt thành tích chung",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In ở phần tóm tắt thành tích của tờ trình; để trống thì tờ trình không có phần này.",
    )

    @classmethod
    def of(cls, dossier: Dossier, data: Any = None) -> "LetterForm":
        return cls(data, initial={name: getattr(dossier, name) for name in cls.base_fields})


class ReportForm(StyledForm):
    """The guided fields of one report, made from the guide."""

    def __init__(self, *args: Any, subject: str, **kwargs: Any) -> None:
        self.guide = guided_fields(subject)
        super().__init__(*args, **kwargs)
        for one in self.guide:
            self.fields[one.name] = self.field_for(one)

    @staticmethod
    def field_for(one: Any) -> forms.Field:
        options = {"label": one.label, "help_text": one.help, "required": False}
        if one.name == "birth_date":
            field: forms.Field = DayField(**options)
        elif one.name == "staff_count":
            field = CountField(**options)
        elif one.long:
            attrs = {"rows": 7 if one.soft > 1500 else 4, "data-soft": one.soft}
            field = forms.CharField(**options, widget=forms.Textarea(attrs=attrs))
        else:
            field = forms.CharField(**options)
        field.widget.attrs["class"] = "form-control"
        return field

    @classmethod
    def of(cls, nomination: Nomination, report: AchievementReport | None, data: Any = None) -> "ReportForm":
        names = [one.name for one in guided_fields(nomination.subject)]
        initial = {name: getattr(report, name) for name in names} if report else {}
        return cls(data, initial=initial, subject=nomination.subject)


def typed_awards(data: Any) -> list[dict[str, str]]:
    """The rows of the table of past awards as typed, empty ones left out."""
    rows = zip(
        data.getlist("past_year"), data.getlist("past_name"), data.getlist("past_decision"), strict=False
    )
    typed = [{"year": year.strip(), "name": name, "decision": decision} for year, name, decision in rows]
    return [row for row in typed if any(value.strip() for value in row.values())]


def read_awards(rows: list[dict[str, str]]) -> list[OldAward]:
    """The typed rows as values; DomainError names the row."""
    found = []
    for place, row in enumerate(rows, start=1):
        if not (row["year"].isascii() and row["year"].isdigit() and len(row["year"]) == 4):
            raise DomainError(
                f"Bảng khen thưởng, dòng {place}: năm phải là 4 chữ số, ví dụ 2022.", field="past_awards"
            )
        found.append(OldAward(int(row["year"]), row["name"], row["decision"]))
    return found


def add_errors(form: forms.Form, error: DomainError) -> None:
    """Puts a refusal at its field, or on top when it belongs to none."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
    if error.field in form.fields:
        widget = form.fields[error.field].widget
        widget.attrs["class"] = f"{widget.attrs.get('class', '')} is-invalid"
