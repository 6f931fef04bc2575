"""Me: profile, devices, API tokens."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.accounts import actions
from core.accounts.forms import ProfileForm, TokenForm
from core.accounts.models import ApiToken, Person
from core.accounts.queries import signed_in_devices
from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act


def settings(request: AuthedRequest) -> HttpResponse:
    """Languages, zone, what I work on, until when I am away."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST":
        _person, done = try_act(form, lambda: actions.update_profile(person=_fresh(request), **form.cleaned_data))
        if done:
            messages.success(request, _("Your settings are saved."))
            return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form}, status=422 if form.is_bound else 200)


def sessions(request: AuthedRequest) -> HttpResponse:
    """Where I am signed in."""
    devices = signed_in_devices(request.user, request.session.session_key)
    return render(request, "accounts/sessions.html", {"devices": devices})


@require_POST
def session_end(request: AuthedRequest, pk: int) -> HttpResponse:
    """Signs one other device out."""
    session = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    actions.end_session(session=session)
    messages.success(request, _("That device is signed out."))
    return redirect("accounts:sessions")


@require_POST
def sessions_end(request: AuthedRequest) -> HttpResponse:
    """Signs every other device out."""
    number = actions.end_sessions(person=request.user, but=request.session.session_key)
    words = ngettext("%(n)s other device is signed out.", "%(n)s other devices are signed out.", number)
    messages.success(request, words % {"n": number})
    return redirect("accounts:sessions")


def tokens(request: AuthedRequest) -> HttpResponse:
    """My keys for programs."""
    return _tokens(request, TokenForm())


@require_POST
@reauthentication_required
def token_new(request: AuthedRequest) -> HttpResponse:
    """Makes a key and shows it, this once."""
    form = TokenForm(request.POST)
    made, done = try_act(
        form,
        lambda: actions.create_token(
            person=request.user,
            name=form.cleaned_data["name"],
            scope=form.cleaned_data["scope"],
            expires_at=form.expires_at(),
        ),
    )
    if not done:
        return _tokens(request, form, status=422)
    token, key = made
    return render(request, "accounts/token_made.html", {"token": token, "key": key})


@require_POST
def token_revoke(request: AuthedRequest, pk: int) -> HttpResponse:
    """Ends one of my keys."""
    token = get_object_or_404(ApiToken.objects.kept().filter(person=request.user), pk=pk)
    actions.revoke_token(token=token, by=request.user)
    messages.success(request, _("The token is revoked."))
    return redirect("accounts:tokens")


def _tokens(request: AuthedRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    tokens = ApiToken.objects.kept().filter(person=request.user).order_by("-at", "-pk")
    return render(request, "accounts/tokens.html", {"form": form, "tokens": tokens}, status=status)


def _fresh(request: AuthedRequest) -> Person:
    """The person as stored: the form has already written its fields on `request.user`."""
    return Person.objects.get(pk=request.user.pk)
