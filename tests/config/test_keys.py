import base64
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from config.keys import FILE_NAME, local_keys


def test_keys_are_made_once_and_for_the_owner_only(tmp_path):
    first = local_keys(tmp_path / "new")
    assert local_keys(tmp_path / "new") == first
    assert stat.S_IMODE((tmp_path / "new" / FILE_NAME).stat().st_mode) == 0o600
    assert len(first["SECRET_KEY"]) >= 50
    assert len(base64.urlsafe_b64decode(first["BALLOT_KEY"])) == 32


def test_processes_that_start_together_get_the_same_keys(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: local_keys(tmp_path), range(40)))
    assert all(result == results[0] for result in results)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_a_damaged_file_is_never_replaced(tmp_path):
    (tmp_path / FILE_NAME).write_text("SECRET_KEY=abc\n", encoding="utf-8")
    with pytest.raises(ValueError, match="thiếu BALLOT_KEY"):
        local_keys(tmp_path)
    assert (tmp_path / FILE_NAME).read_text(encoding="utf-8") == "SECRET_KEY=abc\n"
