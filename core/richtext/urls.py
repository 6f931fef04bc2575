"""Addresses that help to write."""

from django.urls import path

from core.richtext import views

app_name = "richtext"
urlpatterns = [
    path("symbols/", views.symbols, name="symbols"),
    path("formula/", views.formula, name="formula"),
]
