"""Pages about who speaks without a name: a tutor looks, who it is about sees who looked, a space says yes or no."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from social import actions, rules
from social.forms import LetAskForm, UnveilForm
from social.models import Post
from social.queries import pages
from social.queries.standings import standing
from social.queries.veils import look_of, looks_at
from social.rendering import draw
from social.views.finding import post_of, space_of


def who(request: AuthedRequest, pk: int) -> HttpResponse:
    """A tutor gives a reason and looks who wrote a post; who wrote it sees who has looked, and why."""
    post = post_of(request, pk)
    where = standing(request.user, post.thread.space)
    if rules.may_see_unveilings(where, post):
        return render(request, "social/post_looks.html", {**_shown(post), "looks": looks_at(post)})
    if not rules.may_unveil(where, post):
        raise Http404
    form = UnveilForm(request.POST or None)
    if request.method == "POST":
        _look, done = try_act(
            form, lambda: actions.unveil(post=post, by=request.user, reason=form.cleaned_data["reason"])
        )
        if done:
            return redirect("social:post-who", pk)
    context = {**_shown(post), "form": form, "look": look_of(post, request.user)}
    return render(request, "social/post_who.html", context, status=422 if form.errors else 200)


def _shown(post: Post) -> dict[str, object]:
    return {"post": post, "html": draw([post])[post.pk], "crumbs": pages.crumbs(post.thread.space, post.thread)}


@require_POST
def let_ask(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says whether a space lets its members ask without their name."""
    form = LetAskForm(request.POST)
    form.is_valid()
    actions.let_ask_unnamed(space=space_of(request, pk), by=request.user, allowed=form.cleaned_data["allowed"])
    messages.success(request, _("Saved."))
    return redirect("social:space-about", pk)
