"""Biên bản họp of the unit's own council, from the minutes as recorded."""

from datetime import datetime, time

from accounts.dates import VIET_NAM
from accounts.errors import DomainError
from awards.enums import CouncilRole
from awards.models import MeetingAttendance, Nomination
from dossiers.papers.base import Letterhead, Signature
from dossiers.papers.bien_ban import BienBan, CouncilMember, VoteRow
from dossiers.papers.build_parts import campaign_name, need_meeting, need_nominees, short
from dossiers.papers.facts import DossierFacts


def build_bien_ban(facts: DossierFacts) -> BienBan:
    """The minutes with every vote; the percent is of the total membership (legal.md C4)."""
    need_nominees(facts)
    need_meeting(facts)
    meeting, name = facts.meeting, campaign_name(facts)
    assert meeting is not None
    chair, secretary = of_role(facts, CouncilRole.CHAIR), of_role(facts, CouncilRole.SECRETARY)
    return BienBan(
        letterhead=Letterhead(
            superior=short(facts.unit),
            issuer="Hội đồng Thi đua - Khen thưởng",
            number_symbol="/BB-HĐTĐKT",
        ),
        subject=f"Họp Hội đồng Thi đua - Khen thưởng về việc xét, đề nghị khen thưởng trong {name}",
        signature=Signature(authority_lines=("Chủ tọa",), name=chair.member.full_name),
        secretary_signature=Signature(authority_lines=("Thư ký",), name=secretary.member.full_name),
        recipients=("Thành viên Hội đồng", short(facts.unit), "Lưu: VT"),
        council=meeting.council.name,
        started=at_time(facts, meeting.starts_at),
        ended=at_time(facts, meeting.ends_at),
        venue=meeting.place,
        chair=in_words(chair),
        secretary=in_words(secretary),
        members=tuple(member(row) for row in facts.attendances),
        purpose=f"Xét, đề nghị khen thưởng tập thể, cá nhân có thành tích xuất sắc trong {name}",
        proceedings=meeting.note
        or "Hội đồng nghe báo cáo thành tích, thảo luận từng trường hợp; không có ý kiến khác.",
        method=meeting.method.lower(),
        votes=tuple(vote(facts, row) for row in facts.nominations),
    )


def of_role(facts: DossierFacts, role: str) -> MeetingAttendance:
    """Who presided or took the minutes: the one of that role; for an absent chair the deputy who was there."""
    wanted = [role, CouncilRole.VICE_CHAIR] if role == CouncilRole.CHAIR else [role]
    for choice in wanted:
        for row in facts.attendances:
            if row.member.role == choice and row.present:
                return row
    for row in facts.attendances:
        if row.member.role == role:
            return row
    raise DomainError("Biên bản họp thiếu Chủ tịch Hội đồng hoặc Thư ký. Hãy sửa phần họp Hội đồng.")


def at_time(facts: DossierFacts, moment: time | None) -> datetime | None:
    """The wall clock of the meeting's day."""
    return datetime.combine(facts.meeting.held_on, moment, VIET_NAM) if facts.meeting and moment else None


def in_words(row: MeetingAttendance) -> str:
    """«Nguyễn Văn Hòa, Chủ tịch UBND xã, Chủ tịch Hội đồng»."""
    return ", ".join(
        part for part in (row.member.full_name, row.member.office, row.member.get_role_display()) if part
    )


def member(row: MeetingAttendance) -> CouncilMember:
    """One row of the list of those present and absent."""
    return CouncilMember(
        name=row.member.full_name,
        post=row.member.office,
        role=row.member.get_role_display(),
        present=row.present,
        reason=row.reason,
    )


def vote(facts: DossierFacts, row: Nomination) -> VoteRow:
    """The votes on one nominee; everyone in the dossier is proposed, the council's majority or not is shown."""
    result = facts.results[row.pk]
    return VoteRow(
        subject=row.subject,
        honorific=row.get_honorific_display() if row.honorific else "",
        name=row.name,
        post=row.position_title,
        award=row.award.name,
        agreed=result.agree,
        refused=result.disagree,
    )
