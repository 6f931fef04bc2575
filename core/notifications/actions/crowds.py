"""Tells thousands of people of one thing, by one statement a batch."""

from typing import Any

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from core.accounts.models import Person
from core.acts.actions import action
from core.kinds.registry import of_model
from core.notifications import kinds_of_notice
from core.notifications.actions.notices import book_mails, ring
from core.notifications.actions.pushes import book_pushes
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import Notice, Preference
from core.notifications.ways import Mail


@action
def notify_crowd(
    *, people: "QuerySet[Person]", kind: str, about: models.Model, effect_key: str, by: Person | None = None
) -> None:
    """Does what `notify` does, for a query of people of whom every one may see `about`, without reading them."""
    known, now = kinds_of_notice.of(kind), timezone.now()
    told = people.filter(is_active=True).exclude(_chose(known, bell=False, mail=Mail.NEVER))
    if by is not None:
        told = told.exclude(pk=by.pk)
    bell = Preference.objects.filter(person=OuterRef("pk"), kind=kind).values("bell")[:1]
    row: dict[str, Any] = {
        "person": F("pk"),
        "kind": Value(kind),
        "about_type": Value(of_model(type(about)).content_type().pk),
        "about_id": Value(about.pk),
        "by": Value(by.pk if by else None, output_field=models.BigIntegerField(null=True)),
        "facts": Value({}, output_field=models.JSONField()),
        "in_bell": Coalesce(Subquery(bell), Value(known.bell)),
        "at": Value(now),
        "effect_key": Value(effect_key),
    }
    _write(row, told)
    # The moment is this batch's own.
    new = Notice.objects.filter(effect_key=effect_key, at=now)
    at_once = list(Person.objects.filter(_chose(known, mail=Mail.NOW), pk__in=new.values("person_id")))
    book_mails(at_once, known, effect_key, now)
    book_pushes(at_once, known, effect_key, now)
    ring(list(new.filter(in_bell=True).values_list("person_id", flat=True)))


def _chose(kind: NoticeKind, **way: Any) -> Q:
    """Those whose way for a kind is this one, by their choice or, without one, by the kind's own."""
    said = Preference.objects.filter(person=OuterRef("pk"), kind=kind.name)
    is_own = all(getattr(kind.way, name) == value for name, value in way.items())
    return Q(Exists(said.filter(**way))) | (~Q(Exists(said)) if is_own else Q(pk__in=[]))


def _write(row: dict[str, Any], people: "QuerySet[Person]") -> None:
    """INSERT … SELECT: both databases read it alike. Who has the effect already keeps the notice they have."""
    fields = [field for field in Notice._meta.concrete_fields if field.name in row]
    columns = [str(field.column) for field in fields]
    chosen = people.order_by().values_list(*(row[field.name] for field in fields))
    select, values = chosen.query.sql_with_params()
    quote = connection.ops.quote_name
    into = f"{quote(Notice._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {into} {select} ON CONFLICT DO NOTHING", values)
