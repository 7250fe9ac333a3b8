"""Which steps about a dossier or a nominee go to a head, because the office would check itself."""

from datetime import datetime

from awards.models import Nomination
from campaigns.enums import Origin
from campaigns.four_eyes import HeadStep, head_step, is_one_office, works_at
from campaigns.models import Campaign
from dossiers.models import Dossier, DossierItem

ACCEPT, ATTEST = "kiểm tra, tiếp nhận hồ sơ", "xác nhận tiêu chuẩn"


def head_accepts(dossier: Dossier, at: datetime) -> HeadStep | None:
    """The head who takes the dossier in when the standing body, or one who works there, sent it; else None."""
    campaign = dossier.campaign
    if not sent_by_office(campaign, dossier, at):
        return None
    if dossier.unit_id == campaign.standing_unit_id:
        why = f"{campaign.standing_unit} vừa gửi hồ sơ này vừa là cơ quan thường trực"
    else:
        why = f"Hồ sơ này do người của {campaign.standing_unit} (cơ quan thường trực) gửi"
    return head_step(campaign, done_by=[dossier.sent_by_id], why=why, step=ACCEPT, at=at)


def head_attests(nomination: Nomination, at: datetime) -> HeadStep | None:
    """The head who confirms the criteria when one office is focal and appraiser, or appraises its own; else None."""
    campaign = nomination.campaign
    item = DossierItem.objects.filter(nomination=nomination).select_related("dossier").first()
    dossier = item.dossier if item else None
    # A resident or an outsider is put forward through the office but is not one of its own.
    own = nomination.origin == Origin.UNIT and nomination.unit_id == campaign.standing_unit_id
    own = own or (dossier is not None and sent_by_office(campaign, dossier, at))
    if own:
        done = [dossier.sent_by_id if dossier else nomination.created_by_id]
        why = f"{campaign.standing_unit} không tự thẩm định đề nghị của mình"
        return head_step(campaign, done_by=done, why=why, step=ATTEST, at=at)
    if is_one_office(campaign):
        done = [dossier.sent_by_id, dossier.accepted_by_id] if dossier else [nomination.created_by_id]
        why = f"{campaign.standing_unit} là cơ quan thường trực đồng thời là cơ quan thẩm định"
        return head_step(campaign, done_by=done, why=why, step=ATTEST, at=at)
    return None


def sent_by_office(campaign: Campaign, dossier: Dossier, at: datetime) -> bool:
    """Whether the standing body sent it: as the unit, or by one who works there."""
    own = dossier.unit_id == campaign.standing_unit_id
    return own or works_at(dossier.sent_by_id, campaign.standing_unit, at)


def office_notes(campaign: Campaign) -> list[str]:
    """What the campaign's page says where one office would check itself."""
    office, notes = campaign.standing_unit, []
    if is_one_office(campaign):
        notes.append(
            f"{office} là cơ quan thường trực đồng thời là cơ quan thẩm định: bước {ATTEST} do thủ trưởng thực hiện."
        )
    if campaign.members.filter(unit=office).exists():
        notes.append(
            f"{office} cũng tham gia phong trào: hồ sơ của {office} do thủ trưởng kiểm tra, tiếp nhận và {ATTEST}."
        )
    return notes
