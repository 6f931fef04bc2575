"""Addresses of files."""

from django.urls import path

from core.files import views

app_name = "files"
urlpatterns = [
    path("", views.upload, name="upload"),
    path("<int:pk>/", views.read_file, name="file"),
    path("<int:pk>/thumbnail/", views.read_thumbnail, name="thumbnail"),
    path("<int:pk>/picture/<int:side>/", views.read_picture, name="picture"),
    path("<int:pk>/describe/", views.describe, name="describe"),
    path("<int:pk>/delete/", views.delete, name="delete"),
]
