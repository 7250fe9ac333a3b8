"""Units are written in one place, so that their search and sort keys always follow the name."""

from typing import Any

from accounts.text import fold, name_key, sort_key, tidy
from campaigns.models import Unit


def write_unit(*, code: str, name: str, **values: Any) -> Unit:
    """Creates or updates the unit of that code; text is tidied to NFC and the keys are set anew."""
    name = tidy(name)
    values = {key: tidy(value) if isinstance(value, str) else value for key, value in values.items()}
    values["name"] = name
    values["search_key"] = fold(f"{name} {values.get('short_name', '')} {code}")
    values["name_key"] = name_key(name)
    values["sort_key"] = sort_key(values.get("short_name") or name)
    return Unit.objects.update_or_create(code=code, defaults=values)[0]
