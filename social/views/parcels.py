"""Pages by which a space leaves as a file, and comes in as one."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused
from core.files.uploads import refuse_cut
from core.ui.forms import try_act
from social import actions, rules
from social.forms import BringForm, WantForm
from social.models import SpaceExport, SpaceImport
from social.queries import pages
from social.queries.importing import faults_of
from social.queries.standings import standing
from social.space_file.parcel import place_of
from social.views.finding import space_of


def exports(request: AuthedRequest, pk: int) -> HttpResponse:
    """The files of a space that I asked for; asks for another."""
    where = standing(request.user, space_of(request, pk))
    if not rules.may_export(where):
        raise Http404
    if request.method == "POST":
        actions.ask_export(space=where.space, by=request.user)
        messages.success(request, _("It is being written. You are told when it lies ready."))
        return redirect("social:space-exports", pk)
    mine = SpaceExport.objects.visible_to(request.user).filter(space=where.space).order_by("-pk")[:10]
    context = {**pages.space_head(where, ""), "exports": list(mine)}
    template = "social/_exports.html" if request.htmx else "social/space_exports.html"
    return render(request, template, context)


@require_safe
def fetch(request: AuthedRequest, pk: int, export_pk: int) -> HttpResponseBase:
    """The file, for who asked and while they may."""
    where = standing(request.user, space_of(request, pk))
    mine = SpaceExport.objects.visible_to(request.user).filter(space=where.space)
    export = get_object_or_404(mine.select_related("space"), pk=export_pk)
    try:
        path = place_of(actions.file_to_fetch(export, request.user))
        answer = FileResponse(path.open("rb"), as_attachment=True, filename=_file_name(export))
    except FileNotFoundError as error:
        raise Http404 from error
    except Refused as refusal:
        messages.error(request, str(refusal.text))
        return redirect("social:space-exports", pk)
    if request.method == "GET":
        actions.note_fetched(export=export, by=request.user)
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Encoding"] = "identity"
    return answer


def imports(request: AuthedRequest) -> HttpResponse:
    """Brings the file of a space; the files that I brought."""
    if not rules.may_import(request.user):
        raise Http404
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST":
        refuse_cut(request)
        brought, done = try_act(form, lambda: actions.bring_file(by=request.user, upload=form.cleaned_data["file"]))
        if done:
            return redirect("social:space-import", brought.pk)
    mine = SpaceImport.objects.visible_to(request.user).select_related("space").order_by("-pk")[:10]
    return render(
        request, "social/space_imports.html", {"form": form, "mine": mine}, status=422 if form.errors else 200
    )


def one_import(request: AuthedRequest, pk: int) -> HttpResponse:
    """What a file would bring, or has brought; wants it."""
    if not rules.may_import(request.user):
        raise Http404
    brought = get_object_or_404(SpaceImport.objects.visible_to(request.user).select_related("space"), pk=pk)
    form = WantForm(request.POST or None, initial={"name": brought.report.get("name", "")})
    if request.method == "POST":
        _wanted, done = try_act(
            form, lambda: actions.want_import(brought=brought, by=request.user, name=form.cleaned_data["name"])
        )
        if done:
            return redirect("social:space-import", pk)
    context = {"brought": brought, "form": form, "faults": faults_of(brought), "report": brought.report}
    if request.htmx and brought.is_under_way:
        return render(request, "social/_import_state.html", context)
    response = render(request, "social/space_import.html", context, status=422 if form.errors else 200)
    if request.htmx:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
def drop_import(request: AuthedRequest, pk: int) -> HttpResponse:
    """Takes a file away that is not wanted after all."""
    if not rules.may_import(request.user):
        raise Http404
    brought = get_object_or_404(SpaceImport.objects.visible_to(request.user), pk=pk)
    actions.drop_import(brought=brought, by=request.user)
    return redirect("social:space-imports")


def _file_name(export: SpaceExport) -> str:
    return f"{slugify(export.space.name) or 'space'}-{export.asked_at:%Y-%m-%d}.zip"
