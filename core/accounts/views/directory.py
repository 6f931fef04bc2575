"""Finding colleagues."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from core.accounts import rules, zones
from core.accounts.forms import DirectoryFilter
from core.accounts.models import JobRole, Person
from core.accounts.models.profiles import language_name
from core.accounts.queries import MANAGERS, find, managers_above, units_above, units_in_order
from core.accounts.requests import AuthedRequest
from core.ui.paging import keyset


def directory(request: AuthedRequest) -> HttpResponse:
    """Everybody I may meet, by words, unit, country, job role, role, language."""
    units, job_roles = units_in_order(), list(JobRole.objects.all())
    form = DirectoryFilter(request.GET, units=units, job_roles=job_roles)
    people = find(Person.objects.visible_to(request.user), form.wish(), units, job_roles)
    page = keyset(people.with_profile(), request, by=["sought", "pk"])
    context = {
        "form": form,
        "page": page,
        "is_narrowed": form.is_narrowed(),
        "can_manage": rules.is_administrator(request.user),
    }
    return render(request, "accounts/directory.html", context)


def person(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who somebody is, what to ask them, where they belong, what time it is there; of who has left, only that."""
    colleagues = Person.objects.visible_to(request.user)
    known = Person.objects.known_to(request.user).with_profile().select_related(MANAGERS)
    person = get_object_or_404(known, pk=pk)
    if not person.is_active:
        return render(request, "accounts/person_left.html", {"person": person})
    context = {
        "person": person,
        "zone": zones.of(person.zone),
        "is_me": person == request.user,
        "languages": [language_name(code) for code in person.languages],
        "units": units_above(person.unit),
        "managers": managers_above(person, request.user),
        "reports": colleagues.filter(manager=person).select_related("job_role").by_name()[:30],
        "can_administer": rules.is_administrator(request.user) and rules.can_administer(request.user, person),
    }
    return render(request, "accounts/person.html", context)


def me(request: AuthedRequest) -> HttpResponse:
    """My own page, as others see it."""
    return redirect("accounts:person", pk=request.user.pk)
