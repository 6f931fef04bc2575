"""The nouns of talk."""

from social.models.levels import FollowLevel
from social.models.places import FormerPlace
from social.models.posts import Mention, Post, PostLink, PostRevision, Quote, Reaction
from social.models.reading import Draft, Follow, ReadMark
from social.models.spaces import JoinRequest, Membership, Role, Space
from social.models.threads import Thread

__all__ = [
    "Draft",
    "Follow",
    "FollowLevel",
    "FormerPlace",
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
    "Space",
    "Thread",
]
