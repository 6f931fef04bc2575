"""Pages of spaces: find one, read what is new, found one, change one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import ChangeForm, NoteForm
from social.queries import pages
from social.queries.fronts import front_of
from social.queries.languages import in_space
from social.queries.standings import standing
from social.views.finding import space_of, space_to_read


def communities(request: AuthedRequest) -> HttpResponse:
    """My communities with what is new in them, and those to discover; or those that are put away."""
    words, shows_archived = request.GET.get("q", ""), request.GET.get("show") == "archived"
    listed = pages.archived_communities(request.user) if shows_archived else pages.to_discover(request.user, words)
    return render(
        request,
        "social/communities.html",
        {
            "invitations": pages.invitations_of(request.user),
            "news": pages.news_of(request.user),
            "mine": pages.my_communities(request.user),
            "page": keyset(listed, request, by="name"),
            "words": words,
            "shows_archived": shows_archived,
            "may_found": rules.may_open_community(request.user),
            "may_import": rules.may_import(request.user),
        },
    )


def home(request: AuthedRequest, pk: int) -> HttpResponse:
    """The threads of a space; who may not read them sees what it is and how to get in."""
    space: Any = space_to_read(request, pk)
    where = standing(request.user, space)
    if not rules.may_read_space(where):
        asked = space.join_requests.asked().filter(person=request.user).exists()
        return render(
            request,
            "social/space_closed.html",
            {
                **pages.space_head(where, "about"),
                "asked": asked,
                "form": NoteForm(),
            },
        )
    chosen = pages.chosen_filter(request.GET.get("show", ""))
    languages = in_space(request.user, space, request.GET.get("languages", ""))
    tag = request.GET.get("tag", "")
    page = keyset(pages.threads_of(where, chosen, languages, tag), request, by="-last_post_at")
    return render(
        request,
        "social/space.html",
        {
            **pages.space_head(where, "threads"),
            **pages.space_threads(where, chosen, page),
            "languages": languages,
            "tag": tag,
            "front": None if chosen or page.previous else front_of(where),
            "since": space.stream_seq,
        },
    )


def about(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a space is for and who leads it."""
    where = standing(request.user, space_of(request, pk))
    leading = where.space.memberships.leading().select_related("person") if rules.may_see_members(where) else []
    return render(request, "social/space_about.html", {**pages.space_head(where, "about"), "leading": leading})


def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes name, purpose, openness, language."""
    space = space_of(request, pk)
    where = standing(request.user, space)
    fields = ("name", "about", "openness", "language", "vocabulary")
    initial = {field: getattr(space, field) for field in fields}
    initial |= {"openness": space.opens_as or space.openness, "vocabulary": ", ".join(space.vocabulary)}
    form = ChangeForm(request.POST or None, initial=initial)
    if request.method == "POST":
        _space, done = try_act(
            form,
            lambda: actions.change_space(
                space=space, by=request.user, **{field: form.cleaned_data[field] for field in fields}
            ),
        )
        if done:
            messages.success(request, _("Saved."))
            return redirect("social:space-about", pk)
    context = {
        **pages.space_head(where, "about"),
        "form": form,
        "may_change": rules.may_moderate(where) and not space.is_archived,
    }
    return render(request, "social/space_edit.html", context, status=422 if form.errors else 200)


@require_POST
def archive(request: AuthedRequest, pk: int) -> HttpResponse:
    """Puts a space away."""
    actions.archive_space(space=space_of(request, pk), by=request.user)
    messages.success(request, _("Archived. It can be read, not continued."))
    return redirect("social:space", pk)


@require_POST
def revive(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a space back."""
    actions.revive_space(space=space_of(request, pk), by=request.user)
    return redirect("social:space", pk)
