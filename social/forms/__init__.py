"""What people fill in to talk."""

from social.forms.attention import ClearingForm, SinceForm
from social.forms.conduct import FlagAnswerForm, FlagForm, SanctionForm, SlowForm, SweepForm
from social.forms.keeping import BookmarkForm, LanguagesForm
from social.forms.moving import SpaceChoiceForm, SplitForm, WhereForm, WhyForm
from social.forms.polls import PollForm, VoteForm
from social.forms.safety import (
    DuplicateForm,
    PeriodForm,
    ReasonForm,
    RedactForm,
    SafetyCaseForm,
    SafetyEventForm,
    SafetyFactsForm,
    SentForm,
    WatchWordForm,
)
from social.forms.spaces import AskForm, JoinRuleForm, MemberForm, NoteForm, RoleForm, SpaceForm
from social.forms.threads import ElsewhereForm, MergeForm, TagForm, TagsField, TagsForm, ThreadForm, TitleForm
from social.forms.words import IdsField, MessageForm, PollFields, PostForm, QuotesField, WordsForm

__all__ = [
    "AskForm",
    "BookmarkForm",
    "ClearingForm",
    "DuplicateForm",
    "ElsewhereForm",
    "FlagAnswerForm",
    "FlagForm",
    "IdsField",
    "JoinRuleForm",
    "LanguagesForm",
    "MemberForm",
    "MergeForm",
    "MessageForm",
    "NoteForm",
    "PeriodForm",
    "PollFields",
    "PollForm",
    "PostForm",
    "QuotesField",
    "ReasonForm",
    "RedactForm",
    "RoleForm",
    "SafetyCaseForm",
    "SafetyEventForm",
    "SafetyFactsForm",
    "SanctionForm",
    "SentForm",
    "SinceForm",
    "SlowForm",
    "SpaceChoiceForm",
    "SpaceForm",
    "SplitForm",
    "SweepForm",
    "TagForm",
    "TagsField",
    "TagsForm",
    "ThreadForm",
    "TitleForm",
    "VoteForm",
    "WatchWordForm",
    "WhereForm",
    "WhyForm",
    "WordsForm",
]
