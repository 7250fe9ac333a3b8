"""Who may be the second pair of eyes: another officer, else the nearest head."""

from campaigns.enums import Role
from dossiers.demo.base import moment, write_person
from scoring.second_person import second_person

AT = moment(2023, 11, 20)


def test_the_head_where_the_office_has_one_officer(tan_chau):
    step = second_person(tan_chau.campaign, done_by=tan_chau.officer.pk, at=AT)
    assert step.is_head and not step.may(tan_chau.officer)
    assert (
        "bước xác nhận kết quả chính thức do thủ trưởng Phòng Văn hóa và Thông tin thực hiện" in step.sentence
    )


def test_another_officer_where_there_is_one(tan_chau):
    unit = tan_chau.campaign.standing_unit
    other = write_person("can-bo-2", "Lê Thị Hoa", unit, Role.STANDING_OFFICER, "Chuyên viên")
    step = second_person(tan_chau.campaign, done_by=tan_chau.officer.pk, at=AT)
    assert (step.is_head, step.people) == (False, frozenset({other.pk})) and "Lê Thị Hoa" in step.sentence
    assert second_person(tan_chau.campaign, done_by=other.pk, at=AT).may(tan_chau.officer)
