"""Pages of study groups: find them, read one, open one, change one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.ui.forms import try_act
from tutoring import actions, rules
from tutoring.forms import ConclusionsForm, GroupForm, GroupStudyForm, MemberForm, StepForm
from tutoring.models import StudyGroup
from tutoring.queries.groups import group_page, my_groups


@require_safe
def groups(request: AuthedRequest) -> HttpResponse:
    """The person's groups: those alive, or with `?over=1` those that are over."""
    over = request.GET.get("over") == "1"
    context = {
        "groups": my_groups(request.user, over=over),
        "over": over,
        "may_open": rules.can_open_group(request.user),
    }
    return render(request, "tutoring/groups.html", context)


@require_safe
def group(request: AuthedRequest, pk: int) -> HttpResponse:
    """One group."""
    shown = group_of(request, pk)
    context = group_page(request.user, shown)
    if context["may_change"]:
        context["member_form"] = MemberForm(seen_by=request.user)
        context["study_form"] = GroupStudyForm(group=shown, seen_by=request.user)
        context["step_form"] = StepForm()
    if "closed" in context["may_move"]:
        context["conclusions_form"] = ConclusionsForm()
    return render(request, "tutoring/group.html", context)


def new(request: AuthedRequest) -> HttpResponse:
    """Opens a group."""
    if not rules.can_open_group(request.user):
        raise Refused("tutoring.may_not_open_group", _("Only tutors open study groups."))
    form = GroupForm(request.POST or None, seen_by=request.user, initial={"language": request.user.language})
    if request.method == "POST":
        opened, done = try_act(form, lambda: actions.open_group(tutor=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("The group is open. Let people in and choose its studies."))
            return redirect(opened)
    return render(request, "tutoring/group_form.html", {"form": form}, status=422 if form.errors else 200)


def edit(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes a group."""
    shown = group_to_change(request, pk)
    form = GroupForm(request.POST or None, seen_by=request.user, initial=_initial(shown))
    if request.method == "POST":
        _group, done = try_act(form, lambda: actions.change_group(group=shown, by=request.user, **_given(form)))
        if done:
            return redirect(shown)
    context = {"form": form, "group": shown}
    return render(request, "tutoring/group_form.html", context, status=422 if form.errors else 200)


@require_POST
def state(request: AuthedRequest, pk: int) -> HttpResponse:
    """Starts, closes, reopens or archives a group."""
    shown = group_of(request, pk)
    conclusions = request.POST.get("conclusions", "")[:8000]
    actions.move_group(group=shown, by=request.user, to=request.POST.get("state", ""), conclusions=conclusions)
    return redirect(shown)


def group_of(request: AuthedRequest, pk: int) -> StudyGroup:
    """A group that the person sees, or 404."""
    found = StudyGroup.objects.visible_to(request.user).select_related("space", "tutor", "co_tutor")
    return get_object_or_404(found, pk=pk)


def group_to_change(request: AuthedRequest, pk: int) -> StudyGroup:
    """A group that the person may change: 404 for who does not see it, 403 for who may not."""
    found = group_of(request, pk)
    if not rules.can_change_group(request.user, found):
        raise Refused("tutoring.may_not_change_group", _("Only the group's tutors change it, until it is closed."))
    return found


def _initial(group: StudyGroup) -> dict[str, object]:
    return {
        "name": group.space.name,
        "about": group.space.about,
        "language": group.space.language,
        "co_tutor": group.co_tutor.email if group.co_tutor else "",
        "begins_on": group.begins_on,
        "ends_on": group.ends_on,
    }


def _given(form: GroupForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "key"}
