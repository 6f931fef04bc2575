"""Stops mails by the link that each of them carries, and takes that back."""

from core.acts.actions import action
from core.notifications.actions.preferences import choose_digest, choose_team_mail, resume_kind, stop_kind
from core.notifications.queries import Stopping
from core.notifications.ways import Cadence, Mail


@action
def stop_mails(*, stopping: Stopping) -> str:
    """Stops the kind, the digest or Monday mail, or mutes the place; gives what held before, to be taken back."""
    if stopping.place is not None and stopping.muting is not None:
        return stopping.muting.mute(stopping.person, stopping.place.pk)
    if stopping.kind is not None:
        return stop_kind(person=stopping.person, kind=stopping.kind).value
    if stopping.is_team:
        return "yes" if choose_team_mail(person=stopping.person, wanted=False) else "no"
    return choose_digest(person=stopping.person, cadence=Cadence.NEVER).value


@action
def take_stop_back(*, stopping: Stopping, before: str) -> None:
    """Puts back what held before; a word that we do not know means what holds for everybody."""
    if stopping.place is not None and stopping.muting is not None:
        stopping.muting.undo(stopping.person, stopping.place.pk, before)
    elif stopping.kind is not None:
        mail = Mail(before) if before in Mail.values else stopping.kind.way.mail
        resume_kind(person=stopping.person, kind=stopping.kind, mail=mail)
    elif stopping.is_team:
        choose_team_mail(person=stopping.person, wanted=before != "no")
    else:
        cadence = Cadence(before) if before in Cadence.values else Cadence.WEEKLY
        choose_digest(person=stopping.person, cadence=cadence)
