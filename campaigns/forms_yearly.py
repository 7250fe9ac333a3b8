"""What the yearly pages of a campaign take in; limits and meaning are decided by the verbs."""

from django import forms

from accounts.fields import DayField, StyledForm, TidyCharField

NEEDS_NUMBER = {"required": "Hãy nhập số, ký hiệu của văn bản."}
NEEDS_DAY = {"required": "Hãy nhập ngày của văn bản."}
NEEDS_SOURCE = {"required": "Hãy ghi nguồn số liệu: số, ngày và tên văn bản."}


class ProgressForm(StyledForm):
    """What was reached in a year, and which document says so."""

    year = forms.TypedChoiceField(
        label="Năm",
        coerce=int,
        error_messages={"required": "Hãy chọn năm.", "invalid_choice": "Hãy chọn năm trong danh sách."},
    )
    value = TidyCharField(
        label="Kết quả",
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": "Hãy nhập kết quả, ví dụ 42,5."},
    )
    document = TidyCharField(
        label="Nguồn số liệu",
        max_length=250,
        help_text="Số, ngày, tên văn bản nêu kết quả này. Ví dụ: Báo cáo 152/BC-UBND ngày 10/12/2024.",
        error_messages=NEEDS_SOURCE,
    )

    def __init__(self, *args, years, measure: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
        if measure:
            self.fields["value"].help_text = f"Đơn vị tính: {measure}."


class PaperForm(StyledForm):
    """A document by number, day and subject."""

    number = TidyCharField(
        label="Số, ký hiệu", max_length=80, help_text="Ví dụ: 12/BC-UBND", error_messages=NEEDS_NUMBER
    )
    issued_on = DayField(label="Ngày văn bản", error_messages=NEEDS_DAY)
    summary = forms.CharField(
        label="Trích yếu", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


class ReportForm(PaperForm):
    """A periodical report; only the standing body says when it arrived."""

    arrived_on = DayField(
        label="Ngày nhận",
        help_text="Ngày báo cáo đến cơ quan thường trực (theo dấu công văn đến).",
        error_messages={"required": "Hãy nhập ngày nhận báo cáo."},
    )
    field_order = ["number", "issued_on", "arrived_on", "summary"]

    def __init__(self, *args, is_officer: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["summary"].label = "Nội dung chính"
        if not is_officer:
            del self.fields["arrived_on"]


class OwnPlanForm(PaperForm):
    """The unit's own plan of a year."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["issued_on"].label = "Ngày ban hành"
        self.fields["number"].help_text = "Ví dụ: 05/KH-UBND"


class FigureFileForm(StyledForm):
    """A workbook of yearly numbers."""

    file = forms.FileField(
        label="Tệp số liệu (.xlsx)",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Các cột «Mã đơn vị» hoặc «Đơn vị», «Số nhiệm vụ», «Đúng hạn», «Nguồn số liệu» (có thể trống).",
        error_messages={
            "required": "Hãy chọn tệp Excel cần nhập.",
            "empty": "Tệp trống. Hãy kiểm tra rồi tải lại.",
        },
    )
    document = TidyCharField(
        label="Nguồn số liệu chung",
        max_length=250,
        required=False,
        help_text="Dùng cho những hàng mà cột «Nguồn số liệu» để trống.",
    )
