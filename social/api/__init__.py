"""Talk by REST: spaces, threads, posts."""

from ninja import Router

from social.api import posts, safety, spaces, threads

router = Router(tags=["social"])
router.add_router("", spaces.router)
router.add_router("", threads.router)
router.add_router("", posts.router)
router.add_router("", safety.router)

__all__ = ["router"]
