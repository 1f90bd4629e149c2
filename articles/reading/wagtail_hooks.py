from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from .page_links import PublicPageLinks


# After Wagtail's own hook, which registers its handler under the same name.
@hooks.register("register_rich_text_features", order=100)
def register_public_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PublicPageLinks)
