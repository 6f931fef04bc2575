"""Each answer speaks the person's language and tells the time of their zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from core.accounts import zones


def persons_language_and_zone(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """A signed-in person's own language beats the browser's; their zone is the zone of every date."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return get_response(request)
        with translation.override(request.user.language), timezone.override(zones.of(request.user.zone)):
            request.LANGUAGE_CODE = request.user.language
            response = get_response(request)
        response.headers["Content-Language"] = request.user.language
        return response

    return middleware
