"""The nouns of talk."""

from social.models.acknowledging import Acknowledgement, Asking
from social.models.arranging import Departure, JoinRule, Pin
from social.models.direct import DirectTalk
from social.models.levels import FollowLevel
from social.models.posts import Mention, Post, PostLink, PostRevision, Quote, Reaction
from social.models.reading import Draft, Follow, ReadMark
from social.models.spaces import JoinRequest, Membership, Role, Space
from social.models.threads import Thread

__all__ = [
    "Acknowledgement",
    "Asking",
    "Departure",
    "DirectTalk",
    "Draft",
    "Follow",
    "FollowLevel",
    "JoinRequest",
    "JoinRule",
    "Membership",
    "Mention",
    "Pin",
    "Post",
    "PostLink",
    "PostRevision",
    "Quote",
    "Reaction",
    "ReadMark",
    "Role",
    "Space",
    "Thread",
]
