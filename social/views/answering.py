"""Pages by which a question gets its answer: accept a post, withdraw it, say where else it is answered."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.kinds import registry
from core.kinds.registry import Ref, Shown
from core.ui.forms import try_act
from social import actions, rules
from social.forms import ElsewhereForm
from social.models import Thread
from social.queries import pages
from social.queries.pointing import is_address, meant
from social.queries.standings import standing
from social.views.finding import post_of, thread_of
from social.views.talking import one_post, place_of


@require_POST
def accept(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says that a post is the answer."""
    post = actions.accept_answer(post=post_of(request, pk), by=request.user)
    if request.htmx:
        return one_post(request, post)
    messages.success(request, _("Accepted: this is the answer."))
    return redirect(place_of(post))


@require_POST
def withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says that it is the answer no longer."""
    post = actions.withdraw_answer(post=post_of(request, pk), by=request.user)
    if request.htmx:
        return one_post(request, post)
    messages.success(request, _("The question is open again."))
    return redirect(place_of(post))


def elsewhere(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says where a question is answered instead: words lead to a choice, a link or a choice to the deed."""
    thread = thread_of(request, pk)
    if not rules.may_mark_answered(standing(request.user, thread.space), thread):
        raise Http404
    form = ElsewhereForm(request.POST or None)
    said = meant(request.user, request.POST.get("where", ""), but=[Ref("thread", pk)])
    is_chosen = request.method == "POST" and is_address(request.POST.get("where", ""))
    if is_chosen and try_act(form, lambda: _answered_at(request, thread, said.thing))[1]:
        messages.success(request, _("Marked as answered elsewhere."))
        return redirect("social:thread", pk)
    context = {"form": form, "thread": thread, "offers": said.offers, "crumbs": pages.crumbs(thread.space, thread)}
    context["is_found_nothing"] = form.is_bound and not form.errors and not said.offers
    return render(request, "social/thread_elsewhere.html", context, status=422 if form.errors else 200)


def _answered_at(request: AuthedRequest, thread: Thread, thing: Shown | None) -> Thread:
    if thing is None:
        raise Refused("social.nothing_there", gettext_lazy("There is no such talk or post."), field="where", status=422)
    return actions.mark_answered_elsewhere(thread=thread, by=request.user, where=thing.ref)


def elsewhere_link(request: AuthedRequest, pk: int) -> HttpResponse:
    """The way to where a question is answered, for who may go there; nothing for others."""
    ref = thread_of(request, pk).elsewhere_ref
    found = registry.load(request.user, [ref]) if ref else {}
    return render(request, "social/_elsewhere_link.html", {"thing": next(iter(found.values()), None)})
