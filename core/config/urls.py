"""Every address, by wing."""

from django.conf import settings
from django.urls import include, path

from core.config import api

urlpatterns = [
    path("", include("core.home.urls")),
    path("me/sign-in/", include("allauth.account.urls")),
    path("files/", include("core.files.urls")),
    path("api/v1/", api.api.urls),
]
if settings.LOCAL:
    urlpatterns += [path("ui/", include("core.ui.urls"))]
