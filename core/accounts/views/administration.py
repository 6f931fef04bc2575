"""The administrators' pages about people and invitations."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts import actions, rules
from core.accounts.forms import DeactivationForm, InviteForm, PeopleFilter, PersonForm, RoleForm
from core.accounts.models import Invitation, JobRole, Person, RoleGrant
from core.accounts.queries import find, units_in_order
from core.accounts.querysets import PersonQuerySet
from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from core.ui.paging import keyset


def people(request: AuthedRequest) -> HttpResponse:
    """Everybody whose account I may change."""
    mine = _mine(request)
    units, job_roles = units_in_order(), list(JobRole.objects.all())
    form = PeopleFilter(request.GET, units=units, job_roles=job_roles)
    found = find(mine.in_state(request.GET.get("state", "")), form.wish(), units, job_roles)
    page = keyset(found.with_profile(), request, by=["sought", "pk"])
    return render(
        request, "accounts/admin_people.html", {"form": form, "page": page, "is_narrowed": form.is_narrowed()}
    )


def person(request: AuthedRequest, pk: int) -> HttpResponse:
    """One account: address, name, place in the company; roles; whether it is open."""
    person = _person(request, pk)
    form = PersonForm(request.POST or None, actor=request.user, person=person)
    if request.method == "POST":
        _answer, done = try_act(
            form, lambda: actions.change_person(person=person, by=request.user, **form.cleaned_data)
        )
        if done:
            messages.success(request, _("The changes are saved."))
            return redirect("accounts:admin-person", pk=pk)
    return _account(request, person, form, RoleForm(actor=request.user), 422 if form.is_bound else 200)


@require_POST
def role_new(request: AuthedRequest, pk: int) -> HttpResponse:
    """Grants a role."""
    person = _person(request, pk)
    form = RoleForm(request.POST, actor=request.user)
    _answer, done = try_act(form, lambda: actions.grant_role(person=person, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The role is granted."))
        return redirect("accounts:admin-person", pk=pk)
    return _account(request, person, PersonForm(actor=request.user, person=person), form, 422)


@require_POST
def role_end(request: AuthedRequest, pk: int, grant_pk: int) -> HttpResponse:
    """Takes a role back."""
    person = _person(request, pk)
    grant = get_object_or_404(RoleGrant.objects.select_related("unit"), pk=grant_pk, person=person)
    actions.take_role(grant=grant, by=request.user)
    messages.success(request, _("The role is taken back."))
    return redirect("accounts:admin-person", pk=pk)


def deactivation(request: AuthedRequest, pk: int) -> HttpResponse:
    """Ends an account, after showing what is to hand over."""
    person = _person(request, pk)
    form = DeactivationForm(request.POST or None)
    if request.method == "POST":
        _answer, done = try_act(
            form,
            lambda: actions.deactivate(person=person, by=request.user, reason=form.cleaned_data["reason"]),
        )
        if done:
            messages.success(request, _("The account is deactivated."))
            return redirect("accounts:admin-person", pk=pk)
    context = {"form": form, "person": person, "reports": person.reports.active().by_name()[:100]}
    return render(request, "accounts/admin_deactivation.html", context, status=422 if form.is_bound else 200)


@require_POST
def reactivation(request: AuthedRequest, pk: int) -> HttpResponse:
    """Opens an account again."""
    actions.reactivate(person=_person(request, pk), by=request.user)
    messages.success(request, _("The account is open again."))
    return redirect("accounts:admin-person", pk=pk)


def invitations(request: AuthedRequest) -> HttpResponse:
    """Who was invited, and whether they came."""
    _mine(request)
    rows = Invitation.objects.administered_by(request.user).select_related("person", "invited_by")
    return render(request, "accounts/admin_invitations.html", {"page": keyset(rows, request, by="-pk")})


def invitation_new(request: AuthedRequest) -> HttpResponse:
    """Invites somebody new."""
    _mine(request)
    form = InviteForm(request.POST or None, actor=request.user)
    if request.method == "POST":
        invitation, done = try_act(form, lambda: actions.invite(by=request.user, **form.cleaned_data))
        if done:
            messages.success(
                request, _("The invitation to %(email)s is on its way.") % {"email": invitation.person.email}
            )
            return redirect("accounts:admin-invitations")
    return render(request, "accounts/admin_invitation_new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def person_invite(request: AuthedRequest, pk: int) -> HttpResponse:
    """Invites somebody who has an account but never signed in."""
    actions.invite_person(person=_person(request, pk), by=request.user)
    messages.success(request, _("The invitation is on its way."))
    return redirect("accounts:admin-invitations")


@require_POST
def invitation_resend(request: AuthedRequest, pk: int) -> HttpResponse:
    """Sends a fresh link."""
    actions.resend_invitation(invitation=_invitation(request, pk), by=request.user)
    messages.success(request, _("A fresh link is on its way; the old one no longer opens."))
    return redirect("accounts:admin-invitations")


@require_POST
def invitation_withdraw(request: AuthedRequest, pk: int) -> HttpResponse:
    """Closes a link."""
    actions.withdraw_invitation(invitation=_invitation(request, pk), by=request.user)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("accounts:admin-invitations")


def _mine(request: AuthedRequest) -> PersonQuerySet:
    """Whom I administer; for anybody else these pages do not exist."""
    if not rules.is_administrator(request.user):
        raise Http404
    return Person.objects.administered_by(request.user)


def _person(request: AuthedRequest, pk: int) -> Person:
    return get_object_or_404(_mine(request).select_related("unit", "job_role", "manager"), pk=pk)


def _invitation(request: AuthedRequest, pk: int) -> Invitation:
    _mine(request)
    return get_object_or_404(Invitation.objects.administered_by(request.user), pk=pk)


def _account(
    request: AuthedRequest, person: Person, form: PersonForm, role_form: RoleForm, status: int
) -> HttpResponse:
    context = {
        "person": person,
        "form": form,
        "role_form": role_form,
        "grants": [(grant, rules.can_grant(request.user, grant.role, grant.unit)) for grant in person.grants],
        "can_deactivate": rules.can_deactivate(request.user, person),
        "invitation": person.invitations.open().first(),
    }
    return render(request, "accounts/admin_person.html", context, status=status)
