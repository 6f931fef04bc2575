"""The organisation as a tree."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.accounts import actions, rules
from core.accounts.forms import UnitForm
from core.accounts.models import Unit
from core.accounts.queries import units_in_order, with_numbers
from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act


def units(request: AuthedRequest) -> HttpResponse:
    """Every unit with its people."""
    if not rules.is_administrator(request.user):
        raise Http404
    rows = with_numbers(units_in_order())
    return render(
        request, "accounts/admin_units.html", {"rows": rows, "can_change": rules.can_change_tree(request.user)}
    )


def unit_new(request: AuthedRequest) -> HttpResponse:
    """Adds a unit."""
    _refuse_others(request)
    form = UnitForm(request.POST or None)
    if request.method == "POST":
        unit, done = try_act(form, lambda: actions.add_unit(by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("%(unit)s is added.") % {"unit": unit.name})
            return redirect("accounts:admin-units")
    return render(request, "accounts/admin_unit.html", {"form": form}, status=422 if form.is_bound else 200)


def unit(request: AuthedRequest, pk: int) -> HttpResponse:
    """Corrects a unit."""
    _refuse_others(request)
    unit = get_object_or_404(Unit, pk=pk)
    form = UnitForm(request.POST or None, unit=unit)
    if request.method == "POST":
        _answer, done = try_act(form, lambda: actions.change_unit(unit=unit, by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("The changes are saved."))
            return redirect("accounts:admin-units")
    return render(
        request, "accounts/admin_unit.html", {"form": form, "unit": unit}, status=422 if form.is_bound else 200
    )


def _refuse_others(request: AuthedRequest) -> None:
    if not rules.can_change_tree(request.user):
        raise Http404
