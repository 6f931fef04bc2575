"""The one API: each wing adds its router here."""

from ninja import NinjaAPI

from core.accounts.api import router as accounts
from core.accounts.api_auth import people_only
from core.files.api import router as files
from core.realtime.api import router as streams
from core.search.api import router as search
from social.api import router as social

api = NinjaAPI(
    title="Compagnon",
    version="1",
    urls_namespace="api",
    openapi_url="/openapi.json",
    docs_url=None,
    auth=people_only,
)
api.add_router("", accounts)
api.add_router("", streams)
api.add_router("/files", files)
api.add_router("", social)
api.add_router("/search", search)
