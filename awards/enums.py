from django.db import models


class AwardKind(models.TextChoices):
    GIAY_KHEN = "giay_khen", "Giấy khen"
    BANG_KHEN = "bang_khen", "Bằng khen"
    HUAN_CHUONG = "huan_chuong", "Huân chương"


class PastKind(models.TextChoices):
    """The kinds of what was given before, wider than what a campaign gives."""

    GIAY_KHEN = "giay_khen", "Giấy khen"
    BANG_KHEN = "bang_khen", "Bằng khen"
    CO_THI_DUA = "co_thi_dua", "Cờ thi đua"
    HUAN_CHUONG = "huan_chuong", "Huân chương, huy chương"
    DANH_HIEU = "danh_hieu", "Danh hiệu thi đua"
    KHAC = "khac", "Hình thức khác"


class QuotaMode(models.TextChoices):
    EXACT = "exact", "đúng số lượng"
    CEILING = "ceiling", "tối đa"
    NONE = "none", "không giới hạn số lượng"


class QuotaOrder(models.TextChoices):
    """By what the candidates of a quota are put in order; scores of different groups are never compared."""

    RANK = "rank", "Thứ hạng trong nhóm"
    PERCENT = "percent", "Kết quả chỉ số (% điểm tối đa) bình quân các năm xét"
    CONTEST = "contest", "Kết quả cuộc thi"
    PERSON = "person", "Người có thẩm quyền chọn"


class NominationState(models.TextChoices):
    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Đã gửi"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    AWARDED = "awarded", "Được khen thưởng"
    NOT_AWARDED = "not_awarded", "Không được khen thưởng"
    WITHDRAWN = "withdrawn", "Đơn vị đã rút"


class Honorific(models.TextChoices):
    ONG = "ong", "Ông"
    BA = "ba", "Bà"


class CouncilLevel(models.TextChoices):
    UNIT = "unit", "Hội đồng của đơn vị"
    DECIDING = "deciding", "Hội đồng cấp quyết định"


class CouncilRole(models.TextChoices):
    CHAIR = "chair", "Chủ tịch Hội đồng"
    VICE_CHAIR = "vice_chair", "Phó Chủ tịch Hội đồng"
    SECRETARY = "secretary", "Ủy viên - Thư ký"
    MEMBER = "member", "Ủy viên"


class MeetingState(models.TextChoices):
    PREPARED = "prepared", "Đang chuẩn bị"
    OPEN = "open", "Đang bỏ phiếu"
    CLOSED = "closed", "Đã kết thúc"


class PaperKind(models.TextChoices):
    TO_TRINH = "to_trinh", "Tờ trình kèm danh sách"
    BIEN_BAN = "bien_ban", "Biên bản họp Hội đồng Thi đua - Khen thưởng"
    BAO_CAO_THANH_TICH = "bao_cao_thanh_tich", "Báo cáo thành tích"
    BANG_DIEM = "bang_diem", "Bảng điểm tự chấm"
    TRICH_NGANG = "trich_ngang", "Tóm tắt trích ngang thành tích"
    BAO_CAO_PHONG_TRAO = "bao_cao_phong_trao", "Báo cáo sơ kết, tổng kết phong trào"
    KE_HOACH = "ke_hoach", "Kế hoạch phát động phong trào"
