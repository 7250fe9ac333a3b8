"""Dossiers of an ended unit: its people go on with the successor, the ceased collective falls out; and the way back."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.errors import DomainError
from awards.domain.nominate import who_is
from awards.enums import MeetingState, NominationState
from awards.models import AgendaItem, Nomination
from campaigns.enums import SubjectKind
from campaigns.models import Campaign, Takeover, Unit
from dossiers.models import Dossier, DossierItem
from dossiers.papers.build_parts import default_signer_title
from dossiers.takeover_dossiers import OPEN_DOSSIERS, UNDER_WAY, dossiers_in_question

Moved = dict[str, Any]


def move_dossiers(campaign: Campaign, before: Unit, after: Unit | None, at: datetime) -> Moved:
    """Open dossiers go over as they are; one that was sent or accepted stays so, with its receipt and papers.

    The collective is withdrawn, for it can't be rewarded any more; nobody's place in the way is lost.
    """
    moved: Moved = {"dossier": [], "withdrawn": [], "was": []}
    rows = dossiers_in_question(campaign, [before.pk]).select_for_update(of=("self",))
    for dossier in rows.select_related(None).order_by("pk"):
        going = Nomination.objects.filter(dossier_item__dossier=dossier, state__in=UNDER_WAY)
        moved["was"] += [picture_of(dossier, going)]
        ceased = going if after is None else going.filter(subject=SubjectKind.TAP_THE)
        check_no_ballot(ceased)
        moved["withdrawn"] += list(ceased.values_list("pk", flat=True))
        withdraw(ceased)
        if after:
            hand_on(campaign, dossier, after, at)
        moved["dossier"].append(dossier.pk)
    return moved


def picture_of(dossier: Dossier, going: QuerySet[Nomination]) -> Moved:
    """What has to be there again when the answer is taken back."""
    names = ("state", "signer_title", "signer_name")
    nominations = going.order_by("pk").values_list("pk", "state", "group")
    return {
        "pk": dossier.pk,
        **{name: getattr(dossier, name) for name in names},
        "nominations": [list(row) for row in nominations],
    }


def check_no_ballot(rows: QuerySet[Nomination]) -> None:
    """DomainError while the council votes on one of them."""
    item = AgendaItem.objects.filter(nomination__in=rows, meeting__state=MeetingState.OPEN).first()
    if item:
        raise DomainError(
            f"Hội đồng đang bỏ phiếu về {item.nomination}. Hãy kết thúc phiên họp rồi quyết định kế thừa hồ sơ."
        )


def withdraw(rows: QuerySet[Nomination]) -> None:
    """Out of the dossier; the rows stay as withdrawn, because papers and the trail may name them."""
    keys = list(rows.values_list("pk", flat=True))
    DossierItem.objects.filter(nomination__in=keys).delete()
    Nomination.objects.filter(pk__in=keys).update(state=NominationState.WITHDRAWN)


def hand_on(campaign: Campaign, dossier: Dossier, after: Unit, at: datetime) -> None:
    """The people are the successor's now. The dossier goes over where it has none; an open one joins an open one."""
    going = Nomination.objects.filter(dossier_item__dossier=dossier, state__in=UNDER_WAY)
    check_not_twice(going, after)
    own = Dossier.objects.filter(round=dossier.round_id, award=dossier.award_id, unit=after).first()
    is_open = dossier.state in OPEN_DOSSIERS
    if own and is_open and own.state not in OPEN_DOSSIERS:
        raise DomainError(
            f"Hồ sơ của {after} đã gửi. Hãy trả lại hồ sơ đó để nhận thêm cá nhân, rồi quyết định kế thừa."
        )
    going.update(unit=after, group=campaign.members.get(unit=after).group)
    if own is None:
        keep_sender(dossier)
        dossier.unit, dossier.updated_at = after, at
        if is_open:
            dossier.signer_title, dossier.signer_name = default_signer_title(after), ""
        dossier.save()
    elif is_open:
        DossierItem.objects.filter(dossier=dossier).update(dossier=own)
        Dossier.objects.filter(pk=own.pk).update(updated_at=at)


def keep_sender(dossier: Dossier) -> None:
    """The receipt goes on naming who sent the dossier, by the name of that time."""
    if dossier.receipt:
        dossier.receipt = {"unit": dossier.unit.name, **dossier.receipt}


def check_not_twice(going: QuerySet[Nomination], after: Unit) -> None:
    """DomainError for somebody whom the successor has put forward already."""
    for one in going.exclude(subject=SubjectKind.TAP_THE):
        there = Nomination.objects.filter(
            round=one.round_id, award=one.award_id, unit=after, subject=one.subject
        ).exclude(state=NominationState.WITHDRAWN)
        names = ("name", "position_title", "origin_place")
        who = who_is({name: getattr(one, name) for name in names})
        if any(who_is(row) == who for row in there.values(*names)):
            raise DomainError(
                f"{after} cũng đã đề nghị {one.name}. Mỗi người chỉ đề nghị một lần: hãy bỏ {one.name} ở một trong "
                "hai hồ sơ trước."
            )


def check_can_give_back(row: Takeover) -> None:
    """DomainError when somebody has worked on since: a dossier moved or changed, a nomination was decided."""
    for was in row.moved.get("was", ()):
        keys = [pk for pk, _, _ in was["nominations"]]
        dossiers = Dossier.objects.filter(items__nomination__in=keys) | Dossier.objects.filter(pk=was["pk"])
        states = dict(Nomination.objects.filter(pk__in=keys).values_list("pk", "state"))
        gone = {pk for pk in keys if pk in row.moved["withdrawn"]}
        kept = all(
            states.get(pk) == (NominationState.WITHDRAWN if pk in gone else state)
            for pk, state, _ in was["nominations"]
        )
        same = Dossier.objects.filter(pk=was["pk"], state=was["state"]).exists()
        if not kept or not same or dossiers.filter(updated_at__gt=row.at).exists():
            raise DomainError(
                "Hồ sơ đã được làm tiếp sau quyết định này nên không tự chuyển lại; hãy sửa danh sách đề nghị ngay "
                "trong hồ sơ của đơn vị kế thừa."
            )


def give_back_dossiers(row: Takeover) -> None:
    """Dossiers, people and the collective are where they were."""
    for was in row.moved.get("was", ()):
        values = {name: was[name] for name in ("signer_title", "signer_name")}
        Dossier.objects.filter(pk=was["pk"]).update(unit=row.predecessor_id, **values)
        for pk, state, group in was["nominations"]:
            Nomination.objects.filter(pk=pk).update(unit=row.predecessor_id, group=group, state=state)
            DossierItem.objects.update_or_create(nomination_id=pk, defaults={"dossier_id": was["pk"]})
