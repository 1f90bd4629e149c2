from django.urls import path

from .desk import DiscardView, NoteView

app_name = "corrections"
urlpatterns = [
    path("<int:pk>/note/", NoteView.as_view(), name="note"),
    path("waiting/<int:pk>/discard/", DiscardView.as_view(), name="discard"),
]
