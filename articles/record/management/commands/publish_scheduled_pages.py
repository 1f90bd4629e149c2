"""The former name of Wagtail's command `publish_scheduled`."""

from .publish_scheduled import Command

__all__ = ["Command"]
