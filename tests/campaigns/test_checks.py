"""A misspelt role in the settings is said at the start."""

from campaigns.checks import check_second_factor_roles


def test_only_roles_may_be_named(settings):
    assert check_second_factor_roles() == []
    settings.SECOND_FACTOR_ROLES = ["system_admin", "council_menber"]
    (error,) = check_second_factor_roles()
    assert "«council_menber»" in error.msg and "council_member" in error.msg
