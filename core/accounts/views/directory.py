"""Finding colleagues."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.accounts import rules, zones
from core.accounts.forms import DirectoryFilter
from core.accounts.models import JobRole, Person
from core.accounts.queries import find, units_in_order
from core.accounts.requests import AuthedRequest
from core.ui.paging import keyset


def directory(request: AuthedRequest) -> HttpResponse:
    """Everybody I may meet, by words, unit, country, job role, role."""
    units, job_roles = units_in_order(), list(JobRole.objects.all())
    form = DirectoryFilter(request.GET, units=units, job_roles=job_roles)
    people = find(Person.objects.visible_to(request.user), form.wish(), units, job_roles)
    page = keyset(people.select_related("unit", "job_role"), request, by=["sought", "pk"])
    context = {
        "form": form,
        "page": page,
        "is_narrowed": form.is_narrowed(),
        "can_manage": rules.is_administrator(request.user),
    }
    return render(request, "accounts/directory.html", context)


def person(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who somebody is, where they belong, what time it is there."""
    colleagues = Person.objects.visible_to(request.user)
    person = get_object_or_404(colleagues.select_related("unit", "job_role"), pk=pk)
    context = {
        "person": person,
        "zone": zones.of(person.zone),
        "is_me": person == request.user,
        "manager": colleagues.filter(pk=person.manager_id or 0).first(),
        "reports": colleagues.filter(manager=person).select_related("job_role").by_name()[:30],
        "can_administer": rules.is_administrator(request.user) and rules.can_administer(request.user, person),
    }
    return render(request, "accounts/person.html", context)


def me(request: AuthedRequest) -> HttpResponse:
    """My own page, as others see it."""
    return redirect("accounts:person", pk=request.user.pk)
