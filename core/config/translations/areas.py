"""Which folders make an area, and where its catalogue lies."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

WINGS = ("social", "virtualclass", "tutoring")
# allauth names its folders of templates itself, and the error pages have none.
ROOMS_OF_TEMPLATES = {"account": "accounts", "usersessions": "accounts", "mfa": "accounts", "": "ui"}
NOT_OURS = {"migrations", "node_modules", "browser"}


@dataclass(frozen=True)
class Area:
    """One app as a translator sees it: a folder of Python, and folders of templates."""

    name: str
    folder: Path

    @property
    def catalogue(self) -> Path:
        """The French catalogue."""
        return self.folder / "locale" / "fr" / "LC_MESSAGES" / "django.po"

    def modules(self) -> list[Path]:
        """Its Python."""
        return sorted(path for path in self.folder.rglob("*.py") if not NOT_OURS & set(path.parts))

    def templates(self) -> list[Path]:
        """Its templates, HTML and mail alike."""
        root = settings.BASE_DIR / "templates"
        files = (path for path in root.rglob("*") if path.suffix in {".html", ".txt"})
        return sorted(path for path in files if room_of(path.relative_to(root)) == self.name)


def room_of(template: Path) -> str:
    """The area to which a template belongs, by its first folder."""
    folder = template.parts[0] if len(template.parts) > 1 else ""
    return ROOMS_OF_TEMPLATES.get(folder, folder)


def every() -> list[Area]:
    """All areas: the rooms of core, and the wings."""
    core = settings.BASE_DIR / "core"
    rooms = [path.parent for path in sorted(core.glob("*/__init__.py"))]
    return [Area(path.name, path) for path in [*rooms, *(settings.BASE_DIR / wing for wing in WINGS)]]
