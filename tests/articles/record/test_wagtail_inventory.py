"""An inventory of everything in Wagtail that touches pages, with the test of what it does to published articles.

It fails when a Wagtail release adds an action, command, URL or bulk action, so that a developer looks at it first.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
import wagtail.actions
import wagtail.management.commands
from django.core.management import get_commands
from wagtail.admin.urls import pages as page_urls
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

HERE = Path(__file__).parent

HARMLESS = "changes no published article, or only reads"

ACTIONS = {
    "PublishPageRevisionAction": "test_calling_wagtails_publish_action_directly_is_rejected_by_a_trigger",
    "PublishRevisionAction": "test_calling_wagtails_publish_action_directly_is_rejected_by_a_trigger",
    "UnpublishPageAction": "test_unpublishing_by_code_or_expiry_withdraws_without_a_reason",
    "UnpublishAction": "test_unpublishing_by_code_or_expiry_withdraws_without_a_reason",
    "DeletePageAction": "test_deleting_a_published_article_or_its_journal_is_refused_with_a_message",
    "DeleteAction": "test_deleting_a_published_article_by_code_or_queryset_is_refused",
    "CopyPageAction": "test_a_copied_article_is_a_draft_without_address_or_version",
    "CreatePageAliasAction": "test_an_alias_of_an_article_is_refused_with_a_message",
    "ConvertAliasPageAction": HARMLESS,
    "CopyForTranslationAction": HARMLESS,
    "CopyPageForTranslationAction": ("test_a_translated_copy_is_a_draft_that_is_refused_outside_a_site"),
    "MovePageAction": "test_moving_an_article_or_its_journal_keeps_the_published_address",
    "RevertToPageRevisionAction": "test_publishing_an_old_revision_in_the_editor_leads_to_the_review",
    "RevertToRevisionAction": HARMLESS,
    "CreateAction": HARMLESS,
    "CreatePageAction": "test_a_new_article_is_never_live",
    "EditAction": HARMLESS,
    "EditPageAction": "test_saving_the_page_changes_the_draft_only",
    "BaseAction": HARMLESS,
}
COMMANDS_TEST = "test_wagtails_commands_do_not_change_the_record"
COMMANDS = {
    "publish_scheduled": "test_a_scheduled_first_publication_is_published_through_the_record_when_due",
    "publish_scheduled_pages": "test_a_scheduled_first_publication_is_published_through_the_record_when_due",
    "purge_revisions": COMMANDS_TEST,
    "fixtree": COMMANDS_TEST,
    "set_url_paths": COMMANDS_TEST,
    "move_pages": "test_moving_pages_by_command_keeps_the_published_address",
    "update_index": COMMANDS_TEST,
    "wagtail_update_index": COMMANDS_TEST,
    "rebuild_references_index": COMMANDS_TEST,
    "wagtail_update_image_renditions": COMMANDS_TEST,
    "create_log_entries_from_revisions": COMMANDS_TEST,
    "show_references_index": HARMLESS,
    "api_tokens": HARMLESS,
    "convert_mariadb_uuids": HARMLESS,
    "enable_fuzzystrmatch": HARMLESS,
    "enable_trigram": HARMLESS,
    "enable_unaccent": HARMLESS,
    "import_redirects": HARMLESS,
    "purge_embeds": HARMLESS,
}
UNPUBLISHING = "test_unpublishing_in_the_admin_asks_for_cause_and_reason"
DRAFT_WORK = "test_locking_reordering_and_autosaving_change_nothing_for_readers"
URLS = {
    "add": "test_publishing_in_the_create_view_makes_version_1",
    "edit": "test_publishing_a_live_article_in_the_editor_leads_to_the_review_and_keeps_the_draft",
    "delete": "test_deleting_a_published_article_or_its_journal_is_refused_with_a_message",
    "unpublish": UNPUBLISHING,
    "move_confirm": "test_moving_an_article_or_its_journal_keeps_the_published_address",
    "copy": "test_a_copied_article_is_a_draft_without_address_or_version",
    "set_page_position": DRAFT_WORK,
    "workflow_action": "test_an_approved_change_of_a_live_article_needs_attention_until_it_is_reviewed",
    "set_privacy": "test_a_private_journal_asks_for_a_login_on_pages_and_versions",
    "lock": DRAFT_WORK,
    "unlock": DRAFT_WORK,
    "revisions_revert": "test_publishing_an_old_revision_in_the_editor_leads_to_the_review",
    "revisions_unschedule": "test_a_scheduled_first_publication_is_published_through_the_record_when_due",
    **dict.fromkeys(
        [
            "preview_on_add", "type_use", "choose_parent", "type_use_results", "usage", "preview_on_edit", "view_draft",
            "add_subpage", "convert_alias", "search", "search_results", "move", "collect_workflow_action_data",
            "confirm_workflow_cancellation", "workflow_preview", "revisions_index", "revisions_view",
            "revisions_compare", "workflow_history", "workflow_history_detail", "history", "history_results",
        ],
        HARMLESS,
    ),
}  # fmt: skip  # a list of words, several a line
BULK_ACTIONS = {
    "publish": "test_bulk_publishing_with_one_live_article_is_refused_as_a_whole",
    "unpublish": UNPUBLISHING,
    "delete": "test_bulk_deleting_published_articles_is_refused_with_a_message",
    "move": "test_moving_an_article_or_its_journal_keeps_the_published_address",
}


def actions() -> set[str]:
    found = set()
    for module_info in pkgutil.iter_modules(wagtail.actions.__path__):
        module = importlib.import_module(f"wagtail.actions.{module_info.name}")
        found |= {
            name
            for name, thing in inspect.getmembers(module, inspect.isclass)
            if thing.__module__ == module.__name__ and name.endswith("Action")
        }
    return found


def commands() -> set[str]:
    """Wagtail's commands, also those that the record replaces."""
    own = {module.name for module in pkgutil.iter_modules(wagtail.management.commands.__path__)}
    return own | {name for name, app in get_commands().items() if str(app).startswith(("wagtail", "modelsearch"))}


def names_of_tests() -> set[str]:
    found = set()
    for path in HERE.glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return found


@pytest.mark.parametrize(
    ("known", "found"),
    [
        (ACTIONS, actions),
        (COMMANDS, commands),
        (URLS, lambda: {pattern.name for pattern in page_urls.urlpatterns}),
        (BULK_ACTIONS, lambda: set(bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page") and
                                   bulk_action_registry.actions[Page._meta.app_label][Page._meta.model_name])),
    ],
    ids=["actions", "commands", "URLs", "bulk actions"],
)  # fmt: skip  # one case a line
def test_the_inventory_lists_everything_in_wagtail_that_touches_pages(known, found):
    assert found() == set(known)


def test_each_item_of_the_inventory_names_an_existing_test():
    named = {*ACTIONS.values(), *COMMANDS.values(), *URLS.values(), *BULK_ACTIONS.values()} - {HARMLESS}
    assert named - names_of_tests() == set()


def test_the_tables_in_the_documentation_name_existing_tests():
    document = (HERE.parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", document))
    assert len(named) > 30
    assert named - names_of_tests() == set()
