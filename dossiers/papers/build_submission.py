"""Tờ trình with its danh sách, from the dossier, the plan and the minutes; nothing is typed twice."""

from accounts.dates import date_on_paper
from awards.models import Nomination
from campaigns.enums import SubjectKind
from dossiers.papers.base import percent_words
from dossiers.papers.build_parts import (
    award_of,
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


def build_to_trinh(facts: DossierFacts) -> ToTrinh:
    """The submission of all nominees; DomainError when the nominees or the votes on them are missing."""
    need_nominees(facts)
    need_meeting(facts)
    award, name = award_of(facts), campaign_name(facts)
    return ToTrinh(
        letterhead=letterhead(facts, "TTr"),
        subject=f"Về việc đề nghị tặng {award.get_kind_display()} trong {name}",
        signature=signer(facts),
        recipients=("Như trên", short(facts.campaign.standing_unit), "Lưu: VT"),
        addressees=(facts.dossier.addressee or facts.campaign.issuer.name,),
        bases=bases(facts),
        proposer=facts.unit.name,
        authority=award.decided_by,
        award=award.get_kind_display(),
        campaign=name,
        begins=facts.campaign.period_start,
        ends=facts.campaign.period_end,
        summary=facts.dossier.overall_summary,
        attachments=attachments(facts),
        list_subject=f"Trong {name}",
        nominees=tuple(nominee(facts, row) for row in facts.nominations),
    )


def bases(facts: DossierFacts) -> tuple[str, ...]:
    """Căn cứ: the law without its number (NĐ 30/2020), the plan, the minutes with the share of agreement."""
    found = ["Căn cứ Luật Thi đua, khen thưởng"]
    plan = facts.campaign
    if plan.plan_number and plan.plan_date:
        found.append(
            f"Căn cứ Kế hoạch số {plan.plan_number} {date_on_paper(plan.plan_date)} của {plan.issuer.name} "
            f"về phát động {lower_first(plan.title)}"
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
    result = facts.results[row.pk]
    person = row.subject == SubjectKind.CA_NHAN
    return Nominee(
        subject=row.subject,
        honorific=row.get_honorific_display() if row.honorific else "",
        name=row.name,
        post=post_of(facts, row) if person else "",
        summary=row.summary,
        award=row.award.get_kind_display(),
        agreed=result.agree,
        members=facts.members,
    )


def post_of(facts: DossierFacts, row: Nomination) -> str:
    """«Công chức Văn hóa - Xã hội, UBND xã Châu Phong»; the unit is not said twice."""
    unit = short(facts.unit)
    if place_of(facts.unit).lower() in row.position_title.lower():
        return row.position_title
    return f"{row.position_title}, {unit}"


def attachments(facts: DossierFacts) -> tuple[str, ...]:
    """What lies in the dossier beside the tờ trình."""
    return (
        "danh sách đề nghị khen thưởng",
        "biên bản họp Hội đồng Thi đua - Khen thưởng",
        f"{len(facts.nominations):02d} báo cáo thành tích",
        "bảng điểm tự chấm",
    )
