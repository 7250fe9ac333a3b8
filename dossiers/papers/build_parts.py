"""What several papers of one dossier share: names of bodies, head, signer, the campaign's name."""

from accounts.dates import local
from accounts.errors import DomainError
from awards.enums import AwardKind, PaperKind
from awards.models import Award
from campaigns.enums import UnitKind
from campaigns.models import Unit
from dossiers.papers.base import Letterhead, Signature
from dossiers.papers.facts import DossierFacts

COMMUNES = (UnitKind.UBND_PHUONG, UnitKind.UBND_XA, UnitKind.UBND_THI_TRAN)


def short(unit: Unit) -> str:
    """The usual name: «UBND xã Châu Phong»."""
    return unit.short_name or unit.name


def place_of(unit: Unit) -> str:
    """The unit without its «UBND»: «xã Châu Phong»; other bodies keep their name."""
    return short(unit).removeprefix("UBND ").strip()


def lower_first(text: str) -> str:
    """«Phong trào thi đua ...» inside a sentence."""
    return text[:1].lower() + text[1:]


def campaign_name(facts: DossierFacts) -> str:
    """«phong trào thi đua Chuyển đổi số năm 2023»."""
    return lower_first(facts.campaign.title)


def award_of(facts: DossierFacts) -> Award:
    """The award that the dossier asks for; DomainError when the plan has none."""
    if facts.award is None:
        raise DomainError("Kế hoạch chưa có hình thức khen thưởng nào nên chưa tạo được giấy tờ.")
    return facts.award


def letterhead(facts: DossierFacts, symbol: str, *, place: bool = True) -> Letterhead:
    """The unit's head: number and day stay open; month and year are those of the dossier's last change."""
    day = local(facts.dossier.updated_at)
    return Letterhead(
        superior=short(facts.campaign.issuer),
        issuer=facts.unit.name,
        number_symbol=f"/{symbol}-{facts.unit.symbol}" if symbol and facts.unit.symbol else "",
        place=facts.unit.place_name if place else "",
        month=day.month if place else None,
        year=day.year if place else None,
    )


def default_signer_title(unit: Unit) -> str:
    """Lines parted by « / »: a People's Committee signs as a collective (NĐ 30/2020 Đ13)."""
    title = unit.head_title or "Thủ trưởng đơn vị"
    return f"TM. Ủy ban nhân dân / {title}" if unit.kind in COMMUNES else title


def signer(facts: DossierFacts) -> Signature:
    """The head of the unit, as typed on the dossier."""
    title = facts.dossier.signer_title or default_signer_title(facts.unit)
    lines = tuple(line.strip() for line in title.split("/") if line.strip())
    return Signature(authority_lines=lines, name=facts.dossier.signer_name)


def need_nominees(facts: DossierFacts) -> None:
    """DomainError when nobody is put forward yet."""
    if not facts.nominations:
        raise DomainError("Chưa đề nghị tập thể, cá nhân nào. Hãy lập danh sách đề nghị trước.")


def award_words(award: Award) -> str:
    """«Bằng khen», because the sentence names who gives it; a Huân chương with its name and class."""
    return award.name if award.kind == AwardKind.HUAN_CHUONG else award.get_kind_display()


def need_meeting(facts: DossierFacts) -> None:
    """DomainError unless the minutes, where the plan wants them, hold a vote on everyone put forward."""
    if not facts.asks_for(PaperKind.BIEN_BAN) and facts.meeting is None:
        return
    if facts.meeting is None:
        raise DomainError("Chưa ghi cuộc họp Hội đồng của đơn vị. Hãy ghi biên bản họp trước.")
    for row in facts.nominations:
        if row.pk not in facts.results:
            raise DomainError(
                f"Biên bản họp chưa có số phiếu của {row.name}. Hãy ghi số phiếu ở phần họp Hội đồng."
            )
