"""What the tests of the plan's pages read and send back."""

from html import unescape


def hidden(answer, name) -> str:
    """What the form carries in a hidden field."""
    return answer.context["form"][name].value()


def words(answer) -> str:
    """The page's text in one line."""
    return unescape(" ".join(answer.content.decode().split()))


def posted(answer) -> dict:
    """The form of a page as a browser would send it back unchanged."""
    data = {}
    for field in answer.context["form"]:
        value = (
            field.field.prepare_value(field.value())
            if hasattr(field.field, "prepare_value")
            else field.value()
        )
        if value is True:
            data[field.html_name] = "on"
        elif value not in (None, False, ""):
            data[field.html_name] = value.pk if hasattr(value, "pk") else value
    return data
