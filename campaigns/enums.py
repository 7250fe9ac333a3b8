from django.db import models


class UnitKind(models.TextChoices):
    UBND = "ubnd", "Ủy ban nhân dân cấp trên"
    PHONG_BAN = "phong_ban", "Phòng, ban chuyên môn"
    DON_VI_SU_NGHIEP = "don_vi_su_nghiep", "Đơn vị sự nghiệp"
    UBND_PHUONG = "ubnd_phuong", "UBND phường"
    UBND_XA = "ubnd_xa", "UBND xã"
    UBND_THI_TRAN = "ubnd_thi_tran", "UBND thị trấn"
    SO_NGANH = "so_nganh", "Sở, ban, ngành tỉnh"
    UBND_HUYEN = "ubnd_huyen", "UBND huyện, thị xã, thành phố"
    BAN_THON = "ban_thon", "Bản, thôn, tổ dân phố"
    DOAN_THE = "doan_the", "MTTQ, đoàn thể, hội"
    TRUONG = "truong", "Trường học"
    DOANH_NGHIEP = "doanh_nghiep", "Doanh nghiệp"
    TRUNG_UONG = "trung_uong", "Cơ quan trung ương trên địa bàn"
    DIA_PHUONG = "dia_phuong", "Tỉnh, thành phố, huyện (đơn vị hành chính)"
    NGOAI = "ngoai", "Cơ quan, tổ chức ngoài địa bàn"
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
    OWN_PLAN = "own_plan", "Ban hành kế hoạch thi đua của đơn vị"
    SELF_SCORE = "self_score", "Gửi bảng điểm tự chấm"
    DOSSIER = "dossier", "Gửi hồ sơ đề nghị khen thưởng"
    SUBMISSION = "submission", "Cơ quan thường trực trình hồ sơ"
    REVIEW = "review", "Sơ kết, tổng kết phong trào"


class DeadlineMeaning(models.TextChoices):
    BEFORE_DAY = "before_day", "«Trước ngày» D: ngày cuối cùng nhận là ngày liền trước D"
    ON_DAY = "on_day", "Nhận đến hết ngày D"


class SubjectKind(models.TextChoices):
    TAP_THE = "tap_the", "Tập thể"
    CA_NHAN = "ca_nhan", "Cá nhân"
    HO_GIA_DINH = "ho_gia_dinh", "Hộ gia đình"


class Origin(models.TextChoices):
    UNIT = "unit", "Thuộc đơn vị tham gia phong trào"
    RESIDENT = "resident", "Người dân trên địa bàn"
    OUTSIDE = "outside", "Ngoài địa bàn, ngoài đơn vị"


class LaunchLevel(models.TextChoices):
    DON_VI = "don_vi", "Cơ quan, đơn vị"
    XA = "xa", "Cấp xã"
    HUYEN = "huyen", "Cấp huyện"
    TINH = "tinh", "Cấp tỉnh"
    BO = "bo", "Bộ, ban, ngành trung ương"
    THU_TUONG = "thu_tuong", "Thủ tướng Chính phủ, Chủ tịch nước"


class MeasuredBy(models.TextChoices):
    INDEX = "index", "Kết quả chỉ số chính thức"
    CONTEST = "contest", "Kết quả cuộc thi"
    PERSON = "person", "Tiêu chuẩn do người có trách nhiệm xác nhận"


class NominatedBy(models.TextChoices):
    UNITS = "units", "Từng đơn vị gửi hồ sơ đề nghị"
    STANDING = "standing", "Cơ quan thường trực lựa chọn, lập danh sách"


class TieRule(models.TextChoices):
    ASK = "ask", "Người có thẩm quyền chọn, ghi căn cứ"
    PREVIOUS_YEAR = (
        "previous_year",
        "Kết quả năm trước cao hơn đứng trước; còn bằng nhau thì người có thẩm quyền chọn",
    )


class CountedAttempt(models.TextChoices):
    BEST = "best", "Lượt thi có điểm cao nhất (bằng điểm thì ít thời gian hơn)"
    FIRST = "first", "Lượt thi đầu tiên"
    LAST = "last", "Lượt thi cuối cùng"


class RoundKind(models.TextChoices):
    NAM = "nam", "Xét hằng năm"
    SO_KET = "so_ket", "Sơ kết"
    TONG_KET = "tong_ket", "Tổng kết"


class RoundState(models.TextChoices):
    PLANNED = "planned", "Chưa mở"
    OPEN = "open", "Đang xét"
    CLOSED = "closed", "Đã kết thúc"


class RouteActor(models.TextChoices):
    UNIT = "unit", "Đơn vị"
    UNIT_COUNCIL = "unit_council", "Hội đồng của đơn vị"
    STANDING = "standing", "Cơ quan thường trực"
    APPRAISER = "appraiser", "Cơ quan thẩm định"
    COUNCIL = "council", "Hội đồng cấp quyết định"
    AUTHORITY = "authority", "Người có thẩm quyền quyết định"
    UPPER = "upper", "Cấp trên"


class Reporter(models.TextChoices):
    UNIT = "unit", "Từng đơn vị"
    STANDING = "standing", "Cơ quan thường trực"


class Comparison(models.TextChoices):
    GE = "ge", "từ … trở lên"
    GT = "gt", "trên …"
    EQ = "eq", "đúng …"
    LE = "le", "không quá …"
    LT = "lt", "dưới …"


class FigureKind(models.TextChoices):
    TASKS_TOTAL = "tasks_total", "Số nhiệm vụ được giao trong năm"
    TASKS_ON_TIME = "tasks_on_time", "Số nhiệm vụ hoàn thành đúng hạn"


class ChangeKind(models.TextChoices):
    RENAME = "rename", "Đổi tên"
    RETYPE = "retype", "Đổi loại"
    REPARENT = "reparent", "Đổi cấp trên"
    MERGE = "merge", "Sáp nhập, hợp nhất"
    SPLIT = "split", "Chia, tách"
    DISSOLVE = "dissolve", "Giải thể"


class CampaignPart(models.TextChoices):
    ISSUER = "issuer", "Cơ quan ban hành"
    STANDING_UNIT = "standing_unit", "Cơ quan thường trực"
    APPRAISING_UNIT = "appraising_unit", "Cơ quan thẩm định"


class Inherited(models.TextChoices):
    PLACE = "place", "Chỗ trong nhóm thi đua"
    REGISTRATION = "registration", "Đăng ký thi đua"
    SHEET = "sheet", "Bảng điểm, tài liệu kiểm chứng"
    REPORTS = "reports", "Báo cáo, kế hoạch, số liệu"
    YEARS = "years", "Kết quả các năm trước"
    DOSSIER = "dossier", "Hồ sơ, đề nghị khen thưởng"


class CriterionKind(models.TextChoices):
    GROUP = "group", "Nhóm tiêu chí"
    POINTS = "points", "Tiêu chí chấm điểm"
    GATE = "gate", "Điều kiện bắt buộc, không chấm điểm"
    BONUS = "bonus", "Điểm cộng"
    MINUS = "minus", "Điểm trừ"


class PointRule(models.TextChoices):
    MANUAL = "manual", "Người chấm nhập điểm"
    YES_NO = "yes_no", "Có thì đủ điểm, không thì 0"
    STEPS = "steps", "Theo mức của một con số"
    OPTIONS = "options", "Chọn một trong các mức"
    RATIO = "ratio", "Tỷ lệ a/b × điểm tối đa"
    PARTS = "parts", "Cộng các phần đạt được"
    COUNT = "count", "Số lượng × điểm mỗi đơn vị"


class Rescale(models.TextChoices):
    WHOLE = "whole", "Tính lại trên điểm tối đa của cả bộ"
    GROUP = "group", "Tính lại trong từng nhóm lớn"
    NONE = "none", "Không tính lại: được 0 điểm"


class BandMeasure(models.TextChoices):
    PERCENT = "percent", "% của điểm tối đa"
    POINTS = "points", "điểm"
