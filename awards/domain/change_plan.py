"""The one door for every change of a plan after it was loaded; on a launched plan each change is a new version."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.domain.audit import record_event
from accounts.errors import DomainError, Stale
from accounts.models import User
from accounts.text import fold, tidy
from awards.domain.export_plan import export_plan, plain
from awards.domain.place_units import check_heads, place_units_again
from awards.domain.plan_changes import describe_changes
from awards.packs_schema import PackError, check_pack
from awards.packs_sense import check_sense
from awards.plan_words import in_words
from campaigns.enums import CampaignState
from campaigns.models import Campaign, CampaignVersion
from campaigns.permissions import check_standing

LONGEST_DOCUMENT = 250
# In the event of a change: the marks of what the plan does not state, before and after.
MARKS = "unconfirmed"


@dataclass(frozen=True)
class Paper:
    """Why a launched plan changes, and the document that changes it; `version` is the one that was on screen."""

    reason: str = ""
    document: str = ""
    version: int | None = None


@dataclass(frozen=True)
class PlanChange:
    """What a change did: its sentences (none: nothing differed) and the new version of a launched plan."""

    campaign: Campaign
    changes: tuple[str, ...]
    version: CampaignVersion | None = None


NO_PAPER = Paper()


def change_plan(
    *, campaign: Campaign, by: User, at: datetime, change: Callable[[Campaign], None], paper: Paper = NO_PAPER
) -> PlanChange:
    """Runs `change` on the locked campaign, refuses a plan that can't be, and records what differs.

    A launched plan asks for a reason and a document and gets its next version. DomainError, NotAllowed, Stale.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        check_standing(by=by, campaign=campaign, at=at)
        check_open(campaign, paper)
        before = plain(export_plan(campaign))
        change(campaign)
        campaign.refresh_from_db()
        pack = export_plan(campaign)
        check_possible(pack)
        after = plain(pack)
        changes = describe_changes(before, after)
        if not changes:
            return PlanChange(campaign, ())
        marks = [one.get("unconfirmed", []) for one in (before, after)]
        written(campaign, before, after)
        version = next_version(campaign, after, changes, paper, by=by, at=at)
        where = f", bản {version.number}" if version else ""
        record_event(
            by=by,
            at=at,
            kind="plan.changed",
            target=campaign,
            campaign=campaign,
            sentence=f"Sửa kế hoạch «{campaign.title}»{where}: {' '.join(changes)}",
            changes={
                "changes": changes,
                "reason": tidy(paper.reason),
                "document": tidy(paper.document),
                **({MARKS: marks} if marks[0] != marks[1] else {}),
            },
        )
        return PlanChange(campaign, tuple(changes), version)


def check_open(campaign: Campaign, paper: Paper) -> None:
    """A closed plan stays as it is; a launched one changes only with a reason, a document, and as it was seen."""
    if campaign.state == CampaignState.CLOSED:
        raise DomainError("Phong trào đã kết thúc nên kế hoạch không sửa được nữa.")
    if paper.version is not None and paper.version != campaign.version:
        raise Stale(
            f"Trong lúc bạn sửa, kế hoạch đã đổi thành bản {campaign.version} (bạn đang xem bản "
            f"{paper.version}). Chưa ghi gì; hãy xem bản mới rồi sửa lại."
        )
    if campaign.state == CampaignState.DRAFT:
        return
    if not tidy(paper.reason):
        raise DomainError("Kế hoạch đã phát động: hãy ghi lý do sửa.", field="reason")
    if not tidy(paper.document):
        raise DomainError("Kế hoạch đã phát động: hãy ghi văn bản sửa đổi (số, ngày).", field="document")
    if len(tidy(paper.document)) > LONGEST_DOCUMENT:
        raise DomainError(f"Tên văn bản sửa đổi dài quá {LONGEST_DOCUMENT} chữ.", field="document")


def check_possible(pack: dict[str, Any]) -> None:
    """The same checks as for a pack, said in the editor's words."""
    try:
        check_pack(pack, "")
        check_sense(pack, "")
    except PackError as error:
        raise DomainError(in_words(error.message)) from None


def written(campaign: Campaign, before: dict[str, Any], after: dict[str, Any]) -> None:
    """What follows from a change: the search words, and the units of a launched plan's groups."""
    campaign.search_key = fold(f"{campaign.title} {campaign.plan_number}")
    campaign.save(update_fields=["search_key"])
    placing = ("groups", "issuer", "period")
    if any(before.get(key) != after.get(key) for key in placing):
        check_heads(campaign)
    if campaign.state == CampaignState.LAUNCHED and any(before.get(key) != after.get(key) for key in placing):
        place_units_again(campaign)


def next_version(
    campaign: Campaign, content: dict[str, Any], changes: list[str], paper: Paper, *, by: User, at: datetime
) -> CampaignVersion | None:
    """The next frozen version of a launched plan; None for a draft."""
    if campaign.state == CampaignState.DRAFT:
        return None
    version = freeze(
        campaign,
        content,
        number=campaign.version + 1,
        reason=tidy(paper.reason),
        document=tidy(paper.document),
        changes=changes,
        created_at=at,
        created_by=by,
    )
    campaign.version = version.number
    campaign.save(update_fields=["version"])
    return version


def freeze(campaign: Campaign, content: dict[str, Any], **values: Any) -> CampaignVersion:
    """A version row with its content and the SHA-256 of the content's text."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    return CampaignVersion.objects.create(campaign=campaign, content=content, sha256=digest, **values)


def seen_hash(data: Any) -> str:
    """What a form carries of the row that was on screen, so that nobody's change is written over unseen."""
    text = json.dumps(plain(data), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def check_seen(seen: str, data: Any) -> None:
    """Raises Stale when the row is no longer as the form showed it; an empty `seen` asks for nothing."""
    if seen and seen != seen_hash(data):
        raise Stale(
            "Mục này vừa được người khác sửa sau khi bạn mở. Chưa ghi gì; hãy xem nội dung mới rồi sửa lại."
        )
