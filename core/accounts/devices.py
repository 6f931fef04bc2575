"""Names a device from what its browser says of itself."""

from django.utils.translation import gettext as _

# The first match wins: Edge and Opera also say Chrome, Chrome also says Safari.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
HANDHELD = {"iPhone", "Android"}
TABLETS = {"iPad"}


def name_of(user_agent: str) -> str:
    """“Firefox on Windows”; what is not recognised is called a device."""
    browser, system = _first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def icon_of(user_agent: str) -> str:
    """The Lucide icon of the device."""
    system = _first(SYSTEMS, user_agent)
    return "smartphone" if system in HANDHELD else "tablet" if system in TABLETS else "monitor"


def _first(marks: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")
