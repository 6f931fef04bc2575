"""Talk by REST: spaces, threads, posts."""

from ninja import Router

from social.api import acknowledgements, messages, posts, spaces, threads

router = Router(tags=["social"])
router.add_router("", spaces.router)
router.add_router("", threads.router)
router.add_router("", posts.router)
router.add_router("", messages.router)
router.add_router("", acknowledgements.router)

__all__ = ["router"]
