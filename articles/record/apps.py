from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    """What readers have seen: versions, notes, and where they stand."""

    name = "articles.record"
    label = "record"
    verbose_name = _("record")

    def ready(self) -> None:
        from django.core.checks import Tags, register
        from django.db.models.signals import post_delete, post_migrate, post_save, pre_migrate, pre_save
        from wagtail.models import PageViewRestriction
        from wagtail.signals import page_unpublished, post_page_move, pre_page_move

        from articles.models.ports import ports

        from . import addresses, checks, fence, restrictions, schedule, withdraw

        register(checks.fence_stands, Tags.database)
        ports.publish = schedule.publish_from_page
        ports.address_taken = addresses.is_taken
        page_unpublished.connect(withdraw.page_unpublished, dispatch_uid="record.withdraw")
        for signal in (post_save, post_delete):
            signal.connect(
                restrictions.something_changed, sender=PageViewRestriction, dispatch_uid="record.restriction"
            )
        pre_save.connect(
            restrictions.restriction_comes, sender=PageViewRestriction, dispatch_uid="record.restriction.comes"
        )
        pre_page_move.connect(restrictions.page_moves, dispatch_uid="record.moves")
        post_page_move.connect(restrictions.something_changed, dispatch_uid="record.moved")
        pre_migrate.connect(fence.lower, sender=self, dispatch_uid="record.fence.lower")
        post_migrate.connect(fence.raise_again, sender=self, dispatch_uid="record.fence.raise")
