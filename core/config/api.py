"""The one API: each wing adds its router here."""

from ninja import NinjaAPI

api = NinjaAPI(title="Compagnon", version="1", urls_namespace="api", openapi_url="/openapi.json", docs_url=None)
api.add_router("", "core.realtime.api.router")
from core.accounts.api import router as accounts
from core.accounts.api_auth import people_only
from social.api import router as social
from core.files.api import router as files

api = NinjaAPI(
    title="Compagnon",
    version="1",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
    auth=people_only,
)
api.add_router("", accounts)
api.add_router("", social)
api.add_router("/files", files)
