"""The one API: each wing adds its router here."""

from ninja import NinjaAPI

api = NinjaAPI(title="Compagnon", version="1", urls_namespace="api", openapi_url="/openapi.json", docs_url=None)
api.add_router("/files", "core.files.api.router")
