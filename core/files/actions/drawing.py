"""Has large pictures drawn for screens, beside everything else."""

from django.db.models import F
from django.utils import timezone

from core.acts.actions import action, state
from core.files import facts, images, storage
from core.files.models import SIDES, THUMBNAIL_SIDE, PictureSizes, StoredFile

MOST_MADE_DUE = 5000


def have_drawn(file: StoredFile) -> None:
    """Lets a large picture be drawn smaller, unless it is or will be."""
    if not file.sizes:
        return
    _row, is_new = PictureSizes.objects.get_or_create(sha256=file.sha256, defaults={"media_type": file.media_type})
    if is_new:
        state(facts.SizesDue(file.sha256))


@action
def have_all_drawn() -> int:
    """Makes due what hangs somewhere and was never drawn smaller, such as all that is older; gives how many."""
    large = StoredFile.objects.large_pictures(THUMBNAIL_SIDE).exclude(sha256__in=PictureSizes.objects.values("sha256"))
    pairs = large.values_list("sha256", "media_type").distinct()
    rows = [PictureSizes(sha256=sha256, media_type=media_type) for sha256, media_type in pairs[:MOST_MADE_DUE]]
    return len(PictureSizes.objects.bulk_create(rows, ignore_conflicts=True))


def draw_sizes(row: PictureSizes) -> None:
    """Draws one claimed picture in every size that is smaller than itself, in no transaction."""
    _begin(row=row)
    path = storage.path_of(row.sha256)
    if path.exists():
        with path.open("rb") as picture:
            for side in SIDES:
                with storage.incoming() as drawn:
                    if images.fit(picture, row.media_type, side=side, into=drawn):
                        storage.keep(drawn, row.sha256, storage.size_suffix(side))
    _end(row=row)


@action
def _begin(*, row: PictureSizes) -> None:
    PictureSizes.objects.filter(pk=row.pk).update(tries=F("tries") + 1)


@action
def _end(*, row: PictureSizes) -> None:
    PictureSizes.objects.filter(pk=row.pk).update(done_at=timezone.now(), claimed_until=None)
