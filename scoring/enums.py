from django.db import models


class SheetState(models.TextChoices):
    DRAFT = "draft", "Đang chấm"
    SENT = "sent", "Đã gửi"


class ImportState(models.TextChoices):
    PREVIEW = "preview", "Chờ xác nhận"
    PROPOSED = "proposed", "Chờ người thứ hai xác nhận"
    CONFIRMED = "confirmed", "Đã ghi nhận"
    SUPERSEDED = "superseded", "Đã thay bằng lần nhập sau"
    UNDONE = "undone", "Đã hủy"


class TextCode(models.TextChoices):
    TCVN3 = "tcvn3", "Chữ TCVN3 (ABC), chuyển sang Unicode"
    VNI = "vni", "Chữ VNI-Windows, chuyển sang Unicode"
    NONE = "none", "Giữ nguyên chữ như trong tệp"


class Scale(models.TextChoices):
    ONE = "one", "Thang 0 đến 1 (ví dụ 0,7955)"
    PERCENT = "percent", "Thang 0 đến 100 (điểm hoặc %)"
    POINTS = "points", "Điểm, nhập điểm tối đa"


class Outcome(models.TextChoices):
    MET = "met", "Đủ điều kiện"
    NOT_MET = "not_met", "Chưa đủ điều kiện"
    NO_DATA = "no_data", "Chưa có số liệu"
    NEEDS_PERSON = "needs_person", "Cần người xác nhận"
