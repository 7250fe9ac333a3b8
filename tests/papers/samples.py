"""The papers of UBND xã Châu Phong in the Tân Châu campaign of 2023; names of people are invented."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from accounts.dates import VIET_NAM
from dossiers.papers.bang_diem import BangDiem, ScoreGroup, ScoreRow
from dossiers.papers.bao_cao_thanh_tich import BaoCaoThanhTich, Fact, Figure, PastAward
from dossiers.papers.base import Letterhead, Section, Signature
from dossiers.papers.bien_ban import BienBan, CouncilMember, VoteRow
from dossiers.papers.to_trinh import Nominee, ToTrinh

CAMPAIGN = "phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023"
COMMUNE = "Ủy ban nhân dân xã Châu Phong"
AUTHORITY = "Chủ tịch Ủy ban nhân dân thị xã Tân Châu"
PLAN = (
    "Kế hoạch số 1326/KH-UBND ngày 28 tháng 7 năm 2023 của Ủy ban nhân dân thị xã Tân Châu về phát động "
    "phong trào thi đua Chuyển đổi số thị xã Tân Châu năm 2023"
)
BEGINS, ENDS = date(2023, 1, 1), date(2023, 12, 31)
HEAD = Letterhead(
    superior="UBND thị xã Tân Châu",
    issuer="UBND xã Châu Phong",
    number_symbol="/TTr-UBND",
    place="Châu Phong",
    month=12,
    year=2023,
)
CHAIRMAN = Signature(authority_lines=("TM. Ủy ban nhân dân", "Chủ tịch"), name="Nguyễn Văn Hòa")
NOMINEES = (
    Nominee(
        subject="tap_the",
        name="Ủy ban nhân dân xã Châu Phong",
        post="Thị xã Tân Châu",
        summary="Hoàn thành 38/38 nhiệm vụ chuyển đổi số; điểm DTI 87,9, tăng 6,1 điểm so với năm 2022.",
        award="Giấy khen",
        agreed=6,
        members=7,
    ),
    Nominee(
        subject="ca_nhan",
        honorific="Ông",
        name="Trần Minh Khoa",
        post="Công chức Văn hóa - Xã hội, UBND xã Châu Phong",
        summary="Tham mưu 12 văn bản; vận hành 08 tổ công nghệ số cộng đồng, 2.150 lượt người dân được hướng dẫn.",
        award="Giấy khen",
        agreed=6,
        members=7,
    ),
    Nominee(
        subject="ca_nhan",
        honorific="Bà",
        name="Lê Thị Ngọc Ánh",
        post="Công chức Văn phòng - Thống kê, UBND xã Châu Phong",
        summary="Đưa 100% hồ sơ lên dịch vụ công trực tuyến; tỷ lệ hồ sơ đúng hạn 99,6%.",
        award="Giấy khen",
        agreed=6,
        members=7,
        note="Trực tiếp công tác",
    ),
)


def to_trinh(**changes):
    """The tờ trình with three nominees, number and day still open."""
    return replace(
        ToTrinh(
            letterhead=HEAD,
            subject=f"Về việc đề nghị tặng Giấy khen trong {CAMPAIGN}",
            signature=CHAIRMAN,
            recipients=("Như trên", "Phòng Văn hóa và Thông tin", "TT. Đảng ủy, HĐND xã", "Lưu: VT, VHXH"),
            addressees=("Ủy ban nhân dân thị xã Tân Châu",),
            bases=(
                "Căn cứ Luật Thi đua, khen thưởng",
                f"Căn cứ {PLAN};",
                "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng xã Châu Phong ngày 28 tháng 11 năm 2023.",
            ),
            proposer=COMMUNE,
            authority=AUTHORITY,
            award="Giấy khen",
            campaign=CAMPAIGN,
            begins=BEGINS,
            ends=ENDS,
            summary="Hoàn thành 38 trên 38 nhiệm vụ chuyển đổi số năm 2023; điểm DTI tự chấm 87,9, tăng 6,1 điểm.",
            grounds="Mục III.2 và mục IV.2 Kế hoạch số 1326/KH-UBND ngày 28 tháng 7 năm 2023: đã đăng ký thi đua và "
            "gửi hồ sơ đầy đủ, đúng thời gian quy định.",
            appraisal="Hội đồng Thi đua - Khen thưởng xã Châu Phong đã xét từng trường hợp: đúng đối tượng, đủ điều "
            "kiện, tiêu chuẩn; số phiếu và tỷ lệ đồng ý trên tổng số thành viên Hội đồng ghi trong danh sách.",
            attachments=(
                "danh sách đề nghị khen thưởng",
                "biên bản họp Hội đồng Thi đua - Khen thưởng",
                "03 báo cáo thành tích",
                "bảng điểm tự chấm",
            ),
            list_subject=f"Trong {CAMPAIGN}",
            nominees=NOMINEES,
        ),
        **changes,
    )


MEMBERS = (
    CouncilMember(honorific="Ông", name="Nguyễn Văn Hòa", post="Chủ tịch UBND xã", role="Chủ tịch Hội đồng"),
    CouncilMember(
        honorific="Bà", name="Phạm Thị Thu Hương", post="Phó Chủ tịch UBND xã", role="Phó Chủ tịch Hội đồng"
    ),
    CouncilMember(honorific="Ông", name="Huỳnh Quốc Bảo", post="Chủ tịch UBMTTQVN xã"),
    CouncilMember(honorific="Bà", name="Võ Thị Kim Loan", post="Chủ tịch Hội LHPN xã"),
    CouncilMember(honorific="Ông", name="Đặng Hữu Phước", post="Bí thư Đoàn TNCS Hồ Chí Minh xã"),
    CouncilMember(
        honorific="Ông",
        name="Mohamad Salês",
        post="Chủ tịch Hội Nông dân xã",
        present=False,
        reason="đi công tác",
    ),
    CouncilMember(
        honorific="Bà",
        name="Lý Thị Mỹ Duyên",
        post="Công chức Văn phòng - Thống kê",
        role="Ủy viên - Thư ký",
    ),
)


def bien_ban(**changes):
    """The minutes of the commune's council: seven members, six present."""
    return replace(
        BienBan(
            letterhead=Letterhead(
                superior="UBND xã Châu Phong",
                issuer="Hội đồng Thi đua - Khen thưởng",
                number_symbol="/BB-HĐTĐKT",
            ),
            subject=f"Họp Hội đồng Thi đua - Khen thưởng về việc xét, đề nghị khen thưởng {CAMPAIGN}",
            signature=Signature(authority_lines=("Chủ tọa",), hint="(Chữ ký, dấu)", name="Nguyễn Văn Hòa"),
            secretary_signature=Signature(
                authority_lines=("Thư ký",), hint="(Chữ ký)", name="Lý Thị Mỹ Duyên"
            ),
            recipients=("Thành viên Hội đồng", "UBND xã", "Lưu: VT, Hồ sơ"),
            council="Hội đồng Thi đua - Khen thưởng xã Châu Phong",
            started=datetime(2023, 11, 28, 14, 0, tzinfo=VIET_NAM),
            ended=datetime(2023, 11, 28, 8, 35, tzinfo=UTC),
            venue="Phòng họp Ủy ban nhân dân xã Châu Phong",
            chair="Ông Nguyễn Văn Hòa, Chủ tịch UBND xã, Chủ tịch Hội đồng",
            secretary="Bà Lý Thị Mỹ Duyên, Ủy viên - Thư ký Hội đồng",
            members=MEMBERS,
            guests=("Ông Trần Minh Khoa, công chức Văn hóa - Xã hội (báo cáo hồ sơ)",),
            purpose=f"Xét, đề nghị khen thưởng tập thể và cá nhân có thành tích xuất sắc trong {CAMPAIGN}",
            proceedings="Ông Trần Minh Khoa báo cáo tóm tắt kết quả thực hiện phong trào, bảng điểm tự chấm và thành "
            "tích của tập thể, cá nhân được giới thiệu.\nHội đồng thảo luận, đối chiếu từng trường hợp với tiêu chí "
            "tại mục III và điều kiện tại mục IV.2 Kế hoạch số 1326/KH-UBND; không có ý kiến khác.",
            method="bỏ phiếu kín",
            rule="trường hợp được đề nghị phải đạt từ 80% trở lên",
            votes=(
                VoteRow(
                    subject="tap_the",
                    name="Ủy ban nhân dân xã Châu Phong",
                    award="Giấy khen của Chủ tịch UBND thị xã",
                    agreed=6,
                    refused=0,
                ),
                VoteRow(
                    subject="ca_nhan",
                    honorific="Ông",
                    name="Trần Minh Khoa",
                    post="công chức Văn hóa - Xã hội",
                    award="Giấy khen của Chủ tịch UBND thị xã",
                    agreed=6,
                    refused=0,
                ),
                VoteRow(
                    subject="ca_nhan",
                    honorific="Bà",
                    name="Lê Thị Ngọc Ánh",
                    post="công chức Văn phòng - Thống kê",
                    award="Giấy khen của Chủ tịch UBND thị xã",
                    agreed=6,
                    refused=0,
                ),
                VoteRow(
                    subject="ca_nhan",
                    honorific="Ông",
                    name="Đỗ Văn Tài",
                    post="Trưởng ấp Châu Giang",
                    award="Giấy khen của Chủ tịch UBND thị xã",
                    agreed=4,
                    refused=2,
                    proposed=False,
                ),
            ),
            conclusion="Giao Thư ký Hội đồng hoàn thiện hồ sơ, trình Chủ tịch UBND xã ký trước ngày 05 tháng 12 "
            "năm 2023.",
        ),
        **changes,
    )


def bao_cao_tap_the(**changes):
    """The commune's own report, a collective's, with a comparison table."""
    return replace(
        BaoCaoThanhTich(
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
        ),
        **changes,
    )


def bao_cao_ca_nhan(**changes):
    """An individual's report: no number, the person signs, the head confirms."""
    return replace(
        BaoCaoThanhTich(
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
                Fact(
                    label="Chức vụ, đơn vị công tác", value="Công chức Văn hóa - Xã hội, UBND xã Châu Phong"
                ),
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
        ),
        **changes,
    )


def _row(code, name, maximum, score, *evidence, note=""):
    return ScoreRow(
        code=code,
        name=name,
        maximum=Decimal(maximum),
        score=None if score is None else Decimal(score),
        evidence=evidence,
        note=note,
    )


def bang_diem(**changes):
    """The self-scored sheet with three groups, one criterion not scored."""
    return replace(
        BangDiem(
            letterhead=replace(HEAD, number_symbol="", place="Châu Phong"),
            subject=f"{CAMPAIGN[0].upper()}{CAMPAIGN[1:]}",
            signature=CHAIRMAN,
            preparer=Signature(authority_lines=("Người lập",), name="Trần Minh Khoa"),
            unit=COMMUNE,
            criteria_set="Bộ chỉ số đánh giá mức độ chuyển đổi số của các cơ quan nhà nước trên địa bàn tỉnh An Giang",
            criteria_basis="Quyết định số 02/QĐ-UBND ngày 03 tháng 01 năm 2023 của UBND tỉnh An Giang",
            groups=(
                ScoreGroup(
                    code="1",
                    name="Nhận thức số",
                    rows=(
                        _row(
                            "1.1",
                            "Người đứng đầu chủ trì, chỉ đạo chuyển đổi số",
                            "10",
                            "10",
                            "KH-12-2023.pdf",
                        ),
                        _row(
                            "1.2",
                            "Chuyên mục chuyển đổi số trên trang thông tin điện tử",
                            "5",
                            "4.5",
                            "anh-chuyen-muc.png",
                            "bao-cao-quy-4.pdf",
                        ),
                    ),
                ),
                ScoreGroup(
                    code="2",
                    name="Thể chế số",
                    rows=(
                        _row("2.1", "Kế hoạch chuyển đổi số hằng năm", "10", "10", "KH-03-2023.pdf"),
                        _row("2.2", "Quy chế vận hành hệ thống", "7.5", "6.25", note="Đang sửa đổi"),
                    ),
                ),
                ScoreGroup(
                    code="3",
                    name="Hoạt động chính quyền số",
                    rows=(
                        _row(
                            "3.1", "Tỷ lệ dịch vụ công trực tuyến toàn trình", "20", "18", "thong-ke-dvc.xlsx"
                        ),
                        _row("3.2", "Tỷ lệ hồ sơ giải quyết đúng hạn", "20", None),
                    ),
                ),
            ),
        ),
        **changes,
    )


SAMPLES = {
    "to_trinh": to_trinh,
    "bien_ban": bien_ban,
    "bao_cao_tap_the": bao_cao_tap_the,
    "bao_cao_ca_nhan": bao_cao_ca_nhan,
    "bang_diem": bang_diem,
}
