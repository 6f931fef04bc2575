"""The nouns of talk."""

from social.models.levels import FollowLevel
from social.models.moderation import Flag, Sanction, Sweep
from social.models.posts import Mention, Post, PostLink, PostRevision, Quote, Reaction
from social.models.reading import Draft, Follow, ReadMark
from social.models.safety import SafetyCase, SafetyDeadline, SafetyHint, SafetyNumber, SafetyStep, WatchWord
from social.models.spaces import JoinRequest, Membership, Role, Space
from social.models.threads import Thread

__all__ = [
    "Draft",
    "Flag",
    "Follow",
    "FollowLevel",
    "JoinRequest",
    "Membership",
    "Mention",
    "Post",
    "PostLink",
    "PostRevision",
    "Quote",
    "Reaction",
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
    "Thread",
    "WatchWord",
]
