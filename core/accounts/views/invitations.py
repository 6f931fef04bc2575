"""The link of an invitation."""

from allauth.account.utils import perform_login
from allauth.core.ratelimit import consume_or_429
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.debug import sensitive_post_parameters

from core.accounts import actions, keys
from core.accounts.forms import AcceptForm
from core.accounts.models import Invitation
from core.ui.forms import try_act


@login_not_required
@sensitive_post_parameters("password1", "password2")
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Sets the first password, language and zone, and signs the person in."""
    too_many: HttpResponse | None = consume_or_429(request, action="invitation")
    if too_many:
        return too_many
    invitation = Invitation.objects.usable().filter(key_hash=keys.digest(key)).select_related("person").first()
    if invitation is None:
        return render(request, "accounts/invitation_over.html", status=404)
    with translation.override(request.POST.get("language") or invitation.person.language):
        form = AcceptForm(request.POST or None, person=invitation.person)
        if request.method == "POST":
            person, done = try_act(form, lambda: actions.accept_invitation(invitation=invitation, **form.answers()))
            if done:
                welcome: HttpResponse = perform_login(request, person)
                return welcome
        page = {"form": form, "invitation": invitation}
        return render(request, "accounts/invitation.html", page, status=422 if form.is_bound else 200)
