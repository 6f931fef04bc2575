"""Talk by REST."""

from ninja import Router

from social.api import moving, posts, spaces, threads
from social.api import keeping, polls, posts, spaces, threads

router = Router(tags=["social"])
router.add_router("", spaces.router)
router.add_router("", threads.router)
router.add_router("", posts.router)
router.add_router("", moving.router)
router.add_router("", polls.router)
router.add_router("", keeping.router)

__all__ = ["router"]
