"""Pages of direct talks: my messages, a new one, one talk, who is in it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import MessageForm
from social.models import DirectTalk
from social.queries import direct
from social.queries.attachments import own_files
from social.queries.drafts import began, draft_of
from social.queries.standings import standing

MOST_ASKED = rules.MOST_PEOPLE


def listing(request: AuthedRequest) -> HttpResponse:
    """My direct talks, the liveliest first; htmx and the page's script are given the list alone."""
    page = keyset(direct.talks_of(request.user), request, by="-last_post_at")
    context = {"page": page, "lines": direct.talk_lines(request.user, page.items)}
    return render(request, "social/_message_lines.html" if request.htmx else "social/messages.html", context)


def count(request: AuthedRequest) -> HttpResponse:
    """In how many talks something is new, for the badge."""
    return JsonResponse({"unread": direct.unread_talks(request.user)})


def new(request: AuthedRequest) -> HttpResponse:
    """Whom one writes to, then the words; two people who talked before are led to their talk."""
    chosen = _chosen(request)
    if request.method != "POST" and len(chosen) == 1 and (talk := direct.pair_with(request.user, chosen[0].pk)):
        return redirect(_end_of(talk.thread_id))
    draft = draft_of(request.user, _context(chosen))
    form = MessageForm(request.POST or None, initial=began(draft))
    if request.method == "POST":
        post, done = try_act(form, lambda: _start(request, chosen, form))
        if done:
            actions.discard_draft(person=request.user, context=_context(chosen))
            return redirect(_end_of(post.thread_id))
    words = request.GET.get("find", "")
    context = {
        "form": form,
        "chosen": [(person, _with([other for other in chosen if other != person])) for person in chosen],
        "chosen_keys": ",".join(str(person.pk) for person in chosen),
        "is_full": len(chosen) >= MOST_ASKED - 1,
        "words": words,
        "found": [
            (person, _with([*chosen, person]))
            for person in direct.found_by(request.user, words, [person.pk for person in chosen])
        ],
        "draft_context": _context(chosen),
        "draft": draft,
        "errors": [str(error) for errors in form.errors.values() for error in errors],
    }
    return render(request, "social/message_new.html", context, status=422 if form.errors else 200)


def shown(request: AuthedRequest, context: dict[str, Any], status: int) -> HttpResponse:
    """A direct talk, for the view of threads: the talk as a chat, who is in it, how to add somebody."""
    company = direct.company_of(request.user, context["space"])
    barrier = direct.barrier_with(request.user, company.others)
    if barrier:
        context["rights"] = {**context["rights"], "write": False}
    talk, where = company.talk, context["where"]
    chat = {
        "is_chat": True,
        "composer_look": "chat",
        "company": company,
        "crumbs": [{"text": _("Messages"), "url": reverse("social:messages")}],
        "barrier": barrier[1] if barrier else context["barrier"],
        "barrier_code": barrier[0] if barrier else context["barrier_code"],
        "may_add": rules.may_add_to_talk(where, talk),
        "may_leave": rules.may_leave_talk(where, talk),
        "start_with": _with(company.others),
    }
    return render(request, "social/message.html", {**context, **chat}, status=status)


def add(request: AuthedRequest, pk: int) -> HttpResponse:
    """Brings somebody into a group."""
    talk = _talk_of(request, pk)
    if request.method == "POST":
        person = get_object_or_404(direct.reachable_by(request.user), pk=_number(request.POST.get("person", "")))
        actions.add_to_talk(talk=talk, by=request.user, person=person)
        return redirect(_end_of(talk.thread_id))
    company = direct.company_of(request.user, talk.space)
    words = request.GET.get("find", "")
    context = {
        "talk": talk,
        "company": company,
        "may_add": rules.may_add_to_talk(standing(request.user, talk.space), talk),
        "words": words,
        "found": direct.found_by(request.user, words, [person.pk for person in company.others]),
        "start_with": _with(company.others),
    }
    return render(request, "social/message_add.html", context)


@require_POST
def leave(request: AuthedRequest, pk: int) -> HttpResponse:
    """Leaves a group."""
    talk = _talk_of(request, pk)
    title = direct.company_of(request.user, talk.space).title
    actions.leave_talk(talk=talk, person=request.user)
    messages.success(request, _("You have left %(name)s.") % {"name": title})
    return redirect("social:messages")


def _start(request: AuthedRequest, chosen: list[Any], form: MessageForm) -> Any:
    said = form.cleaned_data
    return actions.start_talk(
        author=request.user,
        people=chosen,
        source=said["source"],
        format=said["format"],
        name=said["name"] if len(chosen) > 1 else "",
        files=own_files(request.user, said["files"]),
        key=said["key"],
    )


def _chosen(request: HttpRequest) -> list[Any]:
    """The people that the address names, as far as they may be written to, in its order."""
    texts = ",".join(request.GET.getlist("with")).split(",")
    asked = list(dict.fromkeys(pk for text in texts[:MOST_ASKED] if (pk := _number(text))))
    found = direct.reachable_by(request.user).in_bulk(asked)  # type: ignore[arg-type]
    return [found[pk] for pk in asked if pk in found]


def _with(people: list[Any]) -> str:
    return f"?with={','.join(str(person.pk) for person in people)}"


def _context(chosen: list[Any]) -> str:
    """Under which name the server keeps what is being written to these people."""
    return f"message:{'+'.join(str(person.pk) for person in chosen)}"[:80]


def _talk_of(request: AuthedRequest, pk: int) -> DirectTalk:
    talks = DirectTalk.objects.visible_to(request.user).select_related("space", "thread__space")
    return get_object_or_404(talks, thread=pk)


def _end_of(thread_pk: int) -> str:
    return f"{reverse('social:thread', args=[thread_pk])}?at=last"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
