"""What the demo company has worked out: answers that its tutors confirm, and job aids that came of two of them."""

from datetime import datetime, timedelta

from core.accounts.models import Person
from core.demo.clock import at
from core.library import actions as library
from core.library.models import LearningObject
from social import actions
from social.models import Post

# The accepted answers of these talks, and who confirms them.
CONFIRMED = (
    ("Any cause against RSV: why does the efficacy fall from 84 to 58 %?", "tomas"),
    ("Where do the 4,016 infants of the safety table come from?", "tomas"),
    ("Le résultat pour la France : peut-on le citer seul ?", "tomas"),
    ("Peut-on dire « non-inférieur » pour la réponse au tétanos ?", "tomas"),
    ("Why 84.0 % and not 82.9 %?", "tomas"),
    ("Same difference of 34.0, other interval", "tomas"),
)
# Of which talk, its title and code in the library, what it is for; the first is published, the second still a draft.
PROMOTED = (
    (
        CONFIRMED[0][0],
        "Any cause, or RSV? Two efficacies of one study",
        "VAC-ANY-014",
        "Why one study reports two efficacies, and which one answers which question.",
    ),
    (CONFIRMED[1][0], "Who is counted in the safety table", "VAC-CNT-015", ""),
)
DISCREET = "julien"


def work_out(people: dict[str, Person], anchor: datetime) -> None:
    """Tutors confirm, an author promotes; a short company lacks some of these talks."""
    for title, tutor in CONFIRMED:
        for post in _answers(title):
            if post.accepted_at and post.author != people[tutor]:
                with at(min(post.accepted_at + timedelta(hours=5), anchor)):
                    actions.confirm_answer(post=post, tutor=people[tutor])
    for place, (title, name, code, summary) in enumerate(PROMOTED):
        for post in _answers(title):
            if post.is_confirmed:
                with at(anchor - timedelta(days=2 - place, hours=3)):
                    thing = actions.promote_answer(post=post, by=people["amara"], title=name, code=code)
                    if summary:
                        _publish(thing, people["amara"], summary)
    actions.choose_discretion(person=people[DISCREET], is_shown=False)


def _publish(thing: LearningObject, author: Person, summary: str) -> None:
    said = {"summary": summary, "minutes": 3, "objectives": "Say in one sentence what each of the two figures counts."}
    library.describe_object(learning_object=thing, editor=author, described=said)
    library.publish_draft(learning_object=LearningObject.objects.get(pk=thing.pk), author=author)


def _answers(title: str) -> list[Post]:
    found = Post.objects.accepted().filter(thread__title=" ".join(title.split()))
    return list(found.select_related("author", "thread__space").order_by("pk"))
