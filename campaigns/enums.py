from django.db import models


class UnitKind(models.TextChoices):
    UBND = "ubnd", "Ủy ban nhân dân cấp trên"
    PHONG_BAN = "phong_ban", "Phòng, ban chuyên môn"
    DON_VI_SU_NGHIEP = "don_vi_su_nghiep", "Đơn vị sự nghiệp"
    UBND_PHUONG = "ubnd_phuong", "UBND phường"
    UBND_XA = "ubnd_xa", "UBND xã"
    UBND_THI_TRAN = "ubnd_thi_tran", "UBND thị trấn"
    DIA_PHUONG = "dia_phuong", "Tỉnh, thành phố, huyện (đơn vị hành chính)"
    KHAC = "khac", "Cơ quan, tổ chức khác"


class Role(models.TextChoices):
    STANDING_OFFICER = "standing_officer", "Cán bộ cơ quan thường trực"
    APPRAISER = "appraiser", "Cán bộ thẩm định"
    UNIT_OFFICER = "unit_officer", "Cán bộ đơn vị"
    UNIT_HEAD = "unit_head", "Thủ trưởng đơn vị"
    COUNCIL_MEMBER = "council_member", "Ủy viên Hội đồng"
    COUNCIL_SECRETARY = "council_secretary", "Thư ký Hội đồng"
    AUTHORITY_CLERK = "authority_clerk", "Văn thư cấp có thẩm quyền"
    AUDITOR = "auditor", "Người giám sát"
    SYSTEM_ADMIN = "system_admin", "Quản trị hệ thống"


class CampaignState(models.TextChoices):
    DRAFT = "draft", "Đang chuẩn bị"
    LAUNCHED = "launched", "Đã phát động"
    CLOSED = "closed", "Đã kết thúc"


class DeadlineCode(models.TextChoices):
    REGISTRATION = "registration", "Đăng ký thi đua"
    SELF_SCORE = "self_score", "Gửi bảng điểm tự chấm"
    DOSSIER = "dossier", "Gửi hồ sơ đề nghị khen thưởng"


class DeadlineMeaning(models.TextChoices):
    BEFORE_DAY = "before_day", "«Trước ngày» D: ngày cuối cùng nhận là ngày liền trước D"
    ON_DAY = "on_day", "Nhận đến hết ngày D"


class SubjectKind(models.TextChoices):
    TAP_THE = "tap_the", "Tập thể"
    CA_NHAN = "ca_nhan", "Cá nhân"
    HO_GIA_DINH = "ho_gia_dinh", "Hộ gia đình"
