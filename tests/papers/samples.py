"""The papers of UBND xã Châu Phong in the Tân Châu campaign of 2023; names of people are invented."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from accounts.dates import VIET_NAM
from dossiers.papers.bang_diem import BangDiem, ScoreGroup, ScoreRow
from dossiers.papers.base import Letterhead, Signature
from dossiers.papers.bien_ban import BienBan, CouncilMember, VoteRow
from dossiers.papers.to_trinh import Nominee, ToTrinh
from dossiers.papers.trich_ngang import TrichNgang
from tests.papers.common import AUTHORITY, BEGINS, CAMPAIGN, CHAIRMAN, COMMUNE, ENDS, HEAD, PLAN
from tests.papers.sample_reports import bao_cao_ca_nhan, bao_cao_tap_the

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


BIEN_BAN = BienBan(
    letterhead=Letterhead(
        superior="UBND xã Châu Phong",
        issuer="Hội đồng Thi đua - Khen thưởng",
        number_symbol="/BB-HĐTĐKT",
    ),
    subject=f"Họp Hội đồng Thi đua - Khen thưởng về việc xét, đề nghị khen thưởng {CAMPAIGN}",
    signature=Signature(authority_lines=("Chủ tọa",), hint="(Chữ ký, dấu)", name="Nguyễn Văn Hòa"),
    secretary_signature=Signature(authority_lines=("Thư ký",), hint="(Chữ ký)", name="Lý Thị Mỹ Duyên"),
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
)


def bien_ban(**changes):
    """The minutes of the commune's council: seven members, six present."""
    return replace(BIEN_BAN, **changes)


def _row(code, name, maximum, score, *evidence, note=""):
    return ScoreRow(
        code=code,
        name=name,
        maximum=Decimal(maximum),
        score=None if score is None else Decimal(score),
        evidence=evidence,
        note=note,
    )


BANG_DIEM = BangDiem(
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
                _row("3.1", "Tỷ lệ dịch vụ công trực tuyến toàn trình", "20", "18", "thong-ke-dvc.xlsx"),
                _row("3.2", "Tỷ lệ hồ sơ giải quyết đúng hạn", "20", None),
            ),
        ),
    ),
)


def bang_diem(**changes):
    """The self-scored sheet with three groups, one criterion not scored."""
    return replace(BANG_DIEM, **changes)


def trich_ngang(**changes):
    """The summary of the three nominees."""
    named = {"letterhead": replace(HEAD, number_symbol=""), "signature": CHAIRMAN, "nominees": NOMINEES}
    whole = {
        "subject": f"Trong {CAMPAIGN}",
        "unit": COMMUNE,
        "campaign": CAMPAIGN,
        "begins": BEGINS,
        "ends": ENDS,
    }
    return TrichNgang(**{**named, **whole, **changes})


SAMPLES = {
    "to_trinh": to_trinh,
    "bien_ban": bien_ban,
    "bao_cao_tap_the": bao_cao_tap_the,
    "bao_cao_ca_nhan": bao_cao_ca_nhan,
    "bang_diem": bang_diem,
    "trich_ngang": trich_ngang,
}
