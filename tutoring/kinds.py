"""Studies, their fragments and study groups, as lower rooms may name them."""

from django.utils.translation import gettext_lazy as _

from core.accounts.registries import offers_words
from core.kinds.registry import Kind
from social.registries import knows_identifiers, offers_terms, own_address
from tutoring.models import Fragment, Study, StudyGroup
from tutoring.queries.named import studies_named
from tutoring.queries.subjects import alone
from tutoring.queries.terms import studies_in_use, terms_of_fragment, terms_of_study


def _fragment_title(fragment: Fragment) -> str:
    if fragment.kind == Fragment.Kind.STUDY:
        return fragment.study.name
    return f"{fragment.study.short} · {fragment.title}"


STUDY = Kind(
    name="study",
    model=Study,
    visible_to=lambda person: Study.objects.visible_to(person),
    title=lambda study: study.name,
    url=lambda study: study.get_absolute_url(),
    icon="flask-conical",
    word=_("Study"),
)
FRAGMENT = Kind(
    name="study_fragment",
    model=Fragment,
    visible_to=lambda person: Fragment.objects.visible_to(person),
    title=_fragment_title,
    url=lambda fragment: fragment.get_absolute_url(),
    icon="flask-conical",
    word=_("Part of a study"),
    alone=alone,
)
GROUP = Kind(
    name="study_group",
    model=StudyGroup,
    visible_to=lambda person: StudyGroup.objects.visible_to(person).select_related("space"),
    title=lambda group: group.name,
    url=lambda group: group.get_absolute_url(),
    icon="users-round",
    word=_("Study group"),
)
EVERY = [STUDY, FRAGMENT, GROUP]
own_address("tutoring:study", kind="study")
own_address("tutoring:group", kind="study_group")
knows_identifiers(studies_named)
offers_terms("study", terms_of_study)
offers_terms("study_fragment", terms_of_fragment)
offers_words(studies_in_use)
