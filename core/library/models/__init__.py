"""The nouns of the library."""

from core.library.models.areas import Area
from core.library.models.objects import Contributor, LearningObject
from core.library.models.uses import Use
from core.library.models.versions import Draft, Version

__all__ = ["Area", "Contributor", "Draft", "LearningObject", "Use", "Version"]
