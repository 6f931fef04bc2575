"""What people do when they talk: one function a deed."""

from social.actions.acknowledging import (
    acknowledge,
    ask_again,
    ask_to_acknowledge,
    keep_acknowledgements,
    remind_missing,
    stop_asking,
)
from social.actions.answering import (
    accept_answer,
    mark_answered,
    mark_answered_elsewhere,
    reopen_question,
    withdraw_answer,
)
from social.actions.arranging import bring_in_by_rule, drop_join_rule, make_join_rule, move_pin, pin, unpin
from social.actions.bookmarks import change_bookmark, drop_bookmark, keep, remind
from social.actions.clearing import clear_all, clear_threads, take_clearing_back
from social.actions.confirming import confirm_answer, withdraw_confirmation
from social.actions.direct import add_to_talk, leave_talk, start_talk
from social.actions.exporting import ask_export, file_to_fetch, note_fetched
from social.actions.favours import prepare_favour
from social.actions.first_acts import offer_what_fits, take_first_act
from social.actions.flags import answer_flags, flag_post
from social.actions.hinting import add_word, dismiss_hint, remove_word, screen
from social.actions.importing import bring_file, drop_import, want_import
from social.actions.knowing import choose_discretion, recount_everything
from social.actions.languages import read_in
from social.actions.leading import (
    archive_thread,
    bring_to_state,
    lock_thread,
    revive_thread,
    unlock_thread,
)
from social.actions.members import (
    accept_invitation,
    accept_request,
    add_member,
    appoint,
    ask_to_join,
    bring_in,
    change_role,
    decline_request,
    follow_space,
    invite,
    join_space,
    leave_space,
    remove_member,
    send_away,
)
from social.actions.moving import merge_threads, move_posts, move_thread, split_thread
from social.actions.polls import PollWish, close_due_poll, close_poll, vote, withdraw_vote
from social.actions.posts import delete_post, edit_post, react, restore_post, write_post
from social.actions.promoting import let_go_of_job_aid, promote_answer
from social.actions.reading import (
    catch_up,
    discard_draft,
    follow_thread,
    mark_read,
    mark_unread,
    save_draft,
)
from social.actions.safety import note_export, report_event, report_hint, report_post
from social.actions.safety_cases import (
    close_as_duplicate,
    fill_in,
    give_back,
    redact_post,
    reopen_case,
    send_case,
    take_case,
)
from social.actions.sanctions import lift_sanction, sanction, slow_space, slow_thread
from social.actions.setting_aside import drop_aside, save_over, set_aside, take_up_aside
from social.actions.spaces import archive_space, change_space, open_community, open_space, revive_space
from social.actions.sweeps import delete_many, restore_many
from social.actions.tags import merge_tags, rename_tag, tag_thread
from social.actions.templates import drop_template, keep_template, open_from_template
from social.actions.threads import note_changed_subject, open_thread, rename_thread, restrict_threads
from social.actions.veiling import let_ask_unnamed, unveil
from social.actions.waves import end_waves, move_wave, open_wave, plan_wave, stop_wave

__all__ = [
    "PollWish",
    "accept_answer",
    "accept_invitation",
    "accept_request",
    "acknowledge",
    "add_member",
    "add_to_talk",
    "add_word",
    "answer_flags",
    "appoint",
    "archive_space",
    "archive_thread",
    "ask_again",
    "ask_export",
    "ask_to_acknowledge",
    "ask_to_join",
    "bring_file",
    "bring_in",
    "bring_in_by_rule",
    "bring_to_state",
    "catch_up",
    "change_bookmark",
    "change_role",
    "change_space",
    "choose_discretion",
    "clear_all",
    "clear_threads",
    "close_as_duplicate",
    "close_due_poll",
    "close_poll",
    "confirm_answer",
    "decline_request",
    "delete_many",
    "delete_post",
    "discard_draft",
    "dismiss_hint",
    "drop_aside",
    "drop_bookmark",
    "drop_import",
    "drop_join_rule",
    "drop_template",
    "edit_post",
    "end_waves",
    "file_to_fetch",
    "fill_in",
    "flag_post",
    "follow_space",
    "follow_thread",
    "give_back",
    "invite",
    "join_space",
    "keep",
    "keep_acknowledgements",
    "keep_template",
    "leave_space",
    "leave_talk",
    "let_ask_unnamed",
    "let_go_of_job_aid",
    "lift_sanction",
    "lock_thread",
    "make_join_rule",
    "mark_answered",
    "mark_answered_elsewhere",
    "mark_read",
    "mark_unread",
    "merge_tags",
    "merge_threads",
    "move_pin",
    "move_posts",
    "move_thread",
    "move_wave",
    "note_changed_subject",
    "note_export",
    "note_fetched",
    "offer_what_fits",
    "open_community",
    "open_from_template",
    "open_space",
    "open_thread",
    "open_wave",
    "pin",
    "plan_wave",
    "prepare_favour",
    "promote_answer",
    "react",
    "read_in",
    "recount_everything",
    "redact_post",
    "remind",
    "remind_missing",
    "remove_member",
    "remove_word",
    "rename_tag",
    "rename_thread",
    "reopen_case",
    "reopen_question",
    "report_event",
    "report_hint",
    "report_post",
    "restore_many",
    "restore_post",
    "restrict_threads",
    "revive_space",
    "revive_thread",
    "sanction",
    "save_draft",
    "save_over",
    "screen",
    "send_away",
    "send_case",
    "set_aside",
    "slow_space",
    "slow_thread",
    "split_thread",
    "start_talk",
    "stop_asking",
    "stop_wave",
    "tag_thread",
    "take_case",
    "take_clearing_back",
    "take_first_act",
    "take_up_aside",
    "unlock_thread",
    "unpin",
    "unveil",
    "vote",
    "want_import",
    "withdraw_answer",
    "withdraw_confirmation",
    "withdraw_vote",
    "write_post",
]
