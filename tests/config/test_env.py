from pathlib import Path

import pytest

from config import env


@pytest.mark.parametrize(
    ("raw", "value"), [("1", True), ("yes", True), ("ON", True), ("0", False), ("off", False)]
)
def test_flag_reads_both_words(monkeypatch, raw, value):
    monkeypatch.setenv("SOME_FLAG", raw)
    assert env.flag("SOME_FLAG", not value) is value


def test_flag_refuses_another_word(monkeypatch):
    monkeypatch.setenv("SOME_FLAG", "có")
    with pytest.raises(ValueError, match="SOME_FLAG phải là 0 hoặc 1"):
        env.flag("SOME_FLAG")


def test_integer_names_the_variable_it_refuses(monkeypatch):
    monkeypatch.setenv("SOME_NUMBER", "8k")
    with pytest.raises(ValueError, match="SOME_NUMBER phải là số nguyên"):
        env.integer("SOME_NUMBER", 1)


def test_empty_means_the_default(monkeypatch):
    monkeypatch.setenv("SOME_NUMBER", " ")
    assert env.integer("SOME_NUMBER", 7) == 7
    assert env.items("SOME_NUMBER", "a, b,,c") == ["a", "b", "c"]


def test_data_dir_is_honoured_and_else_lies_beside_the_code(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "có dấu cách"))
    assert env.data_dir() == tmp_path / "có dấu cách"
    monkeypatch.delenv("DATA_DIR")
    assert env.data_dir() == Path(env.BASE_DIR) / "var"
