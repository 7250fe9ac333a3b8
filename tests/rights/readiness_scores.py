"""What has to be so before a form of sheets, results and contests can be answered (see readiness.py)."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import F
from django.test import Client
from django.urls import reverse

from awards.models import Award, AwardQuota, AwardRecord, Nomination
from campaigns.enums import Role
from campaigns.models import Campaign
from dossiers.demo.base import write_person
from scoring.models import ContestImport, Evidence, IndexImport, ScoreSheet, SheetItem
from tests import proposal_makers
from tests.excel_makers import workbook_bytes
from tests.rights.readiness import Keys, world_of
from tests.rights.world import Ground
from tests.scoring.contest_makers import contest_file

INDEX_COLUMNS = {
    "sheet": "Kết quả",
    "header_row": 1,
    "name": 0,
    "code": "",
    "value": 1,
    "rank": "",
    "scale": "percent",
}
CONTEST_COLUMNS = {
    "sheet": "Kết quả", "header_row": 2, "maximum": "20", "time_unit": "", "cot_account": 1, "cot_name": 2,
    "cot_honorific": 3, "cot_position": 4, "cot_unit": 5, "cot_group": 6, "cot_score": 7, "cot_time": 8,
    "cot_attempt": 9, "cot_moment": "", "cot_under": "", "cot_recognised": 12,
}  # fmt: skip


def no_sheet(ground: Ground, client: Client, keys: Keys) -> None:
    """The unit has no sheet."""
    mine = {"campaign": ground.mine.campaign, "unit": ground.mine.unit}
    Evidence.objects.filter(item__sheet__in=ScoreSheet.objects.filter(**mine)).delete()
    SheetItem.objects.filter(sheet__in=ScoreSheet.objects.filter(**mine)).delete()
    ScoreSheet.objects.filter(**mine).delete()


def nothing_sent(ground: Ground, client: Client, keys: Keys) -> None:
    """The unit's nominations are drafts."""
    Nomination.objects.filter(unit=ground.mine.unit).update(state="draft")


def own_draft(ground: Ground, client: Client, keys: Keys) -> None:
    """The unit's sheet is not sent."""
    nothing_sent(ground, client, keys)
    mine = ScoreSheet.objects.filter(campaign=ground.mine.campaign, unit=ground.mine.unit)
    mine.update(state="draft", sent_at=None, sent_by=None, self_total=None)


def sheet_of_last_year(ground: Ground, client: Client, keys: Keys) -> None:
    """The unit's own draft is empty, and its sheet of the year before was sent with points."""
    own_draft(ground, client, keys)
    sheet = ScoreSheet.objects.get(campaign=ground.mine.campaign, unit=ground.mine.unit)
    rows = list(sheet.items.all())
    at = rows[0].updated_at
    Evidence.objects.filter(item__sheet=sheet).delete()
    sent = {"state": "sent", "sent_at": at, "sent_by": rows[0].updated_by, "self_total": 1}
    before = ScoreSheet.objects.create(
        campaign=sheet.campaign,
        unit=sheet.unit,
        year=sheet.year - 1,
        criteria_set=sheet.criteria_set,
        updated_at=at,
        **sent,
    )
    SheetItem.objects.filter(sheet=sheet).update(sheet=before)


def ranked(ground: Ground, client: Client, keys: Keys) -> None:
    """The communes have official results; no place was given yet."""
    AwardRecord.objects.filter(campaign=ground.mine.campaign).delete()
    proposal_makers.ranked(world_of(ground))
    keys["group"] = "phuong-xa"


def results_list(ground: Ground) -> tuple[str, bytes]:
    """A table of results."""
    rows = [["Đơn vị", "Tổng điểm"], ["UBND xã Tân An", 91], ["UBND xã Châu Phong", 88.5]]
    return "ket-qua-moi.xlsx", workbook_bytes({"Kết quả": rows})


def sent_file(client: Client, name: str, keys: Keys, file: tuple[str, bytes], **more: Any) -> None:
    """Uploads a file."""
    upload = SimpleUploadedFile(*file)
    client.post(reverse(name, args=[keys["slug"]]), {"key": str(uuid4()), "file": upload, **more})


def results_uploaded(ground: Ground, client: Client, keys: Keys) -> None:
    """A table of results that is being looked at."""
    AwardRecord.objects.filter(campaign=ground.mine.campaign).delete()
    sent_file(client, "scoring:imports", keys, results_list(ground), year=2023)
    keys["index"] = IndexImport.objects.order_by("-pk").first().pk


def results_ready(ground: Ground, client: Client, keys: Keys) -> None:
    """Its columns and scale are said."""
    results_uploaded(ground, client, keys)
    client.post(reverse("scoring:import_columns", args=[keys["slug"], keys["index"]]), INDEX_COLUMNS)


def results_with_answer(ground: Ground, client: Client, keys: Keys) -> None:
    """A strange name was given to a unit."""
    results_ready(ground, client, keys)
    IndexImport.objects.filter(pk=keys["index"]).update(decisions={"xã lạ": ground.mine.unit.pk})


def results_proposed(ground: Ground, client: Client, keys: Keys) -> None:
    """A colleague of the officer has proposed them."""
    results_ready(ground, client, keys)
    url = reverse("scoring:import_propose", args=[keys["slug"], keys["index"]])
    client.post(url, {"key": str(uuid4())})
    office = ground.mine.campaign.standing_unit
    colleague = write_person("dong-nghiep", "Lê Thị Hoa", office, Role.STANDING_OFFICER, "Chuyên viên")
    IndexImport.objects.filter(pk=keys["index"]).update(proposed_by=colleague)


def results_confirmed(ground: Ground, client: Client, keys: Keys) -> None:
    """It has become the official result."""
    results_proposed(ground, client, keys)
    url = reverse("scoring:import_confirm", args=[keys["slug"], keys["index"]])
    client.post(url, {"key": str(uuid4())})


def contest_list(ground: Ground) -> tuple[str, bytes]:
    """The results of a contest."""
    return "cuoc-thi-moi.xlsx", contest_file()


def contest_uploaded(ground: Ground, client: Client, keys: Keys) -> None:
    """They are being looked at, and no others hold."""
    AwardRecord.objects.filter(campaign=ground.mine.campaign).delete()
    Campaign.objects.filter(pk=ground.mine.campaign.pk).update(counted_attempt="best")
    held = ContestImport.objects.filter(campaign=ground.mine.campaign, state="confirmed")
    held.update(state="undone", undone_at=F("confirmed_at"))
    sent_file(client, "scoring:contest_imports", keys, contest_list(ground))
    keys["contest"] = ContestImport.objects.order_by("-pk").first().pk


def contest_columns(ground: Ground, client: Client, keys: Keys) -> dict[str, Any]:
    """What stands in its columns."""
    contest_uploaded(ground, client, keys)
    return dict(CONTEST_COLUMNS)


def contest_ready(ground: Ground, client: Client, keys: Keys) -> None:
    """Their columns are said."""
    contest_uploaded(ground, client, keys)
    url = reverse("scoring:contest_columns", args=[keys["slug"], keys["contest"]])
    client.post(url, CONTEST_COLUMNS)


def contest_confirmed(ground: Ground, client: Client, keys: Keys) -> None:
    """They hold."""
    contest_ready(ground, client, keys)
    url = reverse("scoring:contest_confirm", args=[keys["slug"], keys["contest"]])
    client.post(url, {"key": str(uuid4())})


def contest_held(ground: Ground, client: Client, keys: Keys) -> None:
    """Its results hold; an award may be given to people on their strength."""
    award = Award.objects.filter(campaign=ground.mine.campaign, own_power=False).order_by("pk").first()
    AwardQuota.objects.filter(award=award).update(order="contest")
    keys["contest_award"] = award.pk


def trial(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """Another number was tried on the official results."""
    ranked(ground, client, keys)
    url = reverse("scoring:what_if", args=[keys["slug"]])
    page = client.get(f"{url}?so-{keys['asked_quota']}=2").content.decode()
    fields = re.findall(r'name="(phuong_an|seen)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields}
