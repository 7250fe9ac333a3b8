"""A browser in words, for the list of one's own sessions; unknown ones are said to be unknown."""

BROWSERS = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("coc_coc", "Cốc Cốc"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
]
MACHINES = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
]


def device_words(agent: str) -> str:
    """ "Chrome trên Windows"."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Trình duyệt không rõ")
    machine = next((name for mark, name in MACHINES if mark in agent), "")
    return f"{browser} trên {machine}" if machine else browser
