"""The library over the API."""

from ninja import Router

from core.accounts.requests import AuthedRequest
from core.library import queries
from core.library.forms import CatalogueForm
from core.library.models import LearningObject, Version
from core.library.schemas import ObjectOut, ObjectsOut, ObjectWholeOut, QuickOut, VersionOut, VersionsOut
from core.library.views.catalogue import ORDER_BY
from core.library.views.loading import seen
from core.ui.paging import keyset

router = Router(tags=["library"])
PAGE = 50
QUICK = 8


@router.get("/objects", response=ObjectsOut, summary="The catalogue")
def objects(request: AuthedRequest) -> dict[str, object]:
    """Published objects; the queries of the page hold here too: `words`, `kind`, `language`, `minutes`, `area`,
    `job_role`, `order`. Follow `next` for more."""
    form = CatalogueForm(request.GET)
    asked = form.asked()
    found = queries.catalogue(request.user, asked).objects.select_related("area", "published")
    page = keyset(found, request, by=ORDER_BY[form.order_in_force()], size=PAGE)
    return {"items": [_object(thing) for thing in page], "next": page.next or None}


@router.get("/objects/quick", response=list[QuickOut], summary="Objects for a # word")
def quick(request: AuthedRequest, q: str = "") -> list[QuickOut]:
    """The nearest few published objects whose title, code or summary hold the words."""
    found = LearningObject.objects.visible_to(request.user).in_catalogue().holding(q).nearest_to(q)
    return [
        QuickOut(
            id=thing.pk,
            code=thing.code,
            title=thing.title,
            kind=str(thing.get_kind_display()),
            icon=thing.icon,
            url=thing.get_absolute_url(),
        )
        for thing in found[:QUICK]
    ]


@router.get("/objects/{pk}", response=ObjectWholeOut, summary="One object with what people read")
def one(request: AuthedRequest, pk: int) -> ObjectWholeOut:
    """404 for whoever may not see it."""
    thing = seen(request.user, pk)
    replacement = LearningObject.objects.visible_to(request.user).filter(pk=thing.superseded_by_id or 0).first()
    return ObjectWholeOut(
        **_object(thing).dict(),
        objectives=thing.objectives_list,
        audience=[role.code for role in thing.audience.all()],
        accessibility=thing.accessibility,
        confidentiality=thing.confidentiality,
        owner=thing.owner.name,
        superseded_by=replacement.code if replacement else None,
        published=_version(thing.published) if thing.published else None,
    )


@router.get("/objects/{pk}/versions", response=VersionsOut, summary="Its versions, newest first")
def versions(request: AuthedRequest, pk: int) -> dict[str, object]:
    """Each as it was published."""
    found = seen(request.user, pk).versions.select_related("file")
    page = keyset(found, request, by="-number", size=PAGE)
    return {"items": [_version(version) for version in page], "next": page.next or None}


def _object(thing: LearningObject) -> ObjectOut:
    return ObjectOut(
        id=thing.pk,
        code=thing.code,
        title=thing.title,
        summary=thing.summary,
        language=thing.language,
        kind=thing.kind,
        share=thing.share,
        mode=thing.mode,
        minutes=thing.minutes,
        level=thing.level,
        area=thing.area.code if thing.area else None,
        keywords=thing.keywords_list,
        state=thing.state,
        version=thing.published.number if thing.published else None,
        published_at=thing.published_at,
        url=thing.get_absolute_url(),
    )


def _version(version: Version) -> VersionOut:
    return VersionOut(
        number=version.number,
        title=version.title,
        content=version.content,
        html=version.html,
        link=version.url,
        file=version.file.url if version.file else None,
        change_note=version.change_note,
        published_at=version.published_at,
        digest=version.digest,
    )
