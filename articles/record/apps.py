from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    """The record: versions and notes of published articles, and the index by which they are found."""

    name = "articles.record"
    label = "record"
    verbose_name = _("record")

    def ready(self) -> None:
        from django.core.checks import Tags, register
        from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate, pre_save
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_unpublished, post_page_move, pre_page_move

        from articles.models.ports import ports

        from . import (
            addresses,
            checks,
            entry_points,
            page_passwords,
            restrictions,
            triggers,
            wagtail_schedule,
            waiting_pictures,
        )
        from .models import Act
        from .privacy import receivers

        register(checks.check_triggers, Tags.database)
        ports.publish = entry_points.publish_page
        ports.address_taken = addresses.is_address_taken
        post_delete.connect(waiting_pictures.delete_after_act, sender=Act, dispatch_uid="record.act_deleted")
        page_unpublished.connect(wagtail_schedule.withdraw_unpublished, dispatch_uid="record.withdraw")
        for signal in (post_save, post_delete):
            signal.connect(receivers.update_after_change, sender=PageViewRestriction, dispatch_uid="record.restriction")
        pre_save.connect(
            page_passwords.hash_before_save, sender=PageViewRestriction, dispatch_uid="record.page_password"
        )
        pre_save.connect(
            restrictions.hide_before_restriction, sender=PageViewRestriction, dispatch_uid="record.restriction.comes"
        )
        pre_page_move.connect(restrictions.hide_before_move, dispatch_uid="record.moves")
        post_page_move.connect(receivers.update_after_change, dispatch_uid="record.moved")
        pre_migrate.connect(triggers.drop_before_migrations, sender=self, dispatch_uid="record.fence.lower")
        post_migrate.connect(triggers.install_after_migrations, sender=self, dispatch_uid="record.fence.raise")
