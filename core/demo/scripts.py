"""Reads the demo company's conversations, which are written as plain text.

# title: Why 84.0 % and not 82.9 %?
# space: Paediatric vaccines, spring cohort
# kind: question                       discussion (default), question, announcement
# language: en
# about: fragment NCT05437510 outcome:1      or: object VAC-INT-003, or nothing
# tags: RSV, efficacy                  perhaps
# begins: -3d 09:12                    days before the anchor, wall clock in Paris
# answer: 4                            which post answers it, says who asked; or of which talk the title:
# elsewhere: Why 84.0 % and not 82.9 %?
# apart: 7 Is there a car park?        which post, with its answers, is taken out under which title
# unnamed: yes                         a question without a name, in a community that lets people ask so
# asks: 5                              an announcement that asks to be acknowledged within five days
# with: tomas ines                     instead of title and space: a direct talk; a group perhaps has # name:

@tomas
The first post, in paragraphs.

@lena +28m > 1                         so long after the post before; beneath post 1
An answer.
+ 💡 ines james                        reactions, after the words
> 2: words that are quoted             a quotation of post 2, before the words
? ranked anonymous closed: Which one?  a poll: kind, anonymous, when shown, +4d or closed, question
?- HARMONIE                            one of its answers
?= lena 2 1; ines 1                    votes, by the numbers of the answers
& A sheet.pdf: a line | another line   a document, or a picture (.png), with these words, beneath an answer
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

FOLDER = Path(__file__).parent / "talk"
_HEAD = re.compile(r"#\s*(\w+):\s*(.*)")
_POST = re.compile(r"@([\w.]+)(?:\s+\+(\d+)([mhd]))?(?:\s+>\s*(\d+))?\s*$")
_QUOTE = re.compile(r">\s*(\d+):\s*(.+)")
_POLL = re.compile(r"\?\s+([\w+ ]+):\s*(.+)")
_OPTION = re.compile(r"\?-\s*(.+)")
_VOTES = re.compile(r"\?=\s*(.+)")
_REACTION = re.compile(r"\+\s*(\S+)\s+([\w. ]+)$")
_FILE = re.compile(r"&\s*(.+\.(?:pdf|docx|png)):\s*(.+)$")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_PACE = timedelta(minutes=17)


@dataclass
class Ask:
    """A poll as written: its words of choice, its question, its answers, who voted what."""

    words: list[str]
    question: str
    options: list[str] = field(default_factory=list)
    votes: list[tuple[str, list[int]]] = field(default_factory=list)

    def among(self, known: tuple[str, ...]) -> str:
        """Which of some words stands among its own; the first where none does."""
        return next((word for word in known if word in self.words), known[0])

    @property
    def stays_open(self) -> timedelta | None:
        """How long after the end of the story it closes by itself."""
        days = next((word for word in self.words if word.startswith("+")), None)
        return timedelta(days=int(days.strip("+d"))) if days else None


@dataclass
class Line:
    """One post as written: who, how long after the one before, beneath which number, with what."""

    who: str
    after: timedelta
    beneath: int | None = None
    words: list[str] = field(default_factory=list)
    quotes: list[tuple[int, str]] = field(default_factory=list)
    reactions: list[tuple[str, list[str]]] = field(default_factory=list)
    poll: Ask | None = None
    files: list[tuple[str, list[str]]] = field(default_factory=list)

    @property
    def source(self) -> str:
        """The words as typed."""
        return "\n".join(self.words).strip()


@dataclass
class Script:
    """One conversation."""

    facts: dict[str, str]
    posts: list[Line]

    @property
    def title(self) -> str:
        """As the talk keeps it: French spaces before signs are plain ones there. A direct talk has none."""
        return " ".join(self.facts.get("title", "").split())


def every() -> list[Script]:
    """All conversations, in the order of their files; a blank page (`---`) divides them within a file."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
    return [read(part) for text in texts for part in re.split(r"(?m)^---\s*$", text) if part.strip()]


def read(text: str) -> Script:
    """Reads one conversation. Raises ValueError with the line that cannot be read."""
    script = Script({}, [])
    for line in text.strip().splitlines():
        if not script.posts and (head := _HEAD.match(line)):
            script.facts[head[1]] = head[2].strip()
        elif post := _POST.match(line):
            after = timedelta(**{_UNITS[post[3]]: int(post[2])}) if post[2] else _PACE
            script.posts.append(Line(post[1], after, int(post[4]) if post[4] else None))
        elif script.posts:
            _add(script.posts[-1], line)
        elif line.strip():
            raise ValueError(f"Not a conversation: {line!r}")
    return script


def _add(post: Line, line: str) -> None:
    if quote := _QUOTE.match(line):
        post.quotes.append((int(quote[1]), quote[2]))
    elif reaction := _REACTION.match(line):
        post.reactions.append((reaction[1], reaction[2].split()))
    elif poll := _POLL.match(line):
        post.poll = Ask(poll[1].split(), poll[2])
    elif post.poll and (option := _OPTION.match(line)):
        post.poll.options.append(option[1])
    elif post.poll and (votes := _VOTES.match(line)):
        post.poll.votes += [(who, list(map(int, numbers))) for who, *numbers in map(str.split, votes[1].split(";"))]
    elif file := _FILE.match(line):
        post.files.append((file[1], file[2].split(" | ")))
    else:
        post.words.append(line)
