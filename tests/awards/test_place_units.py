"""Khối, cụm: the units that head a group, in packs, in the editor and where groups are shown."""

import pytest
from django.db import IntegrityError, transaction

from accounts.errors import DomainError
from awards.domain.export_plan import export_plan
from awards.domain.load_plan import load_plan
from awards.domain.new_plan import without_strangers
from awards.domain.place_units import check_heads
from awards.packs_schema import PackError
from campaigns.models import Campaign, CampaignVersion
from dossiers.demo.base import moment
from tests.plan_pages import posted, words

EDIT = "/phong-trao/tan-chau-2023/ke-hoach/sua/groups/"
PAPER = {"reason": "Cử trưởng cụm", "document": "1400/KH-UBND", "version": 1}


def wards(world):
    """The group of communes with two of its units and one of another group."""
    group = world.campaign.groups.get(code="phuong-xa")
    return group, world.unit("30376"), world.unit("30379"), world.unit("tan-chau-nv")


def headed(world, **heads) -> dict:
    """The plan as a pack with heads for the communes' group."""
    pack = export_plan(world.campaign)
    row = next(one for one in pack["groups"] if one["code"] == "phuong-xa")
    row |= heads
    return pack


def test_a_pack_names_them_by_code_and_comes_back(tan_chau_draft):
    group, head, deputy, _ = wards(tan_chau_draft)
    pack = headed(tan_chau_draft, head=head.code, deputy=deputy.code)
    report = load_plan(pack=pack)
    group.refresh_from_db()
    assert (group.head, group.deputy) == (head, deputy)
    assert any("trưởng nhóm" in line for line in report.changes), report.changes
    assert export_plan(Campaign.objects.get())["groups"] == pack["groups"]
    assert load_plan(pack=pack).changes == []


@pytest.mark.parametrize(
    ("heads", "error", "said"),
    [
        ({"head": "tan-chau-nv"}, DomainError, "không thuộc nhóm .* không làm trưởng nhóm"),
        ({"deputy": "tan-chau-nv"}, DomainError, "không làm phó trưởng nhóm"),
        ({"head": "khong-co"}, DomainError, "Chưa có đơn vị mã «khong-co»"),
        ({"head": "30376", "deputy": "30376"}, PackError, "trưởng và phó phải là hai đơn vị"),
        ({"head": 5}, PackError, "head"),
    ],
)
def test_only_two_units_of_the_group_may_head_it(tan_chau_draft, heads, error, said):
    before = export_plan(tan_chau_draft.campaign)
    with pytest.raises(error, match=said):
        pack = headed(tan_chau_draft, **heads)
        from awards.packs_schema import check_pack

        check_pack(pack, "x")
        load_plan(pack=pack)
    assert export_plan(Campaign.objects.get()) == before


def test_the_database_refuses_one_unit_for_both(tan_chau):
    group, head, _, _ = wards(tan_chau)
    group.head = group.deputy = head
    with pytest.raises(IntegrityError), transaction.atomic():
        group.save()


def test_they_are_chosen_in_the_editor_and_shown(tan_chau):
    group, head, deputy, other = wards(tan_chau)
    browser = tan_chau.browser(tan_chau.officer, at=moment(2023, 8, 1, 9))
    page = browser.get(f"{EDIT}{group.pk}/")
    assert f'<option value="{head.pk}"' in page.content.decode()
    assert f'<option value="{other.pk}"' not in page.content.decode()
    answer = browser.post(
        f"{EDIT}{group.pk}/", {**posted(page), **PAPER, "head": head.pk, "deputy": deputy.pk}
    )
    assert answer.status_code == 302, words(answer)
    version = CampaignVersion.objects.order_by("-number").first()
    assert any(str(head) in line for line in version.changes), version.changes
    for place in ("ke-hoach/", "dang-ky/", "ke-hoach/sua/"):
        shown = words(browser.get(f"/phong-trao/tan-chau-2023/{place}"))
        assert str(head) in shown and str(deputy) in shown and "rưởng nhóm" in shown, place


def test_a_group_that_is_new_has_nobody_to_choose_yet(tan_chau_draft):
    browser = tan_chau_draft.browser(tan_chau_draft.officer, at=moment(2023, 7, 28, 9))
    page = browser.get(f"{EDIT}them/").content.decode()
    assert 'name="head"' in page and "chọn được sau khi đã lưu nhóm" in page


def test_a_head_cannot_leave_the_group(tan_chau_draft):
    group, head, _, _ = wards(tan_chau_draft)
    group.head = head
    group.save(update_fields=["head"])
    check_heads(tan_chau_draft.campaign)
    group.kinds = ["truong"]
    group.save(update_fields=["kinds"])
    with pytest.raises(DomainError, match=f"{head}.*không thuộc nhóm"):
        check_heads(tan_chau_draft.campaign)


def test_a_plan_taken_from_elsewhere_leaves_their_heads_behind():
    pack = {
        "groups": [{"code": "a", "name": "A", "head": "noi-khac", "deputy": "o-day", "unit_codes": ["o-day"]}]
    }
    without_strangers(pack, frozenset({"o-day"}), [])
    assert pack["groups"] == [{"code": "a", "name": "A", "deputy": "o-day", "unit_codes": ["o-day"]}]
