"""Addresses of the library."""

from django.urls import path

from core.library.views import catalogue, contributors, editing, life, objects, versions

app_name = "library"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("drafts/", catalogue.drafts, name="drafts"),
    path("new/", editing.start, name="object-new"),
    path("<int:pk>/", objects.show, name="object"),
    path("<int:pk>/edit/", editing.edit, name="edit"),
    path("<int:pk>/edit/keep/", editing.keep, name="draft-keep"),
    path("<int:pk>/describe/", editing.describe, name="describe"),
    path("<int:pk>/uses/", objects.uses, name="uses"),
    path("<int:pk>/preview/", objects.preview, name="preview"),
    path("<int:pk>/publish/", life.publish, name="publish"),
    path("<int:pk>/draft/discard/", life.discard, name="draft-discard"),
    path("<int:pk>/retire/", life.retire, name="retire"),
    path("<int:pk>/bring-back/", life.bring_back, name="bring-back"),
    path("<int:pk>/contributors/", contributors.contributors, name="contributors"),
    path("<int:pk>/contributors/<int:contributor_pk>/remove/", contributors.remove, name="contributor-remove"),
    path("<int:pk>/versions/", versions.versions, name="versions"),
    path("<int:pk>/versions/compare/", versions.compare, name="compare"),
    path("<int:pk>/versions/<int:number>/", versions.show, name="version"),
]
