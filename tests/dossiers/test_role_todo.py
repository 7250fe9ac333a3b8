"""The second person of a role finds it among the things to do."""

from campaigns.access import access_of
from campaigns.domain.give_role import confirm_role
from campaigns.enums import Role
from dossiers.role_todo import role_tasks
from tests.campaigns.test_give_role import AT, give, town  # noqa: F401
from tests.yearly_makers import words


def said(user) -> list[str]:
    return [task.text for task in role_tasks(access_of(user, AT), AT)]


def test_the_head_and_the_other_administrator_have_it_to_do_until_one_says_yes(town):  # noqa: F811
    assert said(town.head) == said(town.second) == []
    row = give(town, Role.APPRAISER)
    for user in (town.head, town.second):
        assert "Người moi" in said(user)[0] and "Cán bộ thẩm định" in said(user)[0]
    assert said(town.admin) == said(town.officer) == []
    assert "Xác nhận vai trò vừa giao" in words(town.browser(town.head, AT).get("/"))
    confirm_role(membership=row, by=town.head, at=AT)
    assert said(town.second) == []
