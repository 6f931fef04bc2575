"""The nouns of talk."""

from social.models.acknowledging import Acknowledgement, Asking
from social.models.arranging import Departure, JoinRule, Pin
from social.models.bookmarks import Bookmark
from social.models.clearing import Clearing
from social.models.direct import DirectTalk
from social.models.identifiers import PostIdentifier
from social.models.knowledge import Discretion, Expertise, Favour, Promotion
from social.models.languages import ReadLanguages
from social.models.levels import FollowLevel
from social.models.moderation import Flag, Sanction, Sweep
from social.models.parcels import FormerMember, SpaceExport, SpaceImport
from social.models.places import FormerPlace
from social.models.polls import Ballot, Poll
from social.models.posts import Mention, Post, PostLink, PostRevision, Quote, Reaction
from social.models.reading import Draft, Follow, ReadMark, SetAside
from social.models.safety import SafetyCase, SafetyDeadline, SafetyHint, SafetyNumber, SafetyStep, WatchWord
from social.models.spaces import JoinRequest, Membership, Role, Space
from social.models.tags import Tag, ThreadTag
from social.models.templates import SpaceTemplate
from social.models.threads import Thread
from social.models.veils import Unveiling, Veil
from social.models.waves import Wave

__all__ = [
    "Acknowledgement",
    "Asking",
    "Ballot",
    "Bookmark",
    "Clearing",
    "Departure",
    "DirectTalk",
    "Discretion",
    "Draft",
    "Expertise",
    "Favour",
    "Flag",
    "Follow",
    "FollowLevel",
    "FormerMember",
    "FormerPlace",
    "JoinRequest",
    "JoinRule",
    "Membership",
    "Mention",
    "Pin",
    "Poll",
    "Post",
    "PostIdentifier",
    "PostLink",
    "PostRevision",
    "Promotion",
    "Quote",
    "Reaction",
    "ReadLanguages",
    "ReadMark",
    "Role",
    "SafetyCase",
    "SafetyDeadline",
    "SafetyHint",
    "SafetyNumber",
    "SafetyStep",
    "Sanction",
    "SetAside",
    "Space",
    "SpaceExport",
    "SpaceImport",
    "SpaceTemplate",
    "Sweep",
    "Tag",
    "Thread",
    "ThreadTag",
    "Unveiling",
    "Veil",
    "WatchWord",
    "Wave",
]
