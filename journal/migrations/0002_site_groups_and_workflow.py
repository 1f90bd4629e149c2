"""A fresh site has a home page and a privacy page; our groups and workflow stand in the place of Wagtail's."""

import uuid

from django.db import migrations
from django.utils import timezone

PRIVACY = """
<p>This journal asks for as little as it can. Reading needs no account and sets no cookie, and no page asks anything of
another company's server.</p>
<h2>Newsletters</h2>
<p>When you sign up we keep your e-mail address, the time, the page on which you signed up and the words you agreed to.
We send you one e-mail to confirm; an address that is not confirmed is deleted after fourteen days. Each e-mail has a link
by which you leave.</p>
<h2>Server logs</h2>
<p>Our server notes requests for a short time, to keep the site safe and running.</p>
<h2>Your rights</h2>
<p>You may ask what we keep about you, have it corrected or have it deleted. Write to the address in the footer.</p>
"""

PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"]
COLLECTION = ["add", "change", "choose"]
SNIPPETS = [
    ("articles", "author"),
    ("articles", "disclaimer"),
    ("entities", "country"),
    ("entities", "programme"),
    ("entities", "firm"),
]
# Group: page permissions at the root, whether it keeps snippets and images, further permissions.
GROUPS = {
    "Authors": (["add_page"], False, []),
    "Editors": (["add_page", "change_page", "publish_page", "lock_page", "unlock_page"], True, []),
    "Standards editors": (["add_page", "change_page", "publish_page", "lock_page", "unlock_page"], True, []),
    "Newsletter editors": ([], False, [("newsletter", "view_subscriber")]),
    "Administrators": (
        PAGES,
        True,
        [
            ("newsletter", "view_subscriber"),
            ("articles", "change_sitesettings"),
            *[("wagtailredirects", f"{verb}_redirect") for verb in ("add", "change", "delete", "view")],
            *[("auth", f"{verb}_{noun}") for noun in ("user", "group") for verb in ("add", "change", "delete", "view")],
            *[("wagtailcore", f"{verb}_site") for verb in ("add", "change", "delete", "view")],
            *[("wagtailcore", f"{verb}_{noun}") for noun in ("workflow", "task") for verb in ("add", "change", "delete")],
            *[("wagtailcore", f"{verb}_groupapprovaltask") for verb in ("add", "change", "delete")],
            *[("wagtailcore", f"{verb}_collection") for verb in ("add", "change", "delete")],
        ],
    ),
}


def create_permissions(apps, schema_editor):
    """Permissions are otherwise created after all migrations; the groups need them now."""
    from django.apps import apps as installed
    from django.contrib.auth.management import create_permissions as create

    for app_config in installed.get_app_configs():
        create(app_config, apps=apps, verbosity=0, using=schema_editor.connection.alias)


def content_type(apps, app_label, model):
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app_label, model=model)[0]


def replace_welcome_page(apps, schema_editor):
    """Put our home page where Wagtail's welcome stood, and a privacy page under it."""
    Page, Site = apps.get_model("wagtailcore", "Page"), apps.get_model("wagtailcore", "Site")
    HomePage, StandardPage = apps.get_model("journal", "HomePage"), apps.get_model("journal", "StandardPage")
    Locale, SiteSettings = apps.get_model("wagtailcore", "Locale"), apps.get_model("articles", "SiteSettings")
    root = Page.objects.get(depth=1)
    site = Site.objects.get(is_default_site=True)
    welcome = Page.objects.filter(pk=site.root_page_id, depth=2, numchild=0, content_type__model="page").first()
    if welcome is None:
        return
    place, now = welcome.path, timezone.now()
    common = {
        "live": True,
        "has_unpublished_changes": False,
        "first_published_at": now,
        "last_published_at": now,
        "locale": Locale.objects.order_by("pk").first(),
        "show_in_menus": False,
    }
    home = HomePage(
        title="Home", draft_title="Home", slug="front", path=place + "X", depth=2, numchild=1, url_path="/front/",
        content_type=content_type(apps, "journal", "homepage"), translation_key=uuid.uuid4(), **common,
    )  # fmt: skip
    home.save()
    site.root_page_id = home.pk
    site.site_name = site.site_name or "Journal"
    site.save()
    welcome.delete()
    home.path = place
    home.save()
    privacy = StandardPage(
        title="Privacy", draft_title="Privacy", slug="privacy", path=place + "0001", depth=3, numchild=0,
        url_path="/front/privacy/", content_type=content_type(apps, "journal", "standardpage"),
        translation_key=uuid.uuid4(), standfirst="What we keep about readers, why, and for how long.", body=PRIVACY,
        **common,
    )  # fmt: skip
    privacy.save()
    root.numchild = Page.objects.filter(depth=2).count()
    root.save()
    SiteSettings.objects.get_or_create(site=site, defaults={"privacy_page_id": privacy.pk})


def make_groups(apps, schema_editor):
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    Page = apps.get_model("wagtailcore", "Page")
    Collection = apps.get_model("wagtailcore", "Collection")
    OnPage = apps.get_model("wagtailcore", "GroupPagePermission")
    OnCollection = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root, files = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    Group.objects.filter(name__in=["Moderators", "Editors"]).delete()

    def permission(app_label, codename):
        try:
            return Permission.objects.get(content_type__app_label=app_label, codename=codename)
        except Permission.DoesNotExist as error:
            raise LookupError(f"no permission {app_label}.{codename}") from error

    for name, (page_codenames, keeps, further) in GROUPS.items():
        group = Group.objects.create(name=name)
        for codename in page_codenames:
            OnPage.objects.create(group=group, page=root, permission=permission("wagtailcore", codename))
        rights = [("wagtailadmin", "access_admin"), *further]
        if page_codenames:
            for verb in COLLECTION if keeps else ["add", "choose"]:
                image = permission("wagtailimages", f"{verb}_image")
                document = permission("wagtaildocs", f"{verb}_document")
                OnCollection.objects.create(group=group, collection=files, permission=image)
                OnCollection.objects.create(group=group, collection=files, permission=document)
        if keeps:
            rights += [(app, f"{verb}_{model}") for app, model in SNIPPETS for verb in ("add", "change", "view")]
        group.permissions.set([permission(*right) for right in rights])


def make_workflow(apps, schema_editor):
    """One task: an editor looks. Editors may also publish by themselves, so that a lone one is never stuck."""
    Group, Page = apps.get_model("auth", "Group"), apps.get_model("wagtailcore", "Page")
    Task, Workflow = apps.get_model("wagtailcore", "Task"), apps.get_model("wagtailcore", "Workflow")
    OnPage = apps.get_model("wagtailcore", "WorkflowPage")
    Step = apps.get_model("wagtailcore", "WorkflowTask")
    Approval = apps.get_model("wagtailcore", "GroupApprovalTask")
    OnPage.objects.all().delete()
    Step.objects.all().delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    task = Approval.objects.create(
        name="An editor reads it", content_type=content_type(apps, "wagtailcore", "groupapprovaltask"), active=True
    )
    task.groups.set(Group.objects.filter(name__in=["Editors", "Standards editors", "Administrators"]))
    workflow = Workflow.objects.create(name="Editorial review", active=True)
    Step.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    OnPage.objects.create(workflow=workflow, page=Page.objects.get(depth=1))


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_pages"),
        ("articles", "0001_desk"),
        ("record", "0001_chain_and_index"),
        ("newsletter", "0001_sign_up"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.RunPython(create_permissions, migrations.RunPython.noop),
        migrations.RunPython(replace_welcome_page, migrations.RunPython.noop),
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
