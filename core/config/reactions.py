"""Every consequence of what happens, one line a reaction: Ctrl-F a fact to see all that follows from it."""

from core.accounts import facts as accounts
from core.accounts import tasks as accounts_tasks
from core.acts.facts import later, when
from core.acts.jobs import due
from core.files.actions import sweep_orphans
from core.notifications import facts as notifications
from core.notifications import tasks as notifications_tasks
from core.realtime.actions import hang_up, rights_changed
from core.search import people as people_search
from social import facts as social
from social import tasks as social_tasks
from social.actions import conduct_telling, naming, safety_telling, telling
from tutoring import facts as tutoring
from tutoring import tasks as tutoring_tasks
from tutoring.actions import indexing as tutoring_indexing
from virtualclass import facts as class_facts
from virtualclass import tasks as classes
from virtualclass.actions import indexing as class_indexing


def register() -> None:
    """Binds facts to their consequences; called once when the apps are loaded."""
    when(accounts.PeopleJoined, people_search.index_people)
    when(accounts.PeopleChanged, people_search.index_people)
    when(accounts.PeopleChanged, class_indexing.index_classes_of)
    when(accounts.PeopleChanged, naming.draw_names_anew)
    later(accounts.PersonInvited, accounts_tasks.send_invitation)
    later(accounts.PasswordResetAsked, accounts_tasks.send_password_reset)
    when(tutoring.StudyImported, tutoring_indexing.index_study)
    # One job for all that a record changes, instead of one for each tutoring.FragmentChanged.
    when(tutoring.StudyImported, tutoring_tasks.tell_threads_later)
    when(accounts.PersonDeactivated, hang_up)
    when(accounts.PasswordChanged, hang_up)
    when(accounts.SignedOut, hang_up)
    when(accounts.RolesChanged, rights_changed)
    when(accounts.PersonMoved, rights_changed)
    when(social.PersonMentioned, telling.tell_mentioned)
    when(social.TutorsMentioned, telling.tell_tutors)
    when(social.PostWritten, telling.tell_answered)
    when(social.PostWritten, social_tasks.tell_watchers_later)
    when(social.JoinAsked, telling.tell_leaders)
    when(social.JoinAnswered, telling.tell_who_asked)
    when(social.PersonInvited, telling.tell_invited)
    when(social.SafetyReported, safety_telling.tell_officers)
    when(social.SafetyDecided, safety_telling.tell_author)
    when(social.PostFlagged, conduct_telling.tell_who_leads)
    when(social.FlagsAnswered, conduct_telling.tell_who_flagged)
    when(social.PersonSanctioned, conduct_telling.tell_sanctioned)
    later(social.SweepBegun, social_tasks.sweep_posts)
    later(class_facts.ClassEnded, classes.screen_chat)
    due("social.safety", social_tasks.tell_safety_deadlines)
    later(notifications.MailDue, notifications_tasks.send_mails_now)
    due("notifications.mails", notifications_tasks.send_due_mails)
    due("accounts.invitations", accounts_tasks.send_invitations)
    due("virtualclass.mails", classes.send_calendar_mails)
    due("virtualclass.reminders", classes.fire_reminders)
    due("virtualclass.ends", classes.end_forgotten_classes, every=60)
    due("files.orphans", sweep_orphans, every=3600)
