"""What people fill in to talk."""

from social.forms.attention import ClearingForm, SinceForm
from social.forms.conduct import FlagAnswerForm, FlagForm, SanctionForm, SlowForm, SweepForm
from social.forms.keeping import BookmarkForm, LanguagesForm
from social.forms.knowledge import DiscretionForm, PromoteForm
from social.forms.moving import SpaceChoiceForm, SplitForm, WhereForm, WhyForm
from social.forms.parcels import BringForm, WantForm
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
from social.forms.spaces import (
    AskForm,
    ChangeForm,
    FoundForm,
    JoinRuleForm,
    MemberForm,
    MomentForm,
    NoteForm,
    RoleForm,
    SpaceForm,
    TemplateForm,
    WaveForm,
)
from social.forms.threads import ElsewhereForm, MergeForm, TagForm, TagsField, TagsForm, ThreadForm, TitleForm
from social.forms.veils import LetAskForm, UnveilForm, VoiceFields
from social.forms.words import IdsField, MessageForm, PollFields, PostForm, QuotesField, WordsForm

__all__ = [
    "AskForm",
    "BookmarkForm",
    "BringForm",
    "ChangeForm",
    "ClearingForm",
    "DiscretionForm",
    "DuplicateForm",
    "ElsewhereForm",
    "FlagAnswerForm",
    "FlagForm",
    "FoundForm",
    "IdsField",
    "JoinRuleForm",
    "LanguagesForm",
    "LetAskForm",
    "MemberForm",
    "MergeForm",
    "MessageForm",
    "MomentForm",
    "NoteForm",
    "PeriodForm",
    "PollFields",
    "PollForm",
    "PostForm",
    "PromoteForm",
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
    "TemplateForm",
    "ThreadForm",
    "TitleForm",
    "UnveilForm",
    "VoiceFields",
    "VoteForm",
    "WantForm",
    "WatchWordForm",
    "WaveForm",
    "WhereForm",
    "WhyForm",
    "WordsForm",
]
