"""Addresses of the search."""

from django.urls import path

from core.search import views

app_name = "search"
urlpatterns = [
    path("", views.results, name="results"),
    path("quick/", views.quick, name="quick"),
    path("complete/", views.complete, name="complete"),
]
