import pytest

from config.databases import database_from_environment


def test_embedded_database_takes_its_lock_first(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    entry = database_from_environment(tmp_path)
    assert entry["NAME"] == str(tmp_path / "thiduaso.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in entry["OPTIONS"]["init_command"]


def test_postgresql_address_with_an_escaped_password(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://ng%C6%B0%E1%BB%9Di:a%40b%2F@db.noi:5433/thi%20dua")
    entry = database_from_environment(tmp_path)
    assert (entry["USER"], entry["PASSWORD"], entry["HOST"]) == ("người", "a@b/", "db.noi")
    assert (entry["PORT"], entry["NAME"]) == ("5433", "thi dua")


def test_another_scheme_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "mysql://a/b")
    with pytest.raises(ValueError, match="mysql"):
        database_from_environment(tmp_path)


@pytest.mark.django_db
def test_the_running_sqlite_is_in_wal_mode():
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
    else:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_encoding")
            assert cursor.fetchone() == ("UTF8",)
