"""The deciding council: who sits on it, refusals with the name, seats that minutes name are kept."""

import pytest

from accounts.errors import DomainError, NotAllowed
from awards.domain.set_council import Member, set_council
from awards.enums import CouncilRole
from awards.models import Council, CouncilMember
from dossiers.demo.base import moment

AT = moment(2023, 12, 1)


def seats(world, *, chairs: int = 1, count: int = 3) -> list[Member]:
    """So many members, the first of them chairs."""
    return [
        Member(
            f"Người thứ {number}",
            "Phó Trưởng phòng",
            CouncilRole.CHAIR if number <= chairs else CouncilRole.MEMBER,
            world.member(number) if number <= 5 else None,
            None,
        )
        for number in range(1, count + 1)
    ]


def write(world, members, **values):
    given = {"campaign": world.campaign, "name": "Hội đồng mới", "by": world.officer, "at": AT, **values}
    return set_council(members=members, **given)


def test_the_council_is_replaced(tan_chau):
    council = write(tan_chau, seats(tan_chau, count=6))
    assert council == Council.objects.get(campaign=tan_chau.campaign)
    assert list(council.members.values_list("full_name", flat=True)) == [
        f"Người thứ {n}" for n in range(1, 7)
    ]
    again = seats(tan_chau, count=4)
    write(tan_chau, [again[1], again[0], *again[2:]])
    assert list(council.members.values_list("full_name", "role"))[:2] == [
        ("Người thứ 2", "member"),
        ("Người thứ 1", "chair"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda world: seats(world, count=2), "ít nhất 3 thành viên"),
        (lambda world: seats(world, chairs=2), "đúng một Chủ tịch Hội đồng, hiện có 2"),
        (lambda world: [*seats(world), seats(world)[0]], "Người thứ 1 có hai dòng"),
        (lambda world: [*seats(world), Member("Người khác", " ", "member", None, None)], "hãy nhập chức vụ"),
        (
            lambda world: [*seats(world), Member("Người khác", "Ủy viên", "member", world.member(1), None)],
            "được chọn cho hai thành viên",
        ),
    ],
)
def test_faults_are_said_and_nothing_is_written(tan_chau, change, said):
    before = list(CouncilMember.objects.values_list("full_name", flat=True))
    with pytest.raises(DomainError, match=said):
        write(tan_chau, change(tan_chau))
    assert list(CouncilMember.objects.values_list("full_name", flat=True)) == before


def test_only_the_standing_body_sets_it(tan_chau):
    with pytest.raises(NotAllowed):
        write(tan_chau, seats(tan_chau), by=tan_chau.member(1))


def test_the_page_writes_it_and_keeps_what_was_typed(tan_chau):
    browser = tan_chau.browser(tan_chau.officer, AT)
    address = f"/phong-trao/{tan_chau.campaign.slug}/hoi-dong/"
    rows = {
        "council_name": "Hội đồng thị xã",
        "member_name": ["Trần An", "Lê Bình", "Võ Châu"],
        "member_office": ["Phó Chủ tịch", "Trưởng phòng", "Chuyên viên"],
        "member_role": ["chair", "member", "secretary"],
        "member_user": [str(tan_chau.member(1).pk), "", "999999"],
        "member_unit": ["", str(tan_chau.unit("tan-chau-nv").pk), ""],
    }
    assert browser.get(address).status_code == 200
    wrong = browser.post(address, {**rows, "council_name": ""})
    assert wrong.status_code == 422
    assert "Hãy nhập tên Hội đồng" in wrong.content.decode() and "Lê Bình" in wrong.content.decode()
    more = browser.post(address, {**rows, "add": "1"}).content.decode()
    assert more.count('name="member_name"') == 4
    assert browser.post(address, rows).status_code == 302
    council = Council.objects.get(campaign=tan_chau.campaign)
    found = list(council.members.values_list("full_name", "role", "user__username", "own_unit__code"))
    assert found == [
        ("Trần An", "chair", "uy-vien-1", None),
        ("Lê Bình", "member", None, "tan-chau-nv"),
        ("Võ Châu", "secretary", None, None),
    ]
    stranger = tan_chau.browser(tan_chau.member(2))
    assert stranger.get(address).status_code == 404
