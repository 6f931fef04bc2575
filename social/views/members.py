"""Pages of who belongs: join, leave, ask, let in, send away."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import MemberForm, NoteForm, RoleForm
from social.models import FollowLevel, Role
from social.queries import pages
from social.queries.standings import standing
from social.views.finding import space_of


def listing(request: AuthedRequest, pk: int, form: MemberForm | None = None) -> HttpResponse:
    """Who belongs, and for those who lead: who asks."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_see_members(where):
        raise Http404
    members = where.space.memberships.leading_first().select_related("person")
    may_manage = rules.may_manage_members(where)
    return render(
        request,
        "social/members.html",
        {
            **pages.space_head(where, "members"),
            "page": keyset(members, request, by=("rank", "person__name"), size=50),
            "requests": where.space.join_requests.asked().select_related("person") if may_manage else [],
            "may_manage": may_manage,
            "may_invite": rules.may_invite(where),
            "form": form or MemberForm(seen_by=request.user),
            "roles": Role.choices,
        },
        status=422 if form else 200,
    )


@require_POST
def join(request: AuthedRequest, pk: int) -> HttpResponse:
    """Joins."""
    space = space_of(request, pk)
    actions.join_space(space=space, person=request.user)
    messages.success(request, _("You are a member of %(name)s now.") % {"name": space.name})
    return redirect("social:space", pk)


@require_POST
def leave(request: AuthedRequest, pk: int) -> HttpResponse:
    """Leaves."""
    space = space_of(request, pk)
    actions.leave_space(space=space, person=request.user)
    messages.success(request, _("You have left %(name)s.") % {"name": space.name})
    return redirect("social:communities")


@require_POST
def ask(request: AuthedRequest, pk: int) -> HttpResponse:
    """Asks to be let in."""
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    actions.ask_to_join(space=space_of(request, pk), person=request.user, note=note)
    messages.success(request, _("The moderators have your request."))
    return redirect("social:space", pk)


@require_POST
def follow(request: AuthedRequest, pk: int) -> HttpResponse:
    """Says how closely I follow a space."""
    level = request.POST.get("level", FollowLevel.NORMAL)
    actions.follow_space(space=space_of(request, pk), person=request.user, level=level)
    return redirect("social:space", pk)


@require_POST
def add(request: AuthedRequest, pk: int) -> HttpResponse:
    """Adds somebody."""
    form = MemberForm(request.POST, seen_by=request.user)
    space = space_of(request, pk)
    _member, done = try_act(
        form,
        lambda: actions.bring_in(
            space=space, moderator=request.user, person=form.cleaned_data["person"], role=form.cleaned_data["role"]
        ),
    )
    return redirect("social:members", pk) if done else listing(request, pk, form)


@require_POST
def invite(request: AuthedRequest, pk: int) -> HttpResponse:
    """Invites somebody."""
    form = MemberForm(request.POST, seen_by=request.user)
    space = space_of(request, pk)
    _invitation, done = try_act(
        form, lambda: actions.invite(space=space, member=request.user, person=form.cleaned_data["person"])
    )
    if not done:
        return listing(request, pk, form)
    messages.success(request, _("%(name)s is invited.") % {"name": form.cleaned_data["person"].name})
    return redirect("social:members", pk)


@require_POST
def role(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """Gives a member another role."""
    space = space_of(request, pk)
    person = get_object_or_404(get_user_model(), pk=person_pk, memberships__space=space)
    form = RoleForm(request.POST)
    if form.is_valid():
        actions.appoint(space=space, moderator=request.user, person=person, role=form.cleaned_data["role"])
    return redirect("social:members", pk)


@require_POST
def remove(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """Sends somebody away."""
    space = space_of(request, pk)
    person = get_object_or_404(get_user_model(), pk=person_pk, memberships__space=space)
    actions.send_away(space=space, moderator=request.user, person=person, reason=request.POST.get("reason", ""))
    messages.success(request, _("%(name)s is no longer a member.") % {"name": person.name})
    return redirect("social:members", pk)


@require_POST
def accept(request: AuthedRequest, pk: int, request_pk: int) -> HttpResponse:
    """Lets in who asked."""
    asked = get_object_or_404(space_of(request, pk).join_requests.visible_to(request.user), pk=request_pk)
    actions.accept_request(request=asked, moderator=request.user)
    return redirect("social:members", pk)


@require_POST
def decline(request: AuthedRequest, pk: int, request_pk: int) -> HttpResponse:
    """Does not let in who asked."""
    asked = get_object_or_404(space_of(request, pk).join_requests.visible_to(request.user), pk=request_pk)
    actions.decline_request(request=asked, moderator=request.user)
    return redirect("social:members", pk)
