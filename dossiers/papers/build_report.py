"""Báo cáo thành tích of one nominee, from the guided fields."""

from accounts.dates import date_short
from accounts.errors import DomainError
from awards.enums import Honorific
from awards.models import Nomination
from campaigns.enums import SubjectKind
from dossiers.models import AchievementReport
from dossiers.papers.bao_cao_thanh_tich import BaoCaoThanhTich, Fact, PastAward
from dossiers.papers.base import Letterhead, Section, Signature
from dossiers.papers.build_parts import campaign_name, letterhead, place_of, short, signer
from dossiers.papers.build_submission import post_of
from dossiers.papers.facts import DossierFacts


def build_bao_cao(facts: DossierFacts, nomination: Nomination | None) -> BaoCaoThanhTich:
    """The report of one nominee; DomainError while its achievements are not written."""
    if nomination is None:
        raise DomainError("Báo cáo thành tích phải là của một tập thể hoặc cá nhân.")
    report = facts.reports.get(nomination.pk)
    if report is None or not report.results.strip():
        raise DomainError(f"Báo cáo của {nomination.name} chưa có phần «Thành tích đạt được».")
    person = nomination.subject != SubjectKind.TAP_THE
    begins, ends = facts.period
    return BaoCaoThanhTich(
        letterhead=head(facts, person),
        subject=f"Đề nghị tặng {nomination.award.name}",
        signature=Signature(authority_lines=("Người báo cáo thành tích",), name=nomination.name)
        if person
        else signer(facts),
        confirmation=confirmation(facts, person),
        recipients=() if person else (short(facts.campaign.standing_unit), "Lưu: VT"),
        subject_kind=nomination.subject,
        nominee=nomination.name,
        honorific=nomination.get_honorific_display() if nomination.honorific else "",
        post=post_of(facts, nomination) if person else place_of(facts.campaign.issuer),
        campaign=campaign_name(facts),
        begins=begins,
        ends=ends,
        facts=person_facts(facts, nomination, report) if person else collective_facts(nomination, report),
        sections=sections(report),
        awards=tuple(
            PastAward(year=str(row.year), award=row.name, decision=row.decision)
            for row in report.past_awards.all()
        ),
    )


def head(facts: DossierFacts, person: bool) -> Letterhead:
    """A person's report bears no number (legal.md F15)."""
    return letterhead(facts, "" if person else "BC")


def confirmation(facts: DossierFacts, person: bool) -> Signature:
    """A person's report is confirmed by the unit's head, a collective's by the level above (legal.md F16)."""
    if person:
        lines = ("Thủ trưởng đơn vị", "xác nhận, đề nghị")
        return Signature(authority_lines=lines, name=facts.dossier.signer_name)
    return Signature(authority_lines=("Thủ trưởng cấp trên trực tiếp", "nhận xét, xác nhận"))


def collective_facts(nomination: Nomination, report: AchievementReport) -> tuple[Fact, ...]:
    """Part I of a collective's report; empty lines are not printed."""
    staff = f"Tổng số {report.staff_count} cán bộ, công chức, viên chức." if report.staff_count else ""
    return (
        Fact(label="Tên tập thể", value=nomination.name),
        Fact(label="Địa điểm trụ sở chính", value=report.address),
        Fact(label="Điện thoại", value=report.phone),
        Fact(label="Cơ cấu tổ chức, tổng số cán bộ, công chức, viên chức", value=staff),
        Fact(label="Đặc điểm, tình hình", value=report.general),
        Fact(label="Chức năng, nhiệm vụ được giao", value=report.duties),
    )


def person_facts(facts: DossierFacts, nomination: Nomination, report: AchievementReport) -> tuple[Fact, ...]:
    """Part I of a person's report."""
    born = date_short(report.birth_date) if report.birth_date else ""
    gender = {Honorific.ONG: "Nam", Honorific.BA: "Nữ"}.get(nomination.honorific, "")
    if nomination.subject == SubjectKind.HO_GIA_DINH:
        return (
            Fact(label="Hộ gia đình", value=nomination.name),
            Fact(label="Nơi ở", value=nomination.origin_place),
            Fact(label="Đặc điểm, tình hình", value=report.general),
        )
    return (
        Fact(label="Họ và tên", value=nomination.name),
        Fact(label="Ngày, tháng, năm sinh", value=born),
        Fact(label="Giới tính", value=gender),
        Fact(label="Quê quán", value=report.home_town),
        Fact(label="Nơi thường trú", value=report.residence),
        Fact(label="Trình độ chuyên môn, nghiệp vụ", value=report.education),
        Fact(label="Chức vụ, đơn vị công tác", value=post_of(facts, nomination)),
        Fact(label="Quá trình công tác", value=report.general),
        Fact(label="Nhiệm vụ được giao", value=report.duties),
    )


def sections(report: AchievementReport) -> tuple[Section, ...]:
    """Part II in the order of the form; sections without text are not printed."""
    return (
        Section(title="Thành tích đạt được trong phong trào thi đua", text=report.results),
        Section(title="Biện pháp, giải pháp đạt được thành tích", text=report.measures),
        Section(title="Hiệu quả kinh tế, xã hội", text=report.effects),
        Section(title="Bài học kinh nghiệm", text=report.lessons),
    )
