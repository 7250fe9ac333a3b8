"""What has to be so before a form of units, people and the plan can be answered (`before`, `files` of answers.toml).

Each gets the world, the browser of whoever sends the form, and the keys of the rows that stand in addresses, which
it may change; it gives what else the form carries.
"""

import re
from html import unescape
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.clock import set_demo_clock
from accounts.models import FactorReset, User
from awards.domain.export_plan import plan_as_toml
from awards.models import Award, AwardQuota, HistoryImport, PastAward
from campaigns.domain.write_criteria import write_criteria_set
from campaigns.domain.write_unit import write_unit
from campaigns.models import (
    Campaign,
    CampaignVersion,
    Criterion,
    Membership,
    Registration,
    Round,
    Unit,
    UnitChange,
    UnitGroupMember,
    UnitSuccession,
)
from dossiers.demo.base import moment
from tests.excel_makers import workbook_bytes
from tests.factories import World
from tests.history_makers import listed, person_row
from tests.paper_makers import signed_pdf
from tests.rights.world import Ground

Keys = dict[str, Any]
SMALL_SET = {"code": "bo-thua", "title": "Bộ thừa", "stated_maximum": "10", "basis": ""}


def world_of(ground: Ground) -> World:
    """The campaign whose forms are sent."""
    return World(Campaign.objects.get(pk=ground.mine.campaign.pk))


def in_spring(ground: Ground, client: Client, keys: Keys) -> None:
    """A day on which units still register."""
    set_demo_clock(at=moment(2023, 8, 3))


def in_november(ground: Ground, client: Client, keys: Keys) -> None:
    """A day on which sheets are filled and dossiers are written."""
    set_demo_clock(at=moment(2023, 11, 28))


def draft(ground: Ground, client: Client, keys: Keys) -> None:
    """The plan is still being written."""
    CampaignVersion.objects.filter(campaign=ground.mine.campaign).delete()
    values = {"state": "draft", "version": 0, "launched_at": None, "launched_by": None}
    Campaign.objects.filter(pk=ground.mine.campaign.pk).update(**values)


def launchable(ground: Ground, client: Client, keys: Keys) -> None:
    """A draft with nothing half-written in it, on the day of its launch."""
    draft(ground, client, keys)
    set_demo_clock(at=moment(2023, 7, 28, 9))
    campaign = ground.mine.campaign
    UnitGroupMember.objects.filter(campaign=campaign).delete()
    Round.objects.filter(campaign=campaign).update(state="planned", opened_at=None)


def no_round(ground: Ground, client: Client, keys: Keys) -> None:
    """No round of the campaign is open."""
    Round.objects.filter(campaign=ground.mine.campaign).update(state="planned", opened_at=None)


def unconfirmed(ground: Ground, client: Client, keys: Keys) -> None:
    """The plan does not state its first day."""
    Campaign.objects.filter(pk=ground.mine.campaign.pk).update(unconfirmed=["period.start"])


def settled(ground: Ground, client: Client, keys: Keys) -> None:
    """The body has confirmed what the plan does not state."""
    unconfirmed(ground, client, keys)
    client.post(reverse("awards:plan_settle", args=[keys["slug"]]), {"key": "period.start"})


def second_quota(ground: Ground, client: Client, keys: Keys) -> None:
    """The award has two quotas, so that one can change its place."""
    award = Award.objects.get(pk=keys["award_pk"])
    AwardQuota.objects.create(award=award, mode="none", clause="x", position=9, subject="tap_the")


def unregistered(ground: Ground, client: Client, keys: Keys) -> None:
    """The unit has not registered yet."""
    Registration.objects.filter(campaign=ground.mine.campaign, unit=ground.mine.unit).delete()


def spare_unit(ground: Ground, client: Client, keys: Keys) -> None:
    """A unit that was written down by mistake."""
    top = ground.mine.campaign.issuer
    keys["unit"] = write_unit(code="thua", name="Đơn vị thừa", kind="phong_ban", parent=top).pk


def people_of_ended_unit(ground: Ground, client: Client, keys: Keys) -> dict[str, Any]:
    """Somebody whose role ended with the unit, which another one follows."""
    unit, after = Unit.objects.get(pk=keys["ended"]), ground.mine.unit
    UnitSuccession.objects.create(change=UnitChange.objects.first(), predecessor=unit, successor=after)
    person = User.objects.create(username="cua-don-vi-het", full_name="Người Cũ")
    role = Membership.objects.create(user=person, unit=unit, role="auditor", valid_from="2023-01-01")
    return {"person": str(role.pk), "to": after.code}


def ended_unit(ground: Ground, client: Client, keys: Keys) -> dict[str, Any]:
    """A unit of the campaign came to an end, and nobody takes its place."""
    unit = Unit.objects.get(code="30391")
    Unit.objects.filter(pk=unit.pk).update(valid_to="2023-12-31")
    return {f"chon-{unit.pk}-place": "khong-ai", "document": "Thông báo số 10/TB-UBND"}


def with_second_factor(ground: Ground, client: Client, keys: Keys) -> None:
    """The person signs in with an app."""
    FactorReset.objects.filter(user=keys["person"]).delete()
    Authenticator.objects.create(user_id=keys["person"], type="totp", data={"secret": "x"})


def carried(client: Client, url: str, file: SimpleUploadedFile) -> dict[str, str]:
    """What the preview of a file carries to the next step."""
    page = client.post(url, {"file": file}).content.decode()
    return {"carried": unescape(re.search(r'name="carried" value="([^"]+)"', page)[1])}


def units_uploaded(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """The preview of a list of units."""
    return carried(client, reverse("campaigns:unit_import"), SimpleUploadedFile(*units_list(ground)))


def units_list(ground: Ground) -> tuple[str, bytes]:
    """A list with one new unit."""
    text = "Mã đơn vị,Tên đơn vị,Loại,Mã cấp trên\nap-1,Ấp Phú An,ban_thon,30376\n"
    return "don-vi.csv", text.encode()


def figures_uploaded(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """The preview of yearly numbers."""
    head = ["Mã đơn vị", "Đơn vị", "Số nhiệm vụ", "Đúng hạn", "Nguồn số liệu"]
    data = workbook_bytes({"Số liệu": [head, ["30397", "", 9, 8, "Báo cáo 1"]]})
    url = reverse("campaigns:figures_import", args=[keys["slug"]])
    return carried(client, url, SimpleUploadedFile("so-lieu.xlsx", data))


def criteria_uploaded(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """The preview of a list of criteria."""
    url = reverse("scoring:criteria_import", args=[keys["criteria"]])
    text = "Mã;Mã cha;Tiêu chí;Điểm tối đa\n9;;Nhóm chín;5\n9.1;9;Một;5\n"
    return carried(client, url, SimpleUploadedFile("bo.csv", text.encode()))


def spare_criteria(ground: Ground, client: Client, keys: Keys) -> None:
    """A set of criteria that no campaign uses."""
    rows = [{"code": f"1.{n}", "name": "a", "maximum": "5"} for n in (1, 2)]
    groups = [{"code": "1", "name": "Nhóm", "maximum": "10", "criteria": rows}]
    found = write_criteria_set(data={**SMALL_SET, "groups": groups}, is_demo=True)
    keys["criteria"] = found.code
    keys["criterion"] = Criterion.objects.get(criteria_set=found, code="1.2").pk
    keys["criteria_group"] = Criterion.objects.get(criteria_set=found, code="1").pk


def history_list(ground: Ground) -> tuple[str, bytes]:
    """A list of old awards."""
    return "khen-cu.xlsx", listed(person_row(1, "Lê Mới", ground.mine.unit.name))


def history_written(ground: Ground, client: Client, keys: Keys) -> None:
    """The list that was looked at has been written."""
    url = reverse("awards:history_confirm", args=[keys["old_list"]])
    client.post(url, {"key": "22222222-2222-4222-8222-222222222222"})
    assert HistoryImport.objects.get(pk=keys["old_list"]).confirmed_at


def past_tied(ground: Ground, client: Client, keys: Keys) -> None:
    """The old award is the paper of one that was given in the program."""
    PastAward.objects.filter(pk=keys["past"]).update(given=keys["given"])


def paper(ground: Ground) -> tuple[str, bytes]:
    """A signed paper."""
    return "ke-hoach.pdf", signed_pdf()


def free_quota(ground: Ground, client: Client, keys: Keys) -> None:
    """A quota of which no place was given."""
    second_quota(ground, client, keys)
    keys["quota"] = AwardQuota.objects.order_by("-pk").first().pk


def pack(ground: Ground, client: Client, keys: Keys) -> dict[str, str]:
    """The draft's own plan with another number, looked at."""
    draft(ground, client, keys)
    campaign = Campaign.objects.get(pk=ground.mine.campaign.pk)
    return {"text": plan_as_toml(campaign).replace("maximum = 3", "maximum = 4", 1), "confirmed": "1"}
