"""URLs of the stored e-mails, below /dev/mail/."""

from django.urls import path

from . import views

app_name = "devmail"

urlpatterns = [
    path("", views.mail_list, name="list"),
    path("<str:name>/<int:number>/", views.mail_page, name="mail"),
    path("<str:name>/<int:number>/html/", views.mail_html, name="html"),
]
