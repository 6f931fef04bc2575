"""Every consequence of what happens, one line a reaction: Ctrl-F a fact to see all that follows from it."""

from core.accounts import facts as accounts
from core.accounts import tasks as accounts_tasks
from core.acts.facts import later, when
from core.acts.jobs import due
from core.files import facts as files
from core.files import tasks as files_tasks
from core.files.actions import have_all_drawn, have_all_read, sweep_orphans
from core.notifications import facts as notifications
from core.notifications import tasks as notifications_tasks
from core.notifications.actions import (
    book_digests,
    book_team_mails,
    forget_devices_of,
    forget_devices_of_session,
    forget_old_digests,
    forget_old_pushes,
)
from core.realtime.actions import hang_up, rights_changed
from core.search import actions as search
from core.search import people as people_search
from social import facts as social
from social import tasks as social_tasks
from social.actions import (
    acknowledging,
    conduct_telling,
    direct,
    favours,
    first_acts,
    knowing,
    naming,
    safety_telling,
    telling,
    telling_acknowledgements,
    telling_knowledge,
    telling_messages,
    telling_spaces,
    veil_telling,
)
from tutoring import facts as tutoring
from tutoring import tasks as tutoring_tasks
from tutoring.actions import indexing as tutoring_indexing
from virtualclass import facts as class_facts
from virtualclass import tasks as classes
from virtualclass.actions import indexing as class_indexing


def register() -> None:
    """Binds facts to their consequences; called once when the apps are loaded."""
    of_people()
    of_talk()
    of_knowledge()
    of_things()
    by_the_clock()


def of_people() -> None:
    """What follows from what happens to people."""
    when(accounts.PeopleJoined, people_search.index_people)
    when(accounts.PeopleChanged, people_search.index_people)
    when(accounts.PeopleChanged, class_indexing.index_classes_of)
    later(accounts.PersonInvited, accounts_tasks.send_invitation)
    later(accounts.PasswordResetAsked, accounts_tasks.send_password_reset)
    when(accounts.PersonDeactivated, hang_up)
    when(accounts.PasswordChanged, hang_up)
    when(accounts.SignedOut, hang_up)
    when(accounts.PersonDeactivated, forget_devices_of)
    when(accounts.PasswordChanged, forget_devices_of)
    when(accounts.SignedOut, forget_devices_of_session)
    when(accounts.RolesChanged, rights_changed)
    when(accounts.PersonMoved, rights_changed)


def of_talk() -> None:
    """What the talk does about what happens."""
    when(accounts.FirstDayOver, first_acts.offer_what_fits)
    when(accounts.PeopleChanged, naming.draw_names_anew)
    when(accounts.PeopleChanged, direct.entitle_talks_of)
    when(social.PersonMentioned, telling.tell_mentioned)
    when(social.TutorsMentioned, telling.tell_tutors)
    when(social.HereCalled, telling.tell_here)
    when(social.PostWritten, telling.tell_answered)
    when(social.PostWritten, social_tasks.tell_watchers_later)
    when(social.AnswerAccepted, telling.tell_accepted)
    when(social.PostEdited, acknowledging.count_wording)
    when(social.MembershipChanged, telling_acknowledgements.tell_newcomer)
    later(social.AcknowledgementAsked, social_tasks.tell_asked)
    when(accounts.PeopleJoined, social_tasks.bring_in_by_rules_later)
    # Stated for every move too, and for a file of many at once.
    when(accounts.PeopleChanged, social_tasks.bring_in_by_rules_later)
    later(social.JoinRuleMade, social_tasks.bring_in_by_rule)
    when(social.MessageWritten, telling_messages.tell_members)
    when(social.JoinAsked, telling.tell_leaders)
    when(social.JoinAnswered, telling.tell_who_asked)
    when(social.PersonInvited, telling.tell_invited)
    when(social.PollClosed, telling.tell_poll_closed)
    when(social.SafetyReported, safety_telling.tell_officers)
    when(social.SafetyDecided, safety_telling.tell_author)
    when(social.PostFlagged, conduct_telling.tell_who_leads)
    when(social.FlagsAnswered, conduct_telling.tell_who_flagged)
    when(social.PersonSanctioned, conduct_telling.tell_sanctioned)
    when(social.PostUnveiled, veil_telling.tell_unveiled)
    later(social.SweepBegun, social_tasks.sweep_posts)
    later(social.ExportAsked, social_tasks.write_exports_now)
    when(social.ExportReady, telling_spaces.tell_ready)
    later(social.ImportBrought, social_tasks.go_on_now)
    later(class_facts.ClassEnded, classes.screen_chat)


def of_knowledge() -> None:
    """What a space works out, and who knows."""
    for fact in (social.AnswerAccepted, social.AnswerWithdrawn, social.AnswerConfirmed, social.ConfirmationLost):
        when(fact, knowing.recount_post)
    when(social.AnswersPromoted, knowing.note_promoted)
    when(social.PromotedWordsChanged, knowing.recount_post)
    when(social.TopicsChanged, knowing.recount_threads)
    when(social.ThreadMoved, knowing.recount_moved_thread)
    when(social.PostsMoved, knowing.recount_moved_posts)
    when(social.PersonMentioned, favours.note_sent)
    when(social.AnswerConfirmed, telling_knowledge.tell_confirmed)
    when(social.ConfirmationLost, telling_knowledge.tell_tutor)
    when(social.AnswersPromoted, telling_knowledge.tell_authors)
    when(social.PromotedWordsChanged, telling_knowledge.tell_owner)


def of_things() -> None:
    """What follows from what happens to studies, files, mail."""
    when(tutoring.StudyImported, tutoring_indexing.index_study)
    # One job for all that a record changes, instead of one for each tutoring.FragmentChanged.
    when(tutoring.StudyImported, tutoring_tasks.tell_threads_later)
    when(tutoring.StudyImported, tutoring_tasks.recognise_in_talk)
    later(notifications.MailDue, notifications_tasks.send_mails_now)
    later(notifications.PushDue, notifications_tasks.send_pushes_now)
    when(files.FileAttached, search.index_file)
    when(files.FileDetached, search.forget_file)
    when(files.ContentRead, search.index_content)
    later(files.TextDue, files_tasks.read_texts_now)
    later(files.SizesDue, files_tasks.draw_sizes_now)


def by_the_clock() -> None:
    """What is due by now, asked by every sweep."""
    due("social.safety", social_tasks.tell_safety_deadlines)
    due("files.unread", have_all_read, every=3600)
    due("files.undrawn", have_all_drawn, every=3600)
    due("files.sizes", files_tasks.draw_due_sizes)
    due("files.texts", files_tasks.read_due_texts)
    due("notifications.mails", notifications_tasks.send_due_mails)
    due("notifications.digests", book_digests, every=60)
    due("notifications.pushes", notifications_tasks.send_due_pushes)
    due("notifications.pushes.forgotten", forget_old_pushes, every=86_400)
    due("notifications.teams", book_team_mails, every=60)
    due("notifications.digests.forgotten", forget_old_digests, every=86_400)
    due("accounts.invitations", accounts_tasks.send_invitations)
    due("virtualclass.mails", classes.send_calendar_mails)
    due("virtualclass.reminders", classes.fire_reminders)
    due("virtualclass.ends", classes.end_forgotten_classes, every=60)
    due("social.polls", social_tasks.close_due_polls)
    due("social.reminders", social_tasks.fire_reminders)
    due("social.waves", social_tasks.open_due_waves)
    due("social.exports", social_tasks.write_due_exports)
    due("social.imports", social_tasks.go_on_with_imports)
    due("social.parcels", social_tasks.drop_past_parcels, every=3600)
    due("social.acknowledgements", social_tasks.remind_the_day_before, every=60)
    due("files.orphans", sweep_orphans, every=3600)
