"""The nouns of tutoring."""

from tutoring.models.fragments import Fragment
from tutoring.models.studies import Pico, Study, StudyIdentifier, StudyTerm, StudyVersion

__all__ = ["Fragment", "Pico", "Study", "StudyIdentifier", "StudyTerm", "StudyVersion"]
