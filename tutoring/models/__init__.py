"""The nouns of tutoring."""

from tutoring.models.fragments import Fragment
from tutoring.models.groups import GroupStudy, ReadingStep, StudyGroup
from tutoring.models.studies import Pico, Study, StudyIdentifier, StudyTerm, StudyVersion

__all__ = [
    "Fragment",
    "GroupStudy",
    "Pico",
    "ReadingStep",
    "Study",
    "StudyGroup",
    "StudyIdentifier",
    "StudyTerm",
    "StudyVersion",
]
