"""Taking a seat and giving it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from virtualclass import actions
from virtualclass.models import ClassSession, RegistrationState


@require_POST
def register(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a seat or a place on the waiting list."""
    session = get_object_or_404(ClassSession.objects.visible_to(request.user), pk=pk)
    registration = actions.register(session=session, person=request.user)
    if registration.state == RegistrationState.REGISTERED:
        messages.success(request, _("You have a seat. The invitation is on its way to your mailbox."))
    else:
        messages.info(request, _("The class is full. You are on the waiting list and move up by yourself."))
    return redirect(session)


@require_POST
def give_back(request: AuthedRequest, pk: int) -> HttpResponse:
    """Gives the seat or the place on the list back."""
    session = get_object_or_404(ClassSession.objects.visible_to(request.user), pk=pk)
    actions.cancel_registration(session=session, person=request.user)
    messages.success(request, _("Your place is free again. Your calendar takes the class out."))
    return redirect(session)
