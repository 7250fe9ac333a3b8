"""What an administrator writes of a change of the organisation: the paper, what changes, who follows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from accounts.fields import DayField, StyledForm, TidyCharField
from campaigns.enums import CampaignPart, UnitKind
from campaigns.models import Campaign, Unit
from campaigns.people import find_typed_unit
from campaigns.unit_papers import Basis, NewUnit

BASIS = ("day", "number", "issued_on", "issuer_name", "summary")


class BasisForm(StyledForm):
    """The legal ground of a change."""

    day = DayField(
        label="Có hiệu lực từ ngày",
        help_text="Ngày đầu tiên theo tổ chức mới, ví dụ 01/07/2025. Tên cũ giữ đến hết hôm trước.",
        error_messages={"required": "Hãy nhập ngày có hiệu lực."},
    )
    number = TidyCharField(
        label="Số, ký hiệu văn bản",
        max_length=80,
        help_text="Ví dụ 1654/NQ-UBTVQH15.",
        error_messages={"required": "Hãy nhập số, ký hiệu văn bản làm căn cứ."},
    )
    issued_on = DayField(label="Ngày ban hành", error_messages={"required": "Hãy nhập ngày ban hành."})
    issuer_name = TidyCharField(
        label="Cơ quan ban hành văn bản",
        max_length=200,
        error_messages={"required": "Hãy nhập cơ quan ban hành văn bản."},
    )
    summary = TidyCharField(label="Trích yếu", max_length=300, required=False)

    def basis(self) -> Basis:
        """The checked ground."""
        return Basis(**{name: self.cleaned_data[name] for name in BASIS})


class ChangeForm(BasisForm):
    """Name, kind, superior: what stays as it is, stays."""

    name = TidyCharField(label="Tên đầy đủ", max_length=200, error_messages={"required": "Hãy nhập tên."})
    short_name = TidyCharField(label="Tên gọn", max_length=120, required=False)
    kind = forms.ChoiceField(label="Loại", choices=UnitKind.choices)
    parent = TidyCharField(
        label="Cấp trên",
        max_length=200,
        required=False,
        help_text="Gõ tên (không dấu cũng được) hoặc mã đơn vị.",
    )
    place_name = TidyCharField(label="Địa danh trên văn bản", max_length=80, required=False)
    symbol = TidyCharField(label="Chữ viết tắt trong ký hiệu văn bản", max_length=30, required=False)
    head_title = TidyCharField(label="Chức vụ người đứng đầu", max_length=80, required=False)
    field_order = ("name", "short_name", "kind", "parent", "place_name", "symbol", "head_title", *BASIS)

    def values(self, unit: Unit, places: list[int], today: date) -> dict[str, Any]:
        """As change_unit takes them; the superior is found by what was typed."""
        found = {name: self.cleaned_data[name] for name in self.fields if name not in (*BASIS, "parent")}
        typed = self.cleaned_data["parent"]
        if typed and (unit.parent is None or typed != unit.parent.code):
            found["parent"] = find_typed_unit(typed, places, today, field="parent")
        return found


class SuccessionForm(BasisForm):
    """Who else ends, and which existing units take over: one to a line, by name or code."""

    others = forms.CharField(
        label="Các đơn vị khác cùng tham gia",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một đơn vị, gõ tên hoặc mã. Đơn vị nào vừa có ở đây vừa kế thừa thì tiếp tục hoạt động.",
    )
    successors = forms.CharField(
        label="Đơn vị kế thừa đã có trong hệ thống",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi dòng một đơn vị, gõ tên hoặc mã. Để trống nếu đơn vị kế thừa là đơn vị mới ở dưới.",
    )
    children_to = TidyCharField(
        label="Đơn vị trực thuộc chuyển về",
        max_length=200,
        required=False,
        help_text="Mã của đơn vị kế thừa; để trống khi sáp nhập vào một đơn vị hoặc khi không có đơn vị trực thuộc.",
    )
    field_order = ("others", "successors", "children_to", *BASIS)

    def units(self, name: str, places: list[int], today: date) -> list[Unit]:
        """The units typed in the field, in their order; DomainError with the candidates."""
        lines = [line.strip() for line in self.cleaned_data[name].splitlines() if line.strip()]
        return [find_typed_unit(line, places, today, field=name) for line in lines]


class NewUnitForm(StyledForm):
    """A body that comes into being; an empty one is left out."""

    code = TidyCharField(
        label="Mã",
        max_length=40,
        required=False,
        help_text="Mã chính thức của đơn vị mới, chưa đơn vị nào dùng.",
    )
    name = TidyCharField(label="Tên đầy đủ", max_length=200, required=False)
    short_name = TidyCharField(label="Tên gọn", max_length=120, required=False)
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Chọn loại"), *UnitKind.choices])
    parent = TidyCharField(
        label="Cấp trên",
        max_length=200,
        required=False,
        help_text="Gõ tên hoặc mã. Để trống: cùng cấp trên với đơn vị cũ.",
    )
    place_name = TidyCharField(label="Địa danh trên văn bản", max_length=80, required=False)
    symbol = TidyCharField(label="Chữ viết tắt trong ký hiệu văn bản", max_length=30, required=False)
    head_title = TidyCharField(label="Chức vụ người đứng đầu", max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, said in (("code", "mã"), ("name", "tên đầy đủ"), ("kind", "loại")):
            if any(data.values()) and not data.get(name):
                self.add_error(name, f"Hãy nhập {said} của đơn vị mới, hoặc để trống cả đơn vị.")
        return data

    def new_unit(self, places: list[int], today: date) -> NewUnit | None:
        """The body, or nothing when nothing was typed."""
        values = dict(self.cleaned_data)
        if not any(values.values()):
            return None
        parent = values.pop("parent")
        return NewUnit(
            **values, parent=find_typed_unit(parent, places, today, field="parent") if parent else None
        )


class UndoForm(StyledForm):
    """Why something is taken back."""

    reason = TidyCharField(
        label="Lý do hủy", max_length=300, error_messages={"required": "Hãy nêu lý do hủy."}
    )


class HandOverCampaignForm(BasisForm):
    """Which part of a campaign goes to whom."""

    part = forms.ChoiceField(label="Vai trò bàn giao", choices=CampaignPart.choices)
    to = TidyCharField(
        label="Cơ quan nhận bàn giao",
        max_length=200,
        help_text="Gõ tên (không dấu cũng được) hoặc mã đơn vị.",
        error_messages={"required": "Hãy nhập cơ quan nhận bàn giao."},
    )
    field_order = ("part", "to", *BASIS)


def change_initial(unit: Unit) -> dict[str, Any]:
    """The unit as it is; the superior by its code, which is unambiguous."""
    names: Sequence[str] = ("name", "short_name", "kind", "place_name", "symbol", "head_title")
    return {
        **{name: getattr(unit, name) for name in names},
        "parent": unit.parent.code if unit.parent else "",
    }


def part_choices(campaign: Campaign) -> list[tuple[str, str]]:
    """The parts with the bodies that hold them now."""
    return [
        (part, f"{CampaignPart(part).label}: {getattr(campaign, part)}")
        for part in CampaignPart.values
        if getattr(campaign, part) is not None
    ]
