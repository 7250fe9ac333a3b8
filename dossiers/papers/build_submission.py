"""Tờ trình with its danh sách, from the dossier, the plan and the minutes; nothing is typed twice."""

from accounts.dates import date_on_paper
from awards.enums import PaperKind
from awards.models import Nomination
from campaigns.enums import SubjectKind
from dossiers.papers.base import percent_words
from dossiers.papers.build_parts import (
    award_of,
    award_words,
    campaign_name,
    letterhead,
    lower_first,
    need_meeting,
    need_nominees,
    place_of,
    short,
    signer,
)
from dossiers.papers.facts import DossierFacts
from dossiers.papers.to_trinh import Nominee, ToTrinh

ATTACHED = {
    PaperKind.BIEN_BAN: "biên bản họp Hội đồng Thi đua - Khen thưởng",
    PaperKind.BAO_CAO_THANH_TICH: "báo cáo thành tích",
    PaperKind.BANG_DIEM: "bảng điểm tự chấm",
    PaperKind.TRICH_NGANG: "tóm tắt trích ngang thành tích",
    PaperKind.BAO_CAO_PHONG_TRAO: "báo cáo kết quả phong trào",
    PaperKind.KE_HOACH: "kế hoạch phát động phong trào",
}


def build_to_trinh(facts: DossierFacts) -> ToTrinh:
    """The submission of all nominees; DomainError when the nominees or the votes on them are missing."""
    need_nominees(facts)
    need_meeting(facts)
    award, name = award_of(facts), campaign_name(facts)
    begins, ends = facts.period
    return ToTrinh(
        letterhead=letterhead(facts, "TTr"),
        subject=f"Về việc đề nghị tặng {award_words(award)} trong {name}",
        signature=signer(facts),
        recipients=("Như trên", short(facts.campaign.standing_unit), "Lưu: VT"),
        addressees=(facts.dossier.addressee or facts.campaign.issuer.name,),
        bases=bases(facts),
        proposer=facts.unit.name,
        authority=award.decided_by,
        award=award_words(award),
        campaign=name,
        begins=begins,
        ends=ends,
        summary=facts.dossier.overall_summary,
        attachments=attachments(facts),
        list_subject=f"Trong {name}",
        nominees=tuple(nominee(facts, row) for row in facts.nominations),
    )


def bases(facts: DossierFacts) -> tuple[str, ...]:
    """Căn cứ: the law without its number (NĐ 30/2020), the plan, the minutes with the share of agreement."""
    found = ["Căn cứ Luật Thi đua, khen thưởng"]
    plan = facts.campaign
    number = f" số {plan.plan_number}" if plan.plan_number else ""
    day = f" {date_on_paper(plan.plan_date)}" if plan.plan_date else ""
    found.append(
        f"Căn cứ Kế hoạch{number}{day} của {plan.issuer.name} về phát động {lower_first(plan.title)}"
    )
    if facts.meeting:
        council = facts.meeting.council.name
        found.append(
            f"Căn cứ Biên bản họp {council} {date_on_paper(facts.meeting.held_on)} ({share_of_agreement(facts)})"
        )
    return tuple(found)


def share_of_agreement(facts: DossierFacts) -> str:
    """«tỷ lệ đồng ý 100%», or the lowest and the highest share when they differ; of the total membership."""
    shares = sorted({row.agree for row in facts.results.values()})
    words = [percent_words(agree, facts.members) for agree in shares]
    if len(words) == 1:
        return f"tỷ lệ đồng ý {words[0]}"
    return f"tỷ lệ đồng ý từ {words[0]} đến {words[-1]}"


def nominee(facts: DossierFacts, row: Nomination) -> Nominee:
    """One row of the danh sách."""
    result = facts.results.get(row.pk)
    return Nominee(
        subject=row.subject,
        honorific=row.get_honorific_display() if row.honorific else "",
        name=row.name,
        post="" if row.subject == SubjectKind.TAP_THE else post_of(facts, row),
        summary=row.summary,
        award=award_words(row.award),
        agreed=result.agree if result else None,
        members=facts.members if result else None,
    )


def post_of(facts: DossierFacts, row: Nomination) -> str:
    """«Công chức Văn hóa - Xã hội, UBND xã Châu Phong», not saying the unit twice; a resident by the home."""
    if row.origin_place:
        return ", ".join(part for part in (row.position_title, row.origin_place) if part)
    unit = short(facts.unit)
    if place_of(facts.unit).lower() in row.position_title.lower():
        return row.position_title
    return f"{row.position_title}, {unit}"


def attachments(facts: DossierFacts) -> tuple[str, ...]:
    """What the plan wants in the dossier beside the tờ trình."""
    found = ["danh sách đề nghị khen thưởng"]
    for row in facts.requirements:
        if row.kind == PaperKind.TO_TRINH:
            continue
        count = f"{len(facts.nominations):02d} " if row.per == row.Per.NOMINEE else ""
        found.append(f"{count}{ATTACHED[PaperKind(row.kind)]}")
    return tuple(found)
