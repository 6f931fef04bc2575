"""The nouns of talk."""

from social.models.acknowledging import Acknowledgement, Asking
from social.models.arranging import Departure, JoinRule, Pin
from social.models.bookmarks import Bookmark
from social.models.clearing import Clearing
from social.models.direct import DirectTalk
from social.models.languages import ReadLanguages
from social.models.levels import FollowLevel
from social.models.moderation import Flag, Sanction, Sweep
from social.models.places import FormerPlace
from social.models.polls import Ballot, Poll
from social.models.posts import Mention, Post, PostLink, PostRevision, Quote, Reaction
from social.models.reading import Draft, Follow, ReadMark
from social.models.safety import SafetyCase, SafetyDeadline, SafetyHint, SafetyNumber, SafetyStep, WatchWord
from social.models.spaces import JoinRequest, Membership, Role, Space
from social.models.tags import Tag, ThreadTag
from social.models.threads import Thread

__all__ = [
    "Acknowledgement",
    "Asking",
    "Ballot",
    "Bookmark",
    "Clearing",
    "Departure",
    "DirectTalk",
    "Draft",
    "Flag",
    "Follow",
    "FollowLevel",
    "FormerPlace",
    "JoinRequest",
    "JoinRule",
    "Membership",
    "Mention",
    "Pin",
    "Poll",
    "Post",
    "PostLink",
    "PostRevision",
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
    "Space",
    "Sweep",
    "Tag",
    "Thread",
    "ThreadTag",
    "WatchWord",
]
