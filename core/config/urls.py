"""Every address, by wing."""

from django.conf import settings
from django.urls import include, path

from core.config import api, health

urlpatterns = [
    path("", include("core.home.urls")),
    path("", include("core.accounts.urls")),
    path("", include("core.accounts.urls.sign_in")),
    path("", include("core.audit.urls")),
    path("files/", include("core.files.urls")),
    path("writing/", include("core.richtext.urls")),
    path("", include("social.urls")),
    path("", include("virtualclass.urls")),
    path("", include("tutoring.urls")),
    path("search/", include("core.search.urls")),
    path("library/", include("core.library.urls")),
    path("", include("core.notifications.urls")),
    path("api/v1/", api.api.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
handler500 = "core.config.health.failed"
if settings.LOCAL:
    urlpatterns += [path("ui/", include("core.ui.urls"))]

# allauth looks for it here when a limit is reached.
handler429 = "core.accounts.views.sign_in.too_many"
