"""The live room and what is done in it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from core.accounts.models import Person
from core.accounts.requests import AuthedRequest
from core.acts.refusals import refuse_unless
from social.panels import talk
from virtualclass import actions, queries, rules
from virtualclass.models import ClassSession

NO_SEAT = gettext_lazy("Take a seat first, then come in.")


@require_GET
def show(request: AuthedRequest, pk: int) -> HttpResponse:
    """The lobby before the class, the room while it runs; afterwards the class's page says what remains."""
    session = _visible(request, pk)
    if session.is_over:
        return redirect(session)
    if not rules.may_enter(request.user, session):
        messages.info(request, _("Take a seat first, then come in."))
        return redirect(session)
    chat = talk(request, session.chat_id) if session.chat_id else ""
    return render(request, "virtualclass/room.html", {**queries.room(request.user, session), "chat": chat})


@require_POST
def start(request: AuthedRequest, pk: int) -> HttpResponse:
    """Opens the doors."""
    session = actions.start_class(session=_visible(request, pk), by=request.user)
    return redirect("virtualclass:room", session.pk)


@require_POST
def end(request: AuthedRequest, pk: int) -> HttpResponse:
    """Ends the class."""
    return redirect(actions.end_class(session=_visible(request, pk), by=request.user))


@require_POST
def here(request: AuthedRequest, pk: int) -> HttpResponse:
    """A heartbeat for browsers without a socket."""
    session = _visible(request, pk)
    refuse_unless(rules.may_enter(request.user, session), "virtualclass.no_seat_yet", NO_SEAT)
    actions.keep_attendance(session_id=session.pk, people=[request.user.pk], at=timezone.now())
    return HttpResponse(status=204)


@require_POST
def raise_hand(request: AuthedRequest, pk: int) -> HttpResponse:
    """My hand goes up."""
    session = _visible(request, pk)
    refuse_unless(rules.may_enter(request.user, session), "virtualclass.no_seat_yet", NO_SEAT)
    actions.raise_hand(session=session, person=request.user)
    return _queue(request, session)


@require_POST
def lower_hand(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """A hand goes down: mine, or anybody's for who leads."""
    session = _visible(request, pk)
    actions.lower_hand(session=session, person=get_object_or_404(Person, pk=person_pk), by=request.user)
    return _queue(request, session)


@require_POST
def call_on(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """Gives somebody the floor."""
    session = _visible(request, pk)
    actions.call_on(session=session, person=get_object_or_404(Person, pk=person_pk), by=request.user)
    return _queue(request, session)


@require_POST
def lower_all(request: AuthedRequest, pk: int) -> HttpResponse:
    """Empties the queue."""
    session = _visible(request, pk)
    actions.lower_all(session=session, by=request.user)
    return _queue(request, session)


def _queue(request: AuthedRequest, session: ClassSession) -> HttpResponse:
    """The queue as it is now for a script, the room for a form."""
    if request.headers.get("HX-Request") != "true":
        return redirect("virtualclass:room", session.pk)
    return render(request, "virtualclass/_hand_queue.html", {"hands": queries.hands_up(session.pk), "pk": session.pk})


def _visible(request: AuthedRequest, pk: int) -> ClassSession:
    rows = ClassSession.objects.visible_to(request.user).select_related("trainer", "host", "space", "chat")
    return get_object_or_404(rows, pk=pk)
