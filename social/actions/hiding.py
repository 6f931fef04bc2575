"""Locks a post and takes its words from everybody's sight, and gives them back."""

from typing import TYPE_CHECKING

from social import events
from social.actions.posts import save_look, show_anew
from social.models import Post
from social.models.moderation import FLAGS_TO_HIDE

if TYPE_CHECKING:
    from core.accounts.models import Person


def hold(post: Post, hold_for: str) -> None:
    """Hides a post that the action holds; nobody hears who asked for it."""
    post.held_for = hold_for
    save_look(post, "held_for")
    show_anew(post, events.PostHeld(post_id=post.pk, number=post.number))


def release(post: Post, by: "Person | None" = None) -> None:
    """Shows a post again; one that several people have flagged goes on waiting for who leads."""
    waits = post.held_for == Post.Hold.SAFETY and post.flags.filter(outcome="").count() >= FLAGS_TO_HIDE
    post.held_for = Post.Hold.FLAGS if waits else ""
    save_look(post, "held_for")
    event = events.PostHeld if waits else events.PostReleased
    show_anew(post, event(post_id=post.pk, number=post.number))
