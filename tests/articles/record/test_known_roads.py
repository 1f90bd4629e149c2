"""Every way in which this Wagtail touches pages is known: a door with a test of its own, or no door.

A new release that brings another action, command, address or bulk action fails here, so that somebody looks at it
before it reaches what readers have seen.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
import wagtail.actions
from django.core.management import get_commands
from wagtail.admin.urls import pages as page_addresses
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page

HERE = Path(__file__).parent

NO_DOOR = "touches no page that readers have seen, or only reads"

ACTIONS = {
    "PublishPageRevisionAction": "test_wagtails_action_called_directly_meets_the_fence",
    "PublishRevisionAction": "test_wagtails_action_called_directly_meets_the_fence",
    "UnpublishPageAction": "test_every_other_road_that_unpublishes_withdraws_without_a_reason",
    "UnpublishAction": "test_every_other_road_that_unpublishes_withdraws_without_a_reason",
    "DeletePageAction": "test_deleting_what_readers_have_seen_is_refused_in_words",
    "DeleteAction": "test_deleting_by_code_or_queryset_is_refused_and_readers_keep_the_article",
    "CopyPageAction": "test_a_copy_starts_as_a_draft_without_address_or_version",
    "CreatePageAliasAction": "test_an_alias_of_an_article_is_refused_in_words",
    "ConvertAliasPageAction": NO_DOOR,
    "CopyForTranslationAction": NO_DOOR,
    "CopyPageForTranslationAction": (
        "test_a_page_moved_by_translation_is_a_draft_with_an_address_of_its_own_or_refused_in_words"
    ),
    "MovePageAction": "test_moving_the_article_or_its_journal_keeps_the_old_address",
    "RevertToPageRevisionAction": "test_an_old_revision_published_from_the_editor_leads_to_the_review",
    "RevertToRevisionAction": NO_DOOR,
    "CreateAction": NO_DOOR,
    "CreatePageAction": "test_a_new_article_is_never_born_live",
    "EditAction": NO_DOOR,
    "EditPageAction": "test_saving_the_page_changes_the_desk_alone",
    "BaseAction": NO_DOOR,
}
COMMANDS_TEST = "test_wagtails_commands_leave_the_record_alone"
COMMANDS = {
    "publish_scheduled": "test_a_schedule_comes_to_the_service_in_its_time",
    "publish_scheduled_pages": "test_a_schedule_comes_to_the_service_in_its_time",
    "purge_revisions": COMMANDS_TEST,
    "fixtree": COMMANDS_TEST,
    "set_url_paths": COMMANDS_TEST,
    "move_pages": "test_moving_pages_by_command_keeps_the_old_address",
    "update_index": COMMANDS_TEST,
    "wagtail_update_index": COMMANDS_TEST,
    "rebuild_references_index": COMMANDS_TEST,
    "wagtail_update_image_renditions": COMMANDS_TEST,
    "create_log_entries_from_revisions": COMMANDS_TEST,
    "show_references_index": NO_DOOR,
    "api_tokens": NO_DOOR,
    "convert_mariadb_uuids": NO_DOOR,
    "enable_fuzzystrmatch": NO_DOOR,
    "enable_trigram": NO_DOOR,
    "enable_unaccent": NO_DOOR,
    "import_redirects": NO_DOOR,
    "purge_embeds": NO_DOOR,
}
ASKS = "test_every_road_of_the_desk_that_unpublishes_asks_why"
DESK_WORK = "test_draft_lock_comment_reorder_and_autosave_stay_ordinary_desk_work"
ADDRESSES = {
    "add": "test_publishing_in_the_create_view_makes_version_1",
    "edit": "test_publishing_a_live_article_in_the_edit_view_leads_to_its_review_and_keeps_the_draft",
    "delete": "test_deleting_what_readers_have_seen_is_refused_in_words",
    "unpublish": ASKS,
    "move_confirm": "test_moving_the_article_or_its_journal_keeps_the_old_address",
    "copy": "test_a_copy_starts_as_a_draft_without_address_or_version",
    "set_page_position": DESK_WORK,
    "workflow_action": "test_an_approved_change_of_a_live_article_waits_for_its_review_and_says_so",
    "set_privacy": "test_a_journal_made_private_asks_on_page_and_versions",
    "lock": DESK_WORK,
    "unlock": DESK_WORK,
    "revisions_revert": "test_an_old_revision_published_from_the_editor_leads_to_the_review",
    "revisions_unschedule": "test_a_schedule_comes_to_the_service_in_its_time",
    **dict.fromkeys(
        [
            "preview_on_add", "type_use", "choose_parent", "type_use_results", "usage", "preview_on_edit", "view_draft",
            "add_subpage", "convert_alias", "search", "search_results", "move", "collect_workflow_action_data",
            "confirm_workflow_cancellation", "workflow_preview", "revisions_index", "revisions_view",
            "revisions_compare", "workflow_history", "workflow_history_detail", "history", "history_results",
        ],
        NO_DOOR,
    ),
}  # fmt: skip  # a list of words, several a line
BULK_ACTIONS = {
    "publish": "test_bulk_publishing_with_one_live_article_is_refused_as_a_whole_in_words",
    "unpublish": ASKS,
    "delete": "test_bulk_deleting_what_readers_have_seen_is_refused_in_words",
    "move": "test_moving_the_article_or_its_journal_keeps_the_old_address",
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
    return {name for name, app in get_commands().items() if str(app).startswith(("wagtail", "modelsearch"))}


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
        (ADDRESSES, lambda: {pattern.name for pattern in page_addresses.urlpatterns}),
        (BULK_ACTIONS, lambda: set(bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page") and
                                   bulk_action_registry.actions[Page._meta.app_label][Page._meta.model_name])),
    ],
    ids=["actions", "commands", "addresses", "bulk actions"],
)  # fmt: skip  # one case a line
def test_wagtail_has_no_road_to_pages_that_we_do_not_know(known, found):
    assert found() == set(known)


def test_every_door_has_the_test_that_is_named_for_it():
    named = {*ACTIONS.values(), *COMMANDS.values(), *ADDRESSES.values(), *BULK_ACTIONS.values()} - {NO_DOOR}
    assert named - names_of_tests() == set()


def test_the_table_of_doors_names_tests_that_exist():
    document = (HERE.parents[2] / "docs" / "record.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", document))
    assert len(named) > 30
    assert named - names_of_tests() == set()
