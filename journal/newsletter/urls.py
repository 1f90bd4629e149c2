"""The addresses of sign-up; all of them stand below /newsletter/."""

from django.urls import path

from . import views

app_name = "newsletter"

urlpatterns = [
    path("", views.sign_up, name="sign_up"),
    path("check/", views.check, name="check"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("leave/<str:token>/", views.leave, name="leave"),
]
