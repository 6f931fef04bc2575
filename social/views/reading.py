"""How far I have read, what I follow."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from social import actions
from social.models import FollowLevel, Space, Thread
from social.views.finding import post_of, space_of, thread_of


@require_POST
def read(request: AuthedRequest, pk: int) -> HttpResponse:
    """Moves my mark on: to a number, or to the end."""
    thread = thread_of(request, pk)
    said = request.POST.get("number", "")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else thread.last_number
    stands = actions.mark_read(thread=thread, person=request.user, number=number)
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"number": stands})
    return redirect(left(thread))


def left(thread: Thread) -> str:
    """Where one stands after leaving a talk: its space, or one's messages."""
    if thread.space.kind == Space.Kind.DIRECT:
        return reverse("social:messages")
    return reverse("social:space", args=[thread.space_id])


@require_POST
def unread_from(request: AuthedRequest, pk: int) -> HttpResponse:
    """Marks unread from a post on, and leaves: staying would read it again."""
    post = post_of(request, pk)
    actions.mark_unread(thread=post.thread, person=request.user, number=post.number)
    return redirect(left(post.thread))


@require_POST
def follow(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says how closely I follow a thread."""
    level = request.POST.get("level", FollowLevel.NORMAL)
    actions.follow_thread(thread=thread_of(request, pk), person=request.user, level=level)
    return redirect("social:thread", pk)


@require_POST
def catch_up(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes everything in a space as read."""
    actions.catch_up(space=space_of(request, pk), person=request.user)
    return redirect("social:space", pk)
