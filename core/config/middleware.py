"""What stands between the server and every page: two hosts, private answers, refusals."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render

from core.acts.refusals import Refused

Handler = Callable[[HttpRequest], HttpResponse]


def content_host(get_response: Handler) -> Handler:
    """On the content host there is nothing but content: `/` leads to the application, the rest does not exist."""

    def middleware(request: HttpRequest) -> HttpResponse:
        host = request.get_host().rsplit(":", 1)[0].strip("[]")
        if host != settings.CONTENT_HOST or host in settings.ORIGIN_HOSTS:
            return get_response(request)
        if request.path == "/":
            port = request.get_port()
            origin = settings.ORIGIN if not settings.LOCAL else f"http://127.0.0.1:{port}"
            return HttpResponsePermanentRedirect(origin)
        return HttpResponse("Not here.", status=404, content_type="text/plain")

    return middleware


def private_pages(get_response: Handler) -> Handler:
    """No cache between us and a person keeps what they were shown, unless the view says otherwise."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)")
        return response

    return middleware


class refusals:  # noqa: N801  (named like the other middlewares, which are functions)
    """The one place where a refusal that no form caught becomes an answer: a page, or problem+json for the API."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return problem(exception)
        page = render(request, "ui/refused.html", {"refusal": exception}, status=exception.status)
        return say_when(page, exception)


def say_when(response: HttpResponse, refusal: Refused) -> HttpResponse:
    """Tells when it is worth trying again, if the refusal knows."""
    if refusal.retry_after is not None:
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def problem(refusal: Refused) -> JsonResponse:
    """RFC 9457 problem details."""
    body = {"type": "about:blank", "title": str(refusal.text), "status": refusal.status, "code": refusal.code}
    if refusal.field:
        body["field"] = refusal.field
    answer = JsonResponse(body, status=refusal.status, content_type="application/problem+json")
    say_when(answer, refusal)
    return answer
