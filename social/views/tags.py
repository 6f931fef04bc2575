"""Pages of tags: what carries one, putting them on, keeping the vocabulary."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.accounts.requests import AuthedRequest
from core.acts.refusals import Refused, refuse_unless
from core.ui.forms import try_act
from core.ui.paging import keyset
from social import actions, rules
from social.forms import MergeForm, TagForm, TagsForm
from social.models import Tag
from social.models.tags import slug_of
from social.queries import pages
from social.queries import tags as queries
from social.queries.reading import lines
from social.registries import terms_of
from social.views.finding import thread_of


def read(request: AuthedRequest, slug: str) -> HttpResponse:
    """The talks with a tag, of all my spaces. A tag that stands on none of them does not exist for me."""
    tag = get_object_or_404(Tag, slug=slug)
    page = keyset(queries.threads_tagged(request.user, slug), request, by="-last_post_at")
    if not page:
        raise Http404
    context = {
        "tag": tag,
        "page": page,
        "lines": lines(page.items),
        "may_keep": rules.may_keep_vocabulary(request.user),
    }
    return render(request, "social/tag.html", context)


def of_thread(request: AuthedRequest, pk: int) -> HttpResponse:
    """Changes the tags of a talk."""
    thread = thread_of(request, pk)
    standing = ", ".join(word for _slug, word in thread.shown_tags)
    form = TagsForm(request.POST or None, initial={"tags": standing})
    if request.method == "POST":
        _thread, done = try_act(
            form, lambda: actions.tag_thread(thread=thread, by=request.user, words=form.cleaned_data["tags"])
        )
        if done:
            return redirect("social:thread", pk)
    terms = terms_of(thread.subject_ref)
    context = {"form": form, "thread": thread, "terms": terms, "crumbs": pages.crumbs(thread.space, thread)}
    return render(request, "social/thread_tags.html", context, status=422 if form.errors else 200)


def offered(request: AuthedRequest) -> JsonResponse:
    """Tags as somebody types: those of my spaces, the most used first."""
    items = queries.offered(request.user, request.GET.get("q", ""))
    for item in items:
        item["note"] = (
            ngettext("%(n)s talk", "%(n)s talks", item["count"]) % {"n": item["count"]} if item["count"] else ""
        )
    return JsonResponse({"items": items})


def manage(request: AuthedRequest) -> HttpResponse:
    """All tags, for who keeps the vocabulary."""
    _refuse(request)
    words = request.GET.get("q", "")
    page = keyset(queries.all_tags(words), request, by="slug")
    return render(request, "social/tags.html", {"page": page, "words": words})


def one(request: AuthedRequest, pk: int) -> HttpResponse:
    """Renames a tag; merges it into another."""
    _refuse(request)
    tag = get_object_or_404(Tag, pk=pk)
    initial = {"en": tag.label.get("en"), "fr": tag.label.get("fr"), "kind": tag.kind}
    form = TagForm(request.POST or None, initial=initial)
    if request.method == "POST":
        _tag, done = try_act(form, lambda: actions.rename_tag(tag=tag, by=request.user, **form.cleaned_data))
        if done:
            messages.success(request, _("Saved."))
            return redirect("social:tags")
    return _one(request, tag, form, MergeForm())


@require_POST
def merge(request: AuthedRequest, pk: int) -> HttpResponse:
    """Merges a tag into another."""
    _refuse(request)
    tag, form = get_object_or_404(Tag, pk=pk), MergeForm(request.POST)
    into, done = try_act(
        form, lambda: actions.merge_tags(tag=tag, into=_named(form.cleaned_data["into"]), by=request.user)
    )
    if done:
        messages.success(request, _("Merged into “%s”.") % into.word)
        return redirect("social:tags")
    initial = {"en": tag.label.get("en"), "fr": tag.label.get("fr"), "kind": tag.kind}
    return _one(request, tag, TagForm(initial=initial), form)


def _one(request: AuthedRequest, tag: Tag, form: TagForm, merging: MergeForm) -> HttpResponse:
    status = 422 if form.errors or merging.errors else 200
    return render(request, "social/tag_edit.html", {"tag": tag, "form": form, "merging": merging}, status=status)


def _named(word: str) -> Tag:
    tag = Tag.objects.named(slug_of(word)).order_by("pk").first()
    if tag is None:
        raise Refused("social.no_such_tag", _("There is no tag of that name."), field="into", status=422)
    return tag


def _refuse(request: AuthedRequest) -> None:
    sentence = _("Only the training department renames and merges tags.")
    refuse_unless(rules.may_keep_vocabulary(request.user), "social.may_not_keep_vocabulary", sentence)
