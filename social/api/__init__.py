"""Talk by REST."""

from ninja import Router

from social.api import acknowledgements, keeping, messages, moving, polls, posts, safety, spaces, threads, veils

router = Router(tags=["social"])
router.add_router("", spaces.router)
router.add_router("", threads.router)
router.add_router("", posts.router)
router.add_router("", moving.router)
router.add_router("", polls.router)
router.add_router("", keeping.router)
router.add_router("", messages.router)
router.add_router("", acknowledgements.router)
router.add_router("", safety.router)
router.add_router("", veils.router)

__all__ = ["router"]
