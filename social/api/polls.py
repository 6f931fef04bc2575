"""Polls by REST."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router

from social import actions
from social.api.asking import person_of
from social.models import Poll
from social.queries.polls import mine_of
from social.schemas import OwnPollOut, VoteIn

router = Router()


@router.get("/polls/{int:poll_id}", response=OwnPollOut)
def read_poll(request: HttpRequest, poll_id: int) -> OwnPollOut:
    """One poll, with my vote and what I may see of the result."""
    poll = get_object_or_404(Poll.objects.visible_to(person_of(request)).with_post(), pk=poll_id)
    [own] = mine_of(person_of(request), [poll])
    return OwnPollOut(**own.told, my_choices=own.choices, may_vote=own.may_vote)


@router.put("/polls/{int:poll_id}/vote", response=OwnPollOut)
def vote(request: HttpRequest, poll_id: int, body: VoteIn) -> OwnPollOut:
    """Votes, or changes my vote, by the numbers of the options; where they are put in order, the best first.

    Sent again, with whatever key, it is the same one vote. Keys are not kept: they would tell how somebody voted.
    """
    actions.vote(poll=_poll(request, poll_id), person=person_of(request), choices=body.choices)
    return read_poll(request, poll_id)


@router.delete("/polls/{int:poll_id}/vote", response=OwnPollOut)
def withdraw(request: HttpRequest, poll_id: int) -> OwnPollOut:
    """Takes my vote back."""
    actions.withdraw_vote(poll=_poll(request, poll_id), person=person_of(request))
    return read_poll(request, poll_id)


@router.post("/polls/{int:poll_id}/close", response=OwnPollOut)
def close(request: HttpRequest, poll_id: int) -> OwnPollOut:
    """Closes a poll of mine, or of a space that I lead, before its time."""
    actions.close_poll(poll=_poll(request, poll_id), by=person_of(request))
    return read_poll(request, poll_id)


def _poll(request: HttpRequest, poll_id: int) -> Poll:
    return get_object_or_404(Poll.objects.in_threads_of(person_of(request)).with_post(), pk=poll_id)
