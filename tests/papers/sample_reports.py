"""The two reports of achievement among the sample papers; names of people are invented."""

from dataclasses import replace
from datetime import date

from dossiers.papers.bao_cao_thanh_tich import BaoCaoThanhTich, Fact, Figure, PastAward
from dossiers.papers.base import Section, Signature
from tests.papers.common import BEGINS, CAMPAIGN, CHAIRMAN, ENDS, HEAD

BAO_CAO_TAP_THE = BaoCaoThanhTich(
    letterhead=replace(HEAD, number_symbol="/BC-UBND"),
    subject="Đề nghị tặng Giấy khen của Chủ tịch\nỦy ban nhân dân thị xã Tân Châu",
    signature=CHAIRMAN,
    confirmation=Signature(
        authority_lines=("Thủ trưởng đơn vị cấp trên trực tiếp nhận xét, xác nhận",),
        hint="(Ký, đóng dấu)",
    ),
    recipients=("Phòng Văn hóa và Thông tin thị xã", "Lưu: VT"),
    subject_kind="tap_the",
    nominee="Ủy ban nhân dân xã Châu Phong",
    post="thị xã Tân Châu, tỉnh An Giang",
    campaign=CAMPAIGN,
    begins=BEGINS,
    ends=ENDS,
    facts=(
        Fact(label="Tên tập thể", value="Ủy ban nhân dân xã Châu Phong"),
        Fact(label="Địa điểm trụ sở chính", value="ấp Châu Giang, xã Châu Phong, thị xã Tân Châu"),
        Fact(label="Điện thoại, fax", value=""),
        Fact(
            label="Cơ cấu tổ chức, tổng số cán bộ, công chức, viên chức",
            value="21 cán bộ, công chức; 11 ấp; 11 tổ công nghệ số cộng đồng.",
        ),
        Fact(
            label="Chức năng, nhiệm vụ được giao",
            value="Quản lý nhà nước trên địa bàn xã; tổ chức thực hiện chương trình chuyển đổi số của thị xã.",
        ),
    ),
    sections=(
        Section(
            title="Thành tích đạt được trong phong trào thi đua",
            text="Hoàn thành 38 trên 38 nhiệm vụ chuyển đổi số được giao năm 2023, đạt 100%.\n"
            "Điểm tự chấm theo Bộ chỉ số DTI của tỉnh An Giang đạt 87,9 điểm, tăng 6,1 điểm so với năm 2022.",
        ),
        Section(
            title="Biện pháp, giải pháp đạt được thành tích",
            text="Thành lập 11 tổ công nghệ số cộng đồng với 66 thành viên, đến từng hộ hướng dẫn người dân "
            "cài đặt định danh điện tử, nộp hồ sơ trực tuyến và thanh toán không dùng tiền mặt.",
        ),
        Section(title="Hiệu quả kinh tế, xã hội", text=""),
        Section(
            title="Bài học kinh nghiệm",
            text="Người đứng đầu trực tiếp chỉ đạo; giao chỉ tiêu cho từng ấp; công khai kết quả hằng tuần.",
        ),
    ),
    figures=(
        Figure(name="Tỷ lệ hồ sơ dịch vụ công trực tuyến", before="61,4%", after="93,2%"),
        Figure(name="Tỷ lệ thanh toán không dùng tiền mặt", before="35%", after="72,5%"),
        Figure(name="Điểm DTI", before="81,8", after="87,9"),
    ),
    before_label="Năm 2022",
    after_label="Năm 2023",
    titles=(
        PastAward(
            year="2022",
            award="Tập thể lao động tiên tiến",
            decision="Quyết định số 215/QĐ-UBND ngày 17 tháng 01 năm 2023 của Chủ tịch UBND thị xã Tân Châu",
        ),
    ),
)


def bao_cao_tap_the(**changes):
    """The commune's own report, a collective's, with a comparison table."""
    return replace(BAO_CAO_TAP_THE, **changes)


BAO_CAO_CA_NHAN = BaoCaoThanhTich(
    letterhead=replace(HEAD, number_symbol="", dated=date(2023, 12, 1), month=None, year=None),
    subject="Đề nghị tặng Giấy khen của Chủ tịch\nỦy ban nhân dân thị xã Tân Châu",
    signature=Signature(
        authority_lines=("Người báo cáo thành tích",),
        hint="(Ký, ghi rõ họ và tên)",
        name="Trần Minh Khoa",
    ),
    confirmation=Signature(
        authority_lines=("Thủ trưởng đơn vị", "xác nhận, đề nghị"),
        hint="(Ký, đóng dấu)",
        name="Nguyễn Văn Hòa",
    ),
    form_label="Mẫu số 07",
    subject_kind="ca_nhan",
    honorific="Ông",
    nominee="Trần Minh Khoa",
    post="Công chức Văn hóa - Xã hội, Ủy ban nhân dân xã Châu Phong",
    campaign=CAMPAIGN,
    begins=BEGINS,
    ends=ENDS,
    facts=(
        Fact(label="Họ và tên", value="Trần Minh Khoa"),
        Fact(label="Ngày, tháng, năm sinh", value="05/02/1988"),
        Fact(label="Giới tính", value="Nam"),
        Fact(label="Quê quán", value="xã Châu Phong, thị xã Tân Châu, tỉnh An Giang"),
        Fact(label="Trình độ chuyên môn, nghiệp vụ", value="Đại học, ngành Công nghệ thông tin"),
        Fact(label="Chức vụ, đơn vị công tác", value="Công chức Văn hóa - Xã hội, UBND xã Châu Phong"),
    ),
    sections=(
        Section(
            title="Thành tích đạt được trong phong trào thi đua",
            text="Trực tiếp tham mưu 12 văn bản về chuyển đổi số, trong đó 04 kế hoạch và 08 công văn triển "
            "khai.\nVận hành 08 tổ công nghệ số cộng đồng; 2.150 lượt người dân được hướng dẫn.",
        ),
        Section(
            title="Biện pháp, giải pháp đạt được thành tích",
            text="Biên soạn tài liệu bằng tiếng Việt và tiếng Chăm; tổ chức tối thứ Năm hằng tuần tại nhà văn "
            "hóa ấp.",
        ),
    ),
    awards=(
        PastAward(
            year="2021",
            award="Giấy khen của Chủ tịch UBND thị xã Tân Châu",
            decision="Quyết định số 3102/QĐ-UBND ngày 20 tháng 12 năm 2021 của Chủ tịch UBND thị xã Tân Châu",
        ),
    ),
)


def bao_cao_ca_nhan(**changes):
    """An individual's report: no number, the person signs, the head confirms."""
    return replace(BAO_CAO_CA_NHAN, **changes)
