"""The form of an image of the library."""

import struct
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from articles.pictures import UnreadablePicture, check_pixels, clean_picture

# Pillow's errors for incomplete files.
INCOMPLETE = (UnreadablePicture, OSError, SyntaxError, ValueError, struct.error)


class WholePictureField(WagtailImageField):
    """Wagtail's field, which shows a message for an incomplete file instead of failing, and accepts only pictures that
    can be cleaned."""

    default_error_messages = {
        "incomplete": _("This file is damaged or incomplete. Save it again in an image editor, and upload it then.")
    }

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                check_pixels(clean_picture(file.read()))
                file.seek(0)
        except INCOMPLETE as error:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete") from error
        return file


class ImageForm(BaseImageForm):
    """The form of every view that uploads images."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholePictureField(
                required=field.required, label=field.label, initial=field.initial, widget=field.widget
            )
