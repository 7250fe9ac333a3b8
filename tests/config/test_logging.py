import json
import logging
import sys

from config.logging import JsonFormatter


def record(message, *args, **extra):
    """A log record as the logging module makes it."""
    made = logging.LogRecord(
        "django.request", logging.ERROR, "x.py", 1, message, args, extra.pop("exc_info", None)
    )
    made.__dict__.update(extra)
    return made


def test_a_line_is_one_json_object():
    line = json.loads(JsonFormatter().format(record("%s: %s", "Not Found", "/x/", status_code=404)))
    assert line["message"] == "Not Found: /x/" and line["status"] == 404 and line["at"].endswith("+00:00")


def test_the_text_of_an_error_stays_out():
    try:
        raise ValueError("Nguyễn Văn A được 98,5 điểm")
    except ValueError:
        text = JsonFormatter().format(record("Internal Server Error: /x/", exc_info=sys.exc_info()))
    assert "Nguyễn" not in text and "98,5" not in text
    line = json.loads(text)
    assert line["error"] == "ValueError" and "test_the_text_of_an_error_stays_out" in line["where"][0]


def test_of_a_task_only_its_name_and_number():
    data = {"id": "abc", "name": "dossiers.tasks.render_job", "exc": "Nguyễn Văn A", "args": "['98,5']"}
    text = JsonFormatter().format(record("Task %(name)s raised: %(exc)s", data, data=data))
    assert json.loads(text)["message"] == "task dossiers.tasks.render_job abc"
