"""Pages by which who leads arranges a space: pins, rules of joining, figures."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.accounts.models import JobRole
from core.accounts.queries import units_in_order
from core.accounts.requests import AuthedRequest
from core.kinds.registry import Ref
from core.ui.forms import try_act
from social import actions, rules
from social.forms import JoinRuleForm
from social.queries import fronts, joining, pages
from social.queries.figures import figures_of
from social.queries.standings import standing
from social.views.finding import space_of


def pins(request: AuthedRequest, pk: int) -> HttpResponse:
    """What stands first, in its order; more is found by its title."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_pin(where):
        raise Http404
    words = request.GET.get("find", "")
    context = {
        "pins": fronts.pinned(where),
        "words": words,
        "found": fronts.to_pin(where, words),
        "most": rules.MOST_PINS,
    }
    return render(request, "social/pins.html", {**pages.space_head(where, ""), **context})


@require_POST
def pin(request: AuthedRequest, pk: int) -> HttpResponse:
    """Puts something first."""
    try:
        ref = Ref.parse(request.POST.get("ref", ""))
    except ValueError:
        raise Http404 from None
    actions.pin(space=space_of(request, pk), by=request.user, ref=ref)
    messages.success(request, _("It stands first on the page of this space."))
    return redirect("social:pins", pk)


@require_POST
def unpin(request: AuthedRequest, pk: int, pin_pk: int) -> HttpResponse:
    """Takes it off."""
    actions.unpin(space=space_of(request, pk), by=request.user, pin_pk=pin_pk)
    return redirect("social:pins", pk)


@require_POST
def move_pin(request: AuthedRequest, pk: int, pin_pk: int) -> HttpResponse:
    """One place up or down."""
    up = request.POST.get("way") == "up"
    actions.move_pin(space=space_of(request, pk), by=request.user, pin_pk=pin_pk, up=up)
    return redirect("social:pins", pk)


def join_rules(request: AuthedRequest, pk: int) -> HttpResponse:
    """Who joins by themselves; a rule is looked at before it is made."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_rule_joining(where):
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET if "unit" in request.GET else None
    form = JoinRuleForm(asked, units=units_in_order(), job_roles=list(JobRole.objects.all()))
    if request.method == "POST":
        _rule, done = try_act(
            form,
            lambda: actions.make_join_rule(
                space=where.space,
                by=request.user,
                unit=form.cleaned_data["unit"],
                job_role=form.cleaned_data["job_role"],
            ),
        )
        if done:
            messages.success(request, _("The rule holds. Those who fit become members in a moment."))
            return redirect("social:join-rules", pk)
    preview = None
    if request.method != "POST" and asked is not None and form.is_valid():
        job_role = form.cleaned_data["job_role"]
        preview = joining.preview_of(where.space, form.cleaned_data["unit"], job_role.pk if job_role else None)
    in_force = where.space.join_rules.select_related("unit", "job_role", "by").order_by("pk")
    context = {**pages.space_head(where, "members"), "form": form, "preview": preview, "in_force": in_force}
    return render(request, "social/join_rules.html", context, status=422 if form.errors else 200)


@require_POST
def drop_join_rule(request: AuthedRequest, pk: int, rule_pk: int) -> HttpResponse:
    """Takes a rule back."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_rule_joining(where):
        raise Http404
    rule = get_object_or_404(where.space.join_rules.select_related("space", "unit", "job_role"), pk=rule_pk)
    actions.drop_join_rule(rule=rule, by=request.user)
    messages.success(request, _("The rule is gone. Who came by it stays."))
    return redirect("social:join-rules", pk)


def figures(request: AuthedRequest, pk: int) -> HttpResponse:
    """How the talk went in the last ninety days."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_see_figures(where):
        raise Http404
    context = {"figures": figures_of(where.space), "fewest": rules.FEWEST_FOR_FIGURES}
    return render(request, "social/figures.html", {**pages.space_head(where, "figures"), **context})
