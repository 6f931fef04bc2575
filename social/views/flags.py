"""Pages of flags: flag a post, look at what was flagged, answer."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import FlagAnswerForm, FlagForm
from social.models import Post
from social.queries import conduct, pages
from social.queries.standings import standing
from social.rendering import draw
from social.views.finding import post_of


def flag(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks who leads to look at a post."""
    post = post_of(request, pk)
    if not rules.may_flag(standing(request.user, post.thread.space), post):
        raise Http404
    form = FlagForm(request.POST or None)
    if request.method == "POST":
        _flag, done = try_act(form, lambda: actions.flag_post(post=post, person=request.user, **form.cleaned_data))
        if done:
            messages.success(
                request, _("Thank you. Somebody who leads looks at it, and you are told what comes of it.")
            )
            return redirect("social:thread", post.thread_id)
    context = {
        "form": form,
        "post": post,
        "html": draw([post])[post.pk],
        "crumbs": pages.crumbs(post.thread.space, post.thread),
    }
    return render(request, "social/post_flag.html", context, status=422 if form.errors else 200)


def queue(request: AuthedRequest) -> HttpResponse:
    """What is flagged in all spaces that I lead, the urgent first; for medical reviewers what is off-label."""
    posts = conduct.flagged_posts(request.user)
    page = keyset(posts, request, by=("urgency", "flagged_at"), size=20)
    context = {
        "page": page,
        "flagged": conduct.flags_on(request.user, page),
        "hints": conduct.hints_for(request.user)[:20],
    }
    return render(request, "social/flags.html", context)


@require_POST
def answer(request: AuthedRequest, pk: int) -> HttpResponse:
    """Does what follows from the flags on a post."""
    post = get_object_or_404(conduct.flagged_posts(request.user), pk=pk)
    leads = bool(conduct.spaces_led_by(request.user) & {post.thread.space_id, post.thread.space.parent_id})
    form = FlagAnswerForm(request.POST, leads=leads)
    if not form.is_valid():
        raise Refused("social.needs_a_reason", _("Say what to do, and why."), status=422)
    actions.answer_flags(post=Post(pk=pk), by=request.user, **form.cleaned_data)
    messages.success(request, _("Done. Who flagged it is told."))
    return redirect(_back(request))


def _back(request: AuthedRequest) -> str:
    """To the space's own queue where it was answered there."""
    space = request.POST.get("space", "")
    return f"/spaces/{int(space)}/moderation/" if space.isascii() and space.isdigit() and len(space) < 18 else "/flags/"
