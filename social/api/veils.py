"""Speaking without a name by REST."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from social import actions, rules
from social.api.asking import person_of
from social.models import Post, Space
from social.queries.standings import standing
from social.queries.veils import looks_at
from social.schemas.people import PersonOut
from social.schemas.veils import LetAskIn, LookedOut, LookIn, LookOut

router = Router()


@router.put("/spaces/{int:space_id}/unnamed-questions", response={204: None})
def let_ask(request: HttpRequest, space_id: int, body: LetAskIn) -> Status[None]:
    """Says whether a space lets its members ask without their name."""
    person = person_of(request)
    space = get_object_or_404(Space.objects.places().visible_to(person), pk=space_id)
    actions.let_ask_unnamed(space=space, by=person, allowed=body.allowed)
    return Status(204, None)


@router.put("/posts/{int:post_id}/look", response=LookOut)
def look(request: HttpRequest, post_id: int, body: LookIn) -> LookOut:
    """A tutor looks who wrote without a name; the reason stays on the trail, and who wrote it is told."""
    made = actions.unveil(post=_post(request, post_id), by=person_of(request), reason=body.reason)
    who = made.veil.person
    return LookOut(person=PersonOut(id=who.pk, name=who.name), at=made.at, reason=made.reason)


@router.get("/posts/{int:post_id}/looks", response=list[LookedOut])
def list_looks(request: HttpRequest, post_id: int) -> list[LookedOut]:
    """Who has looked who I am; nothing for anybody but who wrote it."""
    post = _post(request, post_id)
    if not rules.may_see_unveilings(standing(person_of(request), post.thread.space), post):
        return []
    return [LookedOut.of(each) for each in looks_at(post)]


def _post(request: HttpRequest, post_id: int) -> Post:
    posts = Post.objects.in_threads_of(person_of(request)).select_related("thread__space", "veil")
    return get_object_or_404(posts, pk=post_id)
