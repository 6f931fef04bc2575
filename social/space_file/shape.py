"""What the file of a space says, part by part; nothing beside these is read."""

from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

FORMAT: Literal["compagnon.space"] = "compagnon.space"
VERSION = 1
LONGEST_SOURCE = 64 * 1024

Email = Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\s@<>\"]+@[^\s@<>\"]+$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Word = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Code = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Source = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SOURCE)]
Number = Annotated[int, Field(ge=1, le=2_000_000_000)]
Language = Literal["en", "fr"]
Format = Literal["text", "html"]


class Part(BaseModel):
    """A part of the file: what it does not know, it refuses."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class PersonPart(Part):
    """Somebody whom the file names."""

    email: Email
    name: Name


class AuthorPart(Part):
    """Who said something: one of `people`, or nobody who is named."""

    person: Email | None = None
    anonymous: bool = False


class MemberPart(Part):
    """Who belongs to the space."""

    person: Email
    role: Literal["member", "moderator", "tutor"]
    joined_at: AwareDatetime


class RevisionPart(Part):
    """What a post said until an edit."""

    source: Source
    format: Format
    by: AuthorPart
    replaced_at: AwareDatetime


class QuotePart(Part):
    """Words of another post of the talk."""

    post: Number
    text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class ReactionPart(Part):
    """A sign under a post."""

    person: Email
    sign: Literal["like", "idea", "thanks", "heart", "bravo", "puzzled"]
    at: AwareDatetime


class FilePart(Part):
    """A file that hangs on a post; its bytes lie beside, under their hash."""

    sha256: Hash
    name: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    media_type: Annotated[str, StringConstraints(min_length=1, max_length=100)]


class BallotPart(Part):
    """A vote in a poll that names its voters."""

    person: Email
    choices: Annotated[list[Number], Field(min_length=1, max_length=12)]


class ResultPart(Part):
    """What came out of a closed poll."""

    voters: Annotated[int, Field(ge=0)]
    points: list[Annotated[int, Field(ge=0)]]
    firsts: list[Annotated[int, Field(ge=0)]]


class PollPart(Part):
    """A question that a post asks. Of an anonymous one no ballot is ever said."""

    question: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    options: Annotated[
        list[Annotated[str, StringConstraints(min_length=1, max_length=120)]], Field(min_length=2, max_length=12)
    ]
    kind: Literal["single", "multiple", "ranked"]
    most: Annotated[int, Field(ge=1, le=12)]
    anonymous: bool
    shows: Literal["always", "voted", "closed"]
    due_at: AwareDatetime | None
    closed_at: AwareDatetime | None
    result: ResultPart | None
    ballots: Annotated[list[BallotPart], Field(max_length=30_000)]


class AcceptedPart(Part):
    """That a post is the answer to its question."""

    by: Email
    at: AwareDatetime


class PostPart(Part):
    """One post, under the number that it has for ever. `reply_to` and `meant_for` are numbers of earlier ones."""

    number: Number
    reply_to: Number | None
    meant_for: Number | None
    author: AuthorPart
    spoke_as: Literal["", "member", "moderator", "tutor"]
    source: Source
    format: Format
    language: Language
    written_at: AwareDatetime
    edited_at: AwareDatetime | None
    redacted: bool
    history: Annotated[list[RevisionPart], Field(max_length=1000)]
    quotes: Annotated[list[QuotePart], Field(max_length=10)]
    reactions: Annotated[list[ReactionPart], Field(max_length=100_000)]
    files: Annotated[list[FilePart], Field(max_length=10)]
    poll: PollPart | None
    accepted: AcceptedPart | None


class TagPart(Part):
    """A tag, by its word in both languages."""

    en: Word
    fr: Word


class ElsewherePart(Part):
    """In which other talk of the file, perhaps at which post, a question is answered instead."""

    thread: Number
    post: Number | None


class ThreadPart(Part):
    """One talk; `key` is what the file calls it."""

    key: Number
    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    kind: Literal["discussion", "question", "announcement"]
    state: Literal["open", "answered", "locked", "archived"]
    language: Language
    author: AuthorPart
    opened_at: AwareDatetime
    answered_at: AwareDatetime | None
    elsewhere: ElsewherePart | None
    slow_seconds: Annotated[int, Field(ge=0, le=86_400)]
    tags: Annotated[list[TagPart], Field(max_length=5)]
    learning_object: Code | None
    place: Annotated[dict[str, int | float | str], Field(max_length=5)]
    posts: Annotated[list[PostPart], Field(min_length=1)]


class PinPart(Part):
    """What stands first: a talk of the file, or a learning object by its code."""

    thread: Number | None = None
    learning_object: Code | None = None


class SpacePart(Part):
    """The space itself."""

    name: Name
    about: Annotated[str, StringConstraints(max_length=4000)]
    openness: Literal["open", "closed", "secret"]
    language: Language
    slow_seconds: Annotated[int, Field(ge=0, le=86_400)]
    vocabulary: Annotated[list[Word], Field(max_length=20)]
    created_at: AwareDatetime
    archived: bool


class SpaceFile(Part):
    """The whole file."""

    format: Literal["compagnon.space"]
    version: Literal[1]
    exported_at: AwareDatetime
    space: SpacePart
    people: Annotated[list[PersonPart], Field(max_length=60_000)]
    members: Annotated[list[MemberPart], Field(max_length=60_000)]
    pins: Annotated[list[PinPart], Field(max_length=5)]
    threads: Annotated[list[ThreadPart], Field(max_length=50_000)]


def head(space: dict[str, Any], exported_at: str) -> dict[str, Any]:
    """How the file begins."""
    return {"format": FORMAT, "version": VERSION, "exported_at": exported_at, "space": space}
