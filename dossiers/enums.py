from django.db import models


class DossierState(models.TextChoices):
    """What staff see; `DOSSIER_LABEL_FOR_UNIT` holds what the unit sees."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ kiểm tra"
    RETURNED = "returned", "Đã trả lại"
    ACCEPTED = "accepted", "Đã tiếp nhận"


DOSSIER_LABEL_FOR_UNIT = {
    DossierState.DRAFT: "Đang soạn",
    DossierState.SENT: "Đã gửi, chờ kiểm tra",
    DossierState.RETURNED: "Bị trả lại, cần bổ sung",
    DossierState.ACCEPTED: "Đã được tiếp nhận",
}


class JobState(models.TextChoices):
    QUEUED = "queued", "Đang chờ"
    RUNNING = "running", "Đang tạo"
    DONE = "done", "Xong"
    FAILED = "failed", "Không tạo được"
