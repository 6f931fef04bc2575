"""The one API: each wing adds its router here, one line a router."""

from ninja import NinjaAPI

from core.accounts.api_auth import people_only

ROUTERS = [
    ("", "core.accounts.api.router"),
    ("", "core.realtime.api.router"),
    ("/files", "core.files.api.router"),
    ("/search", "core.search.api.router"),
    ("", "core.library.api.router"),
    ("", "core.notifications.api.router"),
    ("", "social.api.router"),
    ("", "tutoring.api.router"),
]

api = NinjaAPI(
    title="Compagnon",
    version="1",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
    auth=people_only,
)
for prefix, router in ROUTERS:
    api.add_router(prefix, router)
