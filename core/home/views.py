"""The first pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def today(request: HttpRequest) -> HttpResponse:
    """A person's morning."""
    return render(request, "home/today.html")
