"""Addresses of studies and study groups."""

from django.urls import path

from tutoring.views import group_parts, groups, importing, picos, studies

app_name = "tutoring"
urlpatterns = [
    path("studies/", studies.studies, name="studies"),
    path("studies/import/", importing.study_import, name="study-import"),
    path("studies/import/look/", importing.study_import_look, name="study-import-look"),
    path("studies/<int:pk>/", studies.study, name="study"),
    path("studies/<int:pk>/pico/", picos.study_pico, name="study-pico"),
    path("studies/<int:pk>/record/<int:number>/", studies.record, name="study-record"),
    path("studies/<int:pk>/plots/<slug:key>.svg", studies.plot, name="study-plot"),
    path("study-groups/", groups.groups, name="groups"),
    path("study-groups/new/", groups.new, name="group-new"),
    path("study-groups/<int:pk>/", groups.group, name="group"),
    path("study-groups/<int:pk>/edit/", groups.edit, name="group-edit"),
    path("study-groups/<int:pk>/state/", groups.state, name="group-state"),
    path("study-groups/<int:pk>/members/add/", group_parts.member_add, name="group-member-add"),
    path(
        "study-groups/<int:pk>/members/<int:person_pk>/remove/", group_parts.member_remove, name="group-member-remove"
    ),
    path("study-groups/<int:pk>/studies/add/", group_parts.study_add, name="group-study-add"),
    path("study-groups/<int:pk>/studies/<int:study_pk>/remove/", group_parts.study_remove, name="group-study-remove"),
    path("study-groups/<int:pk>/steps/add/", group_parts.step_add, name="group-step-add"),
    path("study-groups/<int:pk>/steps/<int:step_pk>/remove/", group_parts.step_remove, name="group-step-remove"),
]
