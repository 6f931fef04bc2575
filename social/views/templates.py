"""Pages of templates: found a community with one, keep a space as one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.ui.forms import try_act
from social import actions, rules
from social.forms import FoundForm, TemplateForm
from social.models import SpaceTemplate
from social.patterns import Pattern
from social.queries import pages
from social.queries import templates as queries
from social.queries.standings import standing
from social.views.finding import space_of


def found(request: AuthedRequest) -> HttpResponse:
    """Founds a community, perhaps with a template."""
    offers = queries.offered_to(request.user)
    chosen = queries.offer_called(offers, request.GET.get("template", ""))
    pattern = chosen.pattern if chosen else Pattern("", language=request.user.language)
    form = FoundForm(request.POST or None, initial=_initial(pattern), has_rules=bool(pattern.admits))
    if request.method == "POST":
        fields = ("name", "about", "openness", "language", "vocabulary")
        space, done = try_act(
            form,
            lambda: actions.open_from_template(
                founder=request.user,
                pattern=pattern,
                with_rules=form.cleaned_data.get("with_rules", False),
                **{field: form.cleaned_data[field] for field in fields},
            ),
        )
        if done:
            return redirect("social:space", space.pk)
    context = {
        "form": form,
        "offers": offers,
        "chosen": chosen,
        "pattern": pattern,
        "objects": queries.objects_of(pattern, request.user),
        "may_drop": chosen is not None
        and chosen.kept is not None
        and rules.may_drop_template(request.user, chosen.kept),
    }
    return render(request, "social/space_new.html", context, status=422 if form.errors else 200)


def keep(request: AuthedRequest, pk: int) -> HttpResponse:
    """Keeps a space as a template."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_keep_template(where):
        raise Http404
    openings = [(post.thread_id, post.thread.title) for post in queries.to_keep(where.space)]
    initial = {"name": where.space.name, "threads": [pk for pk, _title in openings]}
    form = TemplateForm(request.POST or None, initial=initial, openings=openings)
    if request.method == "POST":
        template, done = try_act(form, lambda: _keep(request, where, form))
        if done:
            messages.success(request, _("Kept. New communities can begin with it."))
            return redirect(f"/communities/new/?template=kept-{template.pk}")
    pattern = queries.pattern_of(where.space, where.space.name, [])
    context = {**pages.space_head(where, "about"), "form": form, "pattern": pattern}
    return render(request, "social/template_keep.html", context, status=422 if form.errors else 200)


@require_POST
def drop(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a template away."""
    template = get_object_or_404(SpaceTemplate.objects.visible_to(request.user), pk=pk)
    actions.drop_template(template=template, by=request.user)
    messages.success(request, _("The template is gone. Spaces that began with it stay as they are."))
    return redirect("social:space-new")


def _keep(request: AuthedRequest, where: rules.Standing, form: TemplateForm) -> SpaceTemplate:
    said = form.cleaned_data
    return actions.keep_template(
        space=where.space,
        by=request.user,
        name=said["name"],
        threads=said.get("threads", []),
        is_shared=said["is_shared"],
    )


def _initial(pattern: Pattern) -> dict[str, Any]:
    return {
        "openness": pattern.openness,
        "language": pattern.language,
        "about": pattern.about,
        "vocabulary": ", ".join(pattern.words),
    }
