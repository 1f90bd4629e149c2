from django.urls import path

from .desk import DiscardView, NoteView
from .review import ReviewView
from .withdrawal import WithdrawView

app_name = "corrections"
urlpatterns = [
    path("<int:pk>/note/", NoteView.as_view(), name="note"),
    path("<int:pk>/review/", ReviewView.as_view(), name="review"),
    path("withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("waiting/<int:pk>/discard/", DiscardView.as_view(), name="discard"),
]
