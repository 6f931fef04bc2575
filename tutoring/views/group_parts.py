"""What a group is made of: people, studies, steps of its plan."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from core.accounts.models import Person
from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from tutoring import actions
from tutoring.forms import GroupStudyForm, MemberForm, StepForm
from tutoring.models import StudyGroup
from tutoring.queries.groups import group_page
from tutoring.views.groups import group_to_change


@require_POST
def member_add(request: AuthedRequest, pk: int) -> HttpResponse:
    """Lets somebody in."""
    group = group_to_change(request, pk)
    form = MemberForm(request.POST, seen_by=request.user)
    act = lambda: actions.add_to_group(group=group, tutor=request.user, **form.cleaned_data)  # noqa: E731
    return _answer(request, group, "member_form", form, act)


@require_POST
def member_remove(request: AuthedRequest, pk: int, person_pk: int) -> HttpResponse:
    """Ends a membership."""
    group = group_to_change(request, pk)
    person = get_object_or_404(Person.objects.filter(memberships__space=group.space_id), pk=person_pk)
    actions.remove_from_group(group=group, tutor=request.user, person=person)
    return redirect(group)


@require_POST
def study_add(request: AuthedRequest, pk: int) -> HttpResponse:
    """Puts a study on the list."""
    group = group_to_change(request, pk)
    form = GroupStudyForm(request.POST, group=group, seen_by=request.user)
    act = lambda: actions.add_study(group=group, tutor=request.user, **form.cleaned_data)  # noqa: E731
    return _answer(request, group, "study_form", form, act)


@require_POST
def study_remove(request: AuthedRequest, pk: int, study_pk: int) -> HttpResponse:
    """Takes a study off the list."""
    group = group_to_change(request, pk)
    actions.remove_study(group=group, tutor=request.user, study=get_object_or_404(group.studies, pk=study_pk))
    return redirect(group)


@require_POST
def step_add(request: AuthedRequest, pk: int) -> HttpResponse:
    """Adds to the reading plan."""
    group = group_to_change(request, pk)
    form = StepForm(request.POST)
    act = lambda: actions.add_step(group=group, tutor=request.user, **form.cleaned_data)  # noqa: E731
    return _answer(request, group, "step_form", form, act)


@require_POST
def step_remove(request: AuthedRequest, pk: int, step_pk: int) -> HttpResponse:
    """Takes a step off the reading plan."""
    group = group_to_change(request, pk)
    actions.remove_step(group=group, tutor=request.user, step=get_object_or_404(group.steps, pk=step_pk))
    return redirect(group)


def _answer(
    request: AuthedRequest, group: StudyGroup, name: str, form: forms.Form, act: Callable[[], Any]
) -> HttpResponse:
    """The group's page after the deed, or again with the form that was not right."""
    _made, done = try_act(form, act)
    if done:
        return redirect(group)
    context = group_page(request.user, group)
    context.update(
        member_form=MemberForm(seen_by=request.user),
        study_form=GroupStudyForm(group=group, seen_by=request.user),
        step_form=StepForm(),
    )
    return render(request, "tutoring/group.html", {**context, name: form}, status=422)
