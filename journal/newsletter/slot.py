"""What the sign-up slot of an article, and any other sign-up form, is filled with."""

from . import wording


def sign_up(heading: str, text: str, *, source: str, block: str, form_id: str) -> dict:
    """Context of `components/sign_up.html` for a form with these words.

    `source` is the path of the page, `block` the id of the block in it: both are sent with
    the form, so that the words can be looked up again. `form_id` keeps ids apart where a page has several forms.
    """
    return {
        "heading": heading,
        "text": text,
        "source": wording.clean_source(source),
        "block": wording.clean_block(block),
        "form_id": form_id,
        "band": False,
    }
