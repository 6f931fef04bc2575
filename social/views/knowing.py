"""Pages of who knows: of a space, about words, asking one of them, being shown or not."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.accounts.models import Person
from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from social import actions, rules
from social.queries.knowing import topics_in, who_knows
from social.queries.standings import standing
from social.views.finding import readable_space_of, thread_of
from social.views.talking import number_in


@require_safe
def of_space(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who knows in a space."""
    space = readable_space_of(request, pk)
    context = {
        "space": space,
        "knowers": who_knows(request.user, {}, space=space),
        "may_ask": rules.may_open_thread(standing(request.user, space)),
    }
    return _panel(request, context)


@require_safe
def about(request: AuthedRequest) -> HttpResponse:
    """Who knows about the tags that some words name, in all the spaces that the reader reads."""
    words = request.GET.get("q", "")[:200]
    topics = topics_in(words)
    knowers = who_knows(request.user, topics) if topics else []
    return _panel(request, {"words": words, "knowers": knowers, "may_ask": True})


@require_POST
def ask(request: AuthedRequest, pk: int) -> HttpResponse:
    """Prepares the words by which somebody is asked for a look: in a talk, or for a question to come."""
    person = get_object_or_404(Person.objects.visible_to(request.user).active(), pk=pk)
    thread_pk = number_in(request.POST.get("thread", ""))
    thread = thread_of(request, thread_pk) if thread_pk else None
    space = thread.space if thread else readable_space_of(request, number_in(request.POST.get("space", "")) or 0)
    try:
        favour = actions.prepare_favour(person=person, by=request.user, space=space, thread=thread)
    except Refused as refusal:
        messages.error(request, str(refusal.text))
        return redirect("social:thread" if thread else "social:space", (thread or space).pk)
    if thread is not None:
        messages.success(request, _("The words are ready below. Change them as you like, then send."))
        return redirect(f"{reverse('social:thread', args=[thread.pk])}?at=last#composer")
    return redirect(f"{reverse('social:thread-new')}?space={space.pk}&kind=question&favour={favour.pk}")


@require_POST
def discretion(request: AuthedRequest) -> HttpResponse:
    """Says whether I am shown as somebody who knows."""
    actions.choose_discretion(person=request.user, is_shown=bool(request.POST.get("is_shown")))
    messages.success(request, _("Saved."))
    return redirect("accounts:settings")


def _panel(request: AuthedRequest, context: dict[str, object]) -> HttpResponse:
    return render(request, "social/_who_knows.html" if request.htmx else "social/who_knows.html", context)
