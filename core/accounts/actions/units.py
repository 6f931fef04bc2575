"""Changing the organisation."""

from django.utils.translation import gettext_lazy as _

from core.accounts import rules
from core.accounts.models import Person, Unit
from core.acts.actions import action
from core.acts.refusals import Refused
from core.audit import trail

FIELDS = ("code", "name", "kind", "country")


@action
def add_unit(*, code: str, name: str, kind: str, country: str, parent: Unit | None, by: Person | None) -> Unit:
    """Adds a unit beneath another, or at the top."""
    _refuse_unless_allowed(by)
    if Unit.objects.filter(code=code).exists():
        raise Refused("accounts.code_taken", _("Another unit has this code."), field="code", status=422)
    fields = {"code": code, "name": name, "kind": kind, "country": country}
    unit: Unit = Unit.objects.add_child(parent, fields) if parent else Unit.objects.add_root(fields)
    trail.record(by, "accounts.unit_added", unit, None, fields | {"parent": parent.code if parent else None})
    return unit


@action
def change_unit(*, unit: Unit, code: str, name: str, kind: str, country: str, by: Person | None) -> Unit:
    """Renames a unit, or corrects its kind or country."""
    _refuse_unless_allowed(by)
    if Unit.objects.filter(code=code).exclude(pk=unit.pk).exists():
        raise Refused("accounts.code_taken", _("Another unit has this code."), field="code", status=422)
    fresh: Unit = Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    old = {field: getattr(fresh, field) for field in FIELDS}
    new = {"code": code, "name": name, "kind": kind, "country": country}
    if old == new:
        return fresh
    for field, value in new.items():
        setattr(fresh, field, value)
    fresh.save(update_fields=list(new))
    trail.record(by, "accounts.unit_changed", fresh, old, new)
    return fresh


def _refuse_unless_allowed(by: Person | None) -> None:
    if by is not None and not rules.can_change_tree(by):
        raise Refused("accounts.beyond_your_bounds", _("Only an administrator of everything changes the organisation."))
