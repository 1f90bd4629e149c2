"""The road of Wagtail's API: should anyone mount it, publishing an article there leads to the service too."""

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from articles.models import ArticlePage

from .schedule import publish_from_page


class PublishThroughRecord(PublishPageRevisionAction):
    """Publishes articles through the service, other pages as Wagtail does."""

    def execute(self, skip_permission_checks=False):
        if not isinstance(self.object, ArticlePage):
            return super().execute(skip_permission_checks=skip_permission_checks)
        return publish_from_page(
            self.object,
            self.revision,
            user=self.user,
            changed=self.changed,
            log_action=self.log_action,
            previous_revision=self.previous_revision,
            skip_permission_checks=skip_permission_checks,
        )


def register_publish_action(registry) -> None:
    registry.register(Page, PublishThroughRecord)
