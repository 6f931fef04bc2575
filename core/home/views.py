"""The first pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.accounts.requests import AuthedRequest
from core.home import queries


@require_GET
def today(request: AuthedRequest) -> HttpResponse:
    """A person's morning."""
    return render(request, "home/today.html", {"today": queries.today(request.user), "now": timezone.now()})
