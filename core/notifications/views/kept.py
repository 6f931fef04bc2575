"""Pages of the mail that was kept."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.accounts.requests import AuthedRequest
from core.notifications import mailbox, rules


@require_GET
def mails(request: AuthedRequest) -> HttpResponse:
    """The mail that was kept instead of sent."""
    if not mailbox.is_kept() or not rules.can_read_kept_mail(request.user):
        raise Http404
    return render(request, "notifications/mails.html", {"mails": mailbox.newest()})


@require_GET
def mail(request: AuthedRequest, name: str) -> HttpResponse:
    """One kept mail: its text as text, its other parts by name only."""
    kept = mailbox.named(name) if mailbox.is_kept() and rules.can_read_kept_mail(request.user) else None
    if kept is None:
        raise Http404
    return render(request, "notifications/mail.html", {"mail": kept})
