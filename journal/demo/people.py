"""The people of the demo: invented authors, and the users of the admin."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAuthor:
    """An author. The biography is HTML; the portrait is the picture `portrait-<slug>.webp`."""

    slug: str
    name: str
    affiliation: str
    bio: str


@dataclass(frozen=True)
class DemoUser:
    """A user of the admin. The password is the log-in name; `public_name` is what readers see."""

    login: str
    first_name: str
    last_name: str
    public_name: str
    groups: tuple[str, ...]
    administrator: bool = False


AUTHORS = [
    DemoAuthor(
        "ieva-strazdina",
        "Ieva Strazdiņa",
        "Riga Institute for Transport Studies",
        "<p>Ieva Strazdiņa worked for eleven years as a signalling engineer on the Latvian railway and now teaches"
        " the history of timetables in Riga. Her book on the railway towns of Latgale, <i>Halt on Request</i>,"
        " appeared in 2022.</p>",
    ),
    DemoAuthor(
        "lukasz-wrega",
        "Łukasz Wręga",
        "Fellow, Przemyśl Centre for Defence Economics",
        "<p>Łukasz Wręga writes about how armies buy things. He was an auditor of military contracts in Warsaw until"
        " 2018 and has since followed the making of shells, sights and spare parts in eight countries.</p>",
    ),
    DemoAuthor(
        "solomiia-hnatiuk",
        "Solomiia Hnatiuk",
        "Lviv School of Energy and Law",
        "<p>Solomiia Hnatiuk is an electrical engineer. She has built substations in Ukraine, Ghana and Portugal, and"
        " lectures on the law of networks in Lviv.</p>",
    ),
    DemoAuthor(
        "zeynep-akcadag",
        "Zeynep Akçadağ",
        "Senior researcher, Straits Observatory, İzmir",
        "<p>Zeynep Akçadağ studies the Black Sea and those who pilot, insure and dredge it. Before that she was a"
        " broker of dry cargo in Piraeus for six years.</p>",
    ),
    DemoAuthor(
        "nana-tskhvediani",
        "Nana Tskhvediani",
        "Visiting lecturer, Kutaisi Faculty of Economic Geography",
        "<p>Nana Tskhvediani counts lorries. She has written three reports on the roads between the Black Sea and the"
        " Caspian, the last of them, <i>Waiting at Gardabani</i>, with a stopwatch.</p>",
    ),
    DemoAuthor(
        "soren-hjortkaer",
        "Søren Hjortkær",
        "Independent, Esbjerg",
        "<p>Søren Hjortkær went to sea at seventeen and was chief mate of a cable ship from 2004 to 2016. He writes on"
        " what lies on the sea floor and on who is responsible for it.</p>",
    ),
    DemoAuthor(
        "eloise-guivarch",
        "Éloïse Guivarc’h",
        "Lecturer in maritime law, Université de Cornouaille",
        "<p>Éloïse Guivarc’h teaches maritime law in Quimper and was for four years an advocate in Le Havre. She reads"
        " old bills of lading for pleasure, and new ones for money.</p>",
    ),
    DemoAuthor(
        "truong-my-hanh",
        "Trương Mỹ Hạnh",
        "Research associate, Hai Phong Port Economics Group",
        "<p>Trương Mỹ Hạnh is an economist of harbours. She grew up above a sawmill in Nam Định, took her doctorate in"
        " Rotterdam, and divides her year between two container terminals.</p>",
    ),
    DemoAuthor(
        "stefan-balanuta",
        "Ștefan Bălănuță",
        "Reporter and photographer, Chișinău",
        "<p>Ștefan Bălănuță has reported from the borders of Moldova since 2009, at first for the radio. He takes"
        " photographs, translates from Romanian and Russian, and keeps a list of closed ferries.</p>",
    ),
]

USERS = [
    DemoUser("author", "Ada", "Author", "Sandglass authors", ("Authors",)),
    DemoUser("editor", "Edwin", "Editor", "The editors of Sandglass", ("Editors",)),
    DemoUser("standards", "Stella", "Standards", "Standards desk", ("Standards editors",)),
    DemoUser("newsletter", "Nuno", "Newsletter", "Newsletter desk", ("Newsletter editors",)),
    DemoUser("admin", "Alma", "Admin", "The office", ("Administrators",), administrator=True),
]
