"""The ground of ./run and ./test: making .venv harms nobody else's."""

from scripts import ground


def test_a_linked_folder_is_left_alone_and_a_new_one_made(tmp_path, monkeypatch):
    others = tmp_path / "others"
    others.mkdir()
    (others / "kept.txt").write_text("giữ")
    link = tmp_path / ".venv"
    link.symlink_to(others)
    monkeypatch.setattr(ground, "VENV", link)
    monkeypatch.setattr(ground, "PYTHON", link / "bin" / "python")
    ground.make_venv()
    assert (others / "kept.txt").read_text() == "giữ" and (link / "bin" / "python").exists()
    assert not link.is_symlink()
