"""Addresses of studies and study groups."""

from django.urls import path

from tutoring.views import importing, picos, studies

app_name = "tutoring"
urlpatterns = [
    path("studies/", studies.studies, name="studies"),
    path("studies/import/", importing.study_import, name="study-import"),
    path("studies/import/look/", importing.study_import_look, name="study-import-look"),
    path("studies/<int:pk>/", studies.study, name="study"),
    path("studies/<int:pk>/pico/", picos.study_pico, name="study-pico"),
    path("studies/<int:pk>/record/<int:number>/", studies.record, name="study-record"),
    path("studies/<int:pk>/plots/<slug:key>.svg", studies.plot, name="study-plot"),
]
