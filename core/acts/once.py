"""`@once`: the same person, key and body get the same answer, whatever became of the first one."""

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from core.acts.models import OnceKey
from core.acts.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R")


def once(*, by: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes an action repeatable under the key it is given as `key` (a UUID, or None to act each time).

    `by` names the argument that holds the acting person. Stands under `@action`, in whose transaction the key is
    written first; a refusal rolls it back, so refusals are not kept. The answer must be a model instance or JSON.
    Raises Refused `acts.key_reused` (409) when the key came before with another body.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
            key: Any = kwargs.get("key")
            if key is None:
                return function(*args, **kwargs)
            body = {name: value for name, value in kwargs.items() if name != "key"}
            row, is_new = _claim(kwargs[by], UUID(str(key)), body_hash(function.__qualname__, body))
            if not is_new:
                return cast(R, _recall(row.answer))
            answer = function(*args, **kwargs)
            row.answer = _keep(answer)
            row.save(update_fields=["answer"])
            return answer

        return wrapper

    return decorate


def body_hash(name: str, body: dict[str, Any]) -> str:
    """SHA-256 over the action's name and its arguments; models count by label and primary key."""
    text = json.dumps([name, body], sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _claim(person: Any, key: UUID, digest: str) -> tuple[OnceKey, bool]:
    """Writes the key, or waits for whoever is writing it and reads what they left."""
    try:
        with transaction.atomic():
            return OnceKey.objects.create(person=person, key=key, body_hash=digest), True
    except IntegrityError:
        row = OnceKey.objects.get(person=person, key=key)
    if row.body_hash != digest:
        raise Refused(
            "acts.key_reused", _("This key was used for something else. Send it again with a new key."), status=409
        )
    return row, False


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if isinstance(value, (bytes, bytearray)):
        return hashlib.sha256(value).hexdigest()
    return str(value)


def _keep(answer: Any) -> Any:
    if isinstance(answer, models.Model):
        return {"model": answer._meta.label, "pk": answer.pk}
    return {"json": answer}


def _recall(kept: Any) -> Any:
    if "json" in kept:
        return kept["json"]
    return apps.get_model(kept["model"])._default_manager.get(pk=kept["pk"])
