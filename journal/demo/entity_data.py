"""Programmes and firms of the demo, which are invented, and descriptions of real countries.

The countries themselves are created by the migrations. An alias may begin with its language:
`tr:Karadere Tersanesi`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoProgramme:
    """A programme. The kind is a value of `ProgrammeKind`; a qualifier distinguishes programmes of one name."""

    name: str
    kind: str
    description: str
    aliases: tuple[str, ...] = ()
    qualifier: str = ""


@dataclass(frozen=True)
class DemoFirm:
    """A firm. The home is the ISO 3166 alpha-2 code of a country."""

    name: str
    home: str
    description: str
    aliases: tuple[str, ...] = ()


# Descriptions of countries, by ISO 3166 alpha-2 code.
COUNTRIES = {
    "BG": "The southern bank of the lower Danube, and the harbours of Varna and Burgas.",
    "CN": "As an owner of berths, a builder of cranes and a buyer of what moves on other people’s railways.",
    "DE": "Reinsurance, rail gauges and who pays for both.",
    "EE": "Reserves, cables on the seabed and the small navy that watches them.",
    "GE": "Tunnels, transit fees and the road to the sea.",
    "KZ": "Rail ferries, feeder lines and the arithmetic of the middle corridor.",
    "MD": "Electricity by the hour, and the railway across the Prut.",
    "PL": "Shells, shelves and the border with two gauges.",
    "RO": "Grain barges, bridges over the Danube and the port of Constanța.",
    "RU": "Sanctions as they are applied, waived and insured.",
    "TR": "The straits, the shipyards and the pilots between two seas.",
    "UA": "Switchyards, grain and the repair of railways, seen from its western neighbours.",
}

PROGRAMMES = [
    DemoProgramme(
        "Amber Cable Compact",
        "alliance",
        "Eight states on the Baltic that share a watch room, a list of repair ships and a fund for spare cable.",
        ("Cable Compact", "ACC"),
    ),
    DemoProgramme(
        "Attestation Scheme",
        "sanctions",
        "Certificates by which insurers confirm that a cargo of oil was bought at or below the agreed ceiling.",
        ("Price Ceiling Attestation Scheme", "PCAS"),
    ),
    DemoProgramme(
        "Corridor Repair Facility",
        "aid",
        "A fund of 2022 for bridges, sidings and switchyards between Ukraine and its western neighbours.",
        ("Repair Facility", "CRF"),
    ),
    DemoProgramme(
        "Dniester Power Link",
        "aid",
        "Eleven small substations and a line by which Ukraine and Moldova exchange up to 440 megawatts.",
        ("Power Link", "DPL"),
    ),
    DemoProgramme(
        "Dunnock",
        "weapon",
        "A loitering munition with a wing of 1.8 metres that flies for forty minutes. In service since 2024.",
        ("Dunnock drone",),
        "loitering munition",
    ),
    DemoProgramme(
        "Dunnock",
        "research",
        "A yearly winter cruise that photographs the same dumped munitions in the Baltic. Begun in 2014.",
        ("Dunnock cruise", "R/V Dunnock"),
        "research cruise",
    ),
    DemoProgramme(
        "Frontier Customs Fellowship",
        "aid",
        "Sends customs officers in pairs to work for a year at a crossing in another country.",
        ("Customs Fellowship", "FCF"),
    ),
    DemoProgramme(
        "Grain Reinsurance Pool",
        "aid",
        "Four governments that bear the first 50 million dollars of a loss on the grain route to Odesa.",
        ("Grain Pool", "GRP"),
    ),
    DemoProgramme(
        "Kittiwake",
        "weapon",
        "A coastal radar on a mast of thirty metres that finds a small boat at forty kilometres.",
        ("Kittiwake radar", "KW-3"),
    ),
    DemoProgramme(
        "Middle Corridor Tariff Union",
        "alliance",
        "Five railways and two ferry lines that charge one rate from the Caspian to the Black Sea.",
        ("Tariff Union", "MCTU"),
    ),
    DemoProgramme(
        "Nine Ports Arrangement",
        "alliance",
        "Nine harbour companies on the lower Danube and the Black Sea that lend each other cranes.",
        ("Nine Ports", "NPA"),
    ),
    DemoProgramme(
        "Open Hull Register",
        "research",
        "A volunteer register that follows merchant ships by the number on their hull.",
        ("Hull Register", "OHR"),
    ),
    DemoProgramme(
        "Refined Products Waiver",
        "sanctions",
        "Lets fuel that was refined in a third country into the Union, wherever its crude came from.",
        ("Products Waiver", "RPW"),
    ),
    DemoProgramme(
        "Rokada Programme",
        "alliance",
        "A lateral railway route through the three Baltic states for heavy military trains.",
        ("Rokada",),
    ),
    DemoProgramme(
        "Seabed Listening Programme",
        "research",
        "Seven navies and 460 instruments on the sea floor between Norway and Ireland.",
        ("Seabed Listening", "SLP"),
    ),
    DemoProgramme(
        "Tern",
        "weapon",
        "A coastal anti-ship missile whose launcher rides on a heavy truck.",
        ("Tern missile",),
        "missile",
    ),
    DemoProgramme(
        "Vistula Shells",
        "weapon",
        "A Polish contract of 2024 that rents a full shelf of artillery shells for fifteen years.",
        ("Vistula contract",),
    ),
]

FIRMS = [
    DemoFirm("Brzoza Optyka", "PL", "Maker of sights, levels and cameras in Jelenia Góra.", ("Brzoza",)),
    DemoFirm("Caspian Lighterage", "AZ", "Runs nine rail ferries out of Alat.", ("Caspian Lighterage Company",)),
    DemoFirm("Dnipro Switchgear", "UA", "Builds breakers that can be moved in an afternoon.", ("DSG",)),
    DemoFirm("Hjelmsund Kabel", "NO", "Has laid and repaired sea cables since 1988.", ("Hjelmsund",)),
    DemoFirm("Kaldhamn Marine", "NO", "Surveys hulls and services instruments under water.", ("Kaldhamn",)),
    DemoFirm(
        "Karadere Shipyard",
        "TR",
        "Builds tugs, ferries and patrol boats on the Black Sea.",
        ("tr:Karadere Tersanesi", "Karadere"),
    ),
    DemoFirm("Kolkheti Concrete", "GE", "Casts tunnel segments and road slabs near Poti.", ("Kolkheti",)),
    DemoFirm("Lagarde & Pommier", "FR", "Underwrites ships and cargoes from an office in Bordeaux.", ("Lagarde",)),
    DemoFirm("Mangystau Feeder Line", "KZ", "Runs five rail ferries out of Aktau.", ("Mangystau Line", "MFL")),
    DemoFirm("Nioman Chassis Plant", "BY", "Builds heavy trucks for timber and other loads.", ("Nioman",)),
    DemoFirm("Ostwall Rück", "DE", "A reinsurer in Stralsund.", ("Ostwall", "Ostwall Re")),
    DemoFirm("Prutmetal", "MD", "A foundry and forge in Ungheni.", ("Prut Metal",)),
    DemoFirm("Ravna Cranes", "HR", "Builds mobile harbour cranes, and moves them.", ("hr:Ravna Dizalice",)),
    DemoFirm("Saltholm Terminals", "DK", "Runs quays in three countries.", ("Saltholm",)),
    DemoFirm("Tisza Wagon Works", "HU", "Builds freight wagons for two gauges.", ("hu:Tisza Vagongyár", "Tisza Wagon")),
    DemoFirm("Varda Grain", "RO", "Charters barges and ships for grain.", ("ro:Varda Cereale",)),
    DemoFirm("Vidzeme Rail Signals", "LV", "Fits and, at times, removes interlockings.", ("Vidzeme Signals", "VRS")),
    DemoFirm("Yongjin Harbour Group", "CN", "Runs container berths in eleven ports.", ("Yongjin", "zh:甬津港口")),
]
