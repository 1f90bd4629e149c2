"""URLs of corrections in Wagtail's admin, under /admin/corrections/."""

from django.urls import path

from .views.acts import ActListView, ActView
from .views.notes import DiscardPendingNoteView, NoteView
from .views.pictures import picture
from .views.privacy import MoveAcrossView, OpenView, PrivateView
from .views.review import ReviewView
from .views.withdrawal import WithdrawView

app_name = "corrections"
urlpatterns = [
    path("<int:pk>/note/", NoteView.as_view(), name="note"),
    path("<int:pk>/private/", PrivateView.as_view(), name="private"),
    path("<int:pk>/open/", OpenView.as_view(), name="open"),
    path("<int:pk>/move/<int:target>/", MoveAcrossView.as_view(), name="move"),
    path("<int:pk>/review/", ReviewView.as_view(), name="review"),
    path("<int:pk>/pictures/<str:name>", picture, name="picture"),
    path("acts/", ActListView.as_view(), name="acts"),
    path("acts/<uuid:pk>/", ActView.as_view(), name="act"),
    path("withdraw/", WithdrawView.as_view(), name="withdraw"),
    path("waiting/<int:pk>/discard/", DiscardPendingNoteView.as_view(), name="discard"),
]
