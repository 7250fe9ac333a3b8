"""What people, programs and bad copies put into a form or an address."""

import unicodedata

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

ODD = (
    "", " ", "0", "-1", "1", "3", "٣", "²", "½", "１２", "1E400", "-1e400", "1e-400", "NaN", "sNaN", "Infinity", "-inf",
    "0.1", "62,5", "1.000", "1.000,00", "1,2,3", "100", "100,01", "32767", "32768", "65536", "2147483648",
    "9223372036854775807", "9223372036854775808", "9" * 40, "0x10", "1_000", "--1", "+5",
    "31/02/2023", "29/02/2024", "29/02/2023", "00/00/0000", "01/01/0001", "31/12/9999", "1/1/10000", "2023-12-31",
    "2023-13-45", "12/31/2023", "31/12/23", "hôm qua", "\x00", "a\x00b", "\u200b", "\u202e", "\ufeff", "🎉",
    unicodedata.normalize("NFD", "Đơn vị thứ nhất được tặng"), "<script>alert(1)</script>", "{{ 7*7 }}", "%s %(a)s",
    "'; DROP TABLE x; --", "\r\n", "\t", "../..", "null", "true", "on", "[]", "{}", "[1, 2]", "khong_co", "within_top",
    "x" * 300, "ă" * 5000, "a" * 61, "tap_the", "ca_nhan", "none", "exact", "percent", "desc", "-",
)  # fmt: skip
"""Values that have broken programs."""

odd_texts = st.sampled_from(ODD) | st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
odd_values = odd_texts | st.lists(odd_texts, min_size=2, max_size=3)
quick = settings(derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def queries(names):
    """Addresses' parameters: some of the names with odd values, sometimes a name nobody knows."""
    known = st.sampled_from([*names, "khong-co"])
    return st.dictionaries(known, odd_values, min_size=1, max_size=4)
