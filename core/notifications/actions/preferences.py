"""How somebody wishes to be told, and when they wish to be left in peace."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.accounts.models import Person
from core.acts.actions import action
from core.acts.refusals import Refused
from core.notifications import kinds_of_notice, queries, quiet
from core.notifications.events import NoticesChanged
from core.notifications.kinds_of_notice import NoticeKind
from core.notifications.models import Attention, MailOut, Preference
from core.notifications.querysets import MailOutQuerySet
from core.notifications.streams import stream_of
from core.notifications.ways import Cadence, Mail, Preset, Way
from core.realtime.actions import announce

PAUSES = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7)}


@action
def choose_ways(*, person: Person, ways: Mapping[str, Way]) -> None:
    """Keeps the ways for each kind named; what equals the kind's own way needs no row."""
    for name, way in ways.items():
        if way == kinds_of_notice.of(name).way:
            Preference.objects.filter(person=person, kind=name).delete()
        else:
            Preference.objects.update_or_create(
                person=person, kind=name, defaults={"bell": way.bell, "mail": way.mail.value}
            )


@action
def choose_everything(
    *,
    person: Person,
    ways: Mapping[str, Way],
    digest: Mapping[str, Any],
    peace: Mapping[str, Any],
    team_mail: bool | None = None,
) -> None:
    """What the one page of choices holds: ways, digest and quiet hours, all or nothing.

    `team_mail` for who is asked about it: who has reports.
    """
    if team_mail is not None:
        choose_team_mail(person=person, wanted=team_mail)
    choose_quiet(person=person, **peace)
    choose_ways(person=person, ways=ways)
    choose_digest(person=person, **digest)


@action
def choose_preset(*, person: Person, preset: Preset) -> None:
    """Sets every kind, the digest and the quiet hours as most people want them."""
    choose_ways(person=person, ways={kind.name: _way_in(preset, kind) for kind in kinds_of_notice.every()})
    cadence = Cadence.DAILY if preset == Preset.EVERYTHING else Cadence.WEEKLY
    choose_digest(person=person, cadence=cadence, day=0, hour=8)
    choose_quiet(person=person, start=quiet.FROM, end=quiet.UNTIL, days=quiet.WEEKEND)


@action
def choose_digest(*, person: Person, cadence: Cadence, day: int | None = None, hour: int | None = None) -> Cadence:
    """How often the digest leaves, on which weekday and at which hour of their own clock. Gives what held before."""
    before = queries.attention_of(person)
    _keep(
        person,
        digest=cadence,
        digest_day=before.digest_day if day is None else day,
        digest_hour=before.digest_hour if hour is None else hour,
    )
    if cadence == Cadence.NEVER:
        _stop(MailOut.objects.digests_of(person))
    return Cadence(before.digest)


@action
def choose_team_mail(*, person: Person, wanted: bool) -> bool:
    """Whether a Monday brings a mail about one's team. Gives what held before."""
    before = queries.attention_of(person).team_mail
    _keep(person, team_mail=wanted)
    if not wanted:
        _stop(MailOut.objects.teams_of(person))
    return before


@action
def choose_quiet(*, person: Person, start: time, end: time, days: str) -> None:
    """From when until when, and on which weekdays, nothing comes that can wait. Mail that waits already follows."""
    if len(set(days)) > 6 or not set(days) <= set("0123456"):
        text = _("Leave at least one day on which mail may come.")
        raise Refused("notifications.always_quiet", text, field="quiet_days", status=422)
    _keep(person, quiet_from=start, quiet_until=end, quiet_days="".join(sorted(set(days))))
    _let_wait(person)


@action
def pause(*, person: Person, lasting: str) -> datetime:
    """Leaves somebody in peace for an hour, a day or a week: what can wait does, and the bell counts in silence."""
    if lasting not in PAUSES:
        raise Refused("notifications.no_such_pause", _("Pause for an hour, a day or a week."), status=422)
    until = timezone.now() + PAUSES[lasting]
    _keep(person, paused_until=until)
    _let_wait(person)
    announce(NoticesChanged(), to=stream_of(person.pk))
    return until


@action
def end_pause(*, person: Person) -> None:
    """Lets through again what waited for the pause alone."""
    Attention.objects.filter(person=person).update(paused_until=None)
    _let_wait(person)
    announce(NoticesChanged(), to=stream_of(person.pk))


@action
def stop_kind(*, person: Person, kind: NoticeKind) -> Mail:
    """No mail of this kind any more; the bell stays as it is. Gives what held before."""
    before = queries.ways_of([person.pk], kind)[person.pk]
    choose_ways(person=person, ways={kind.name: Way(before.bell, Mail.NEVER)})
    return before.mail


@action
def resume_kind(*, person: Person, kind: NoticeKind, mail: Mail) -> None:
    """Takes that back."""
    bell = queries.ways_of([person.pk], kind)[person.pk].bell
    choose_ways(person=person, ways={kind.name: Way(bell, mail)})


def _way_in(preset: Preset, kind: NoticeKind) -> Way:
    own = kind.way
    if preset == Preset.NORMAL or own.mail == Mail.NEVER or kind.urgent:
        return own
    return Way(own.bell, Mail.NOW if preset == Preset.EVERYTHING else Mail.DIGEST)


def _keep(person: Person, **fields: Any) -> None:
    Attention.objects.update_or_create(person=person, defaults=fields)


def _stop(mails: MailOutQuerySet) -> None:
    """What has not left yet does not."""
    mails.filter(done_at=None).update(done_at=timezone.now(), outcome=MailOut.Outcome.STOPPED, claimed_until=None)


def _let_wait(person: Person) -> None:
    """Mails that wait leave at the first moment that is free by what is chosen now."""
    now = timezone.now()
    urgent = [kind.name for kind in kinds_of_notice.every() if kind.urgent]
    free = queries.attention_of(person).free_from(now, person.zone)
    waiting = MailOut.objects.waiting_for(person).exclude(notice__kind__in=urgent).values_list("pk", flat=True)
    MailOut.objects.filter(pk__in=list(waiting)).update(due_at=free)
