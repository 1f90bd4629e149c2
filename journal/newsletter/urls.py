"""URLs of the newsletter, below /newsletter/."""

from django.urls import path

from . import views

app_name = "newsletter"

urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("check/", views.check_mail, name="check"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("leave/<str:token>/", views.unsubscribe, name="leave"),
]
