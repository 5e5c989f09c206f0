"""Names as a city like Peterborough hears them. Common given and family names, joined at random: nobody is meant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Community:
    """One origin of names: its share of the city's families, its names, language and statutory ethnicity code.

    `patronymic` communities give daughters another ending; `double` ones join two family names.
    """

    name: str
    share: float
    language: str
    ethnicity: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    feminine: bool = False
    double: bool = False


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COMMUNITIES: tuple[Community, ...] = (
    Community(
        "English", 0.58, "English", "WBRI",
        _names("Olivia Amelia Isla Ava Freya Lily Florence Elsie Evie Daisy Poppy Rosie Ruby Phoebe Ellie Grace"),
        _names("Oliver George Noah Arthur Harry Leo Jack Charlie Freddie Alfie Archie Theo Oscar Logan Tommy Jake"),
        _names("Fenwright Halloway Oakburn Turnell Marsham Pellow Thorncroft Wadham Askby Rudkin Saddler "
               "Holmewood Stanyard Winfield Easter Goodacre Lambley Peachey Sawtry Upwood Woolston Yaxham"),
    ),
    Community(
        "Pakistani", 0.11, "Urdu", "APKN",
        _names("Aisha Fatima Zainab Maryam Hafsa Iqra Sana Amina Noor Zara Mahnoor Khadija"),
        _names("Muhammad Ibrahim Yusuf Ali Hamza Bilal Usman Zayn Haroon Idris Omar Imran"),
        _names("Hussain Mahmood Akhtar Shah Iqbal Malik Rafiq Bashir Javed Zaman Aslam Qureshi"),
    ),
    Community(
        "Polish", 0.08, "Polish", "WOTH",
        _names("Zofia Hanna Maja Julia Lena Alicja Oliwia Nikola Wiktoria Zuzanna Gabriela Amelia"),
        _names("Jakub Antoni Szymon Filip Kacper Mikołaj Franciszek Aleksander Oskar Michał Łukasz Wojciech"),
        _names("Nowakowski Wiśniowski Kamiński Szczepański Woźniak Jaworski Krawczyk Dąbrowski Górski Pawlak Mazur"),
        feminine=True,
    ),
    Community(
        "Lithuanian", 0.06, "Lithuanian", "WOTH",
        _names("Emilija Lukrecija Gabija Liepa Austėja Ugnė Kotryna Saulė Viltė Goda"),
        _names("Lukas Matas Jokūbas Dominykas Nojus Benas Kajus Domas Adomas Jonas"),
        _names("Kazlauskas Petrauskas Jankauskas Stankevičius Butkus Žukauskas Urbonas Navickas Ramanauskas Žilinskas"),
        feminine=True,
    ),
    Community(
        "Portuguese", 0.05, "Portuguese", "WOTH",
        _names("Beatriz Matilde Leonor Carolina Mariana Inês Francisca Lara Benedita Clara"),
        _names("Francisco Afonso Duarte Martim Tomás Gonçalo Santiago Rodrigo Vicente Simão"),
        _names("Ferreira Carvalho Gonçalves Ribeiro Teixeira Moreira Cardoso Pinto Fonseca Barbosa"),
        double=True,
    ),
    Community(
        "Romanian", 0.035, "Romanian", "WOTH",
        _names("Ioana Andreea Ştefania Ilinca Daria Sofia Bianca Raluca"),
        _names("Andrei Ştefan Matei Luca Rareș Vlad Tudor Mihai"),
        _names("Popescu Ionescu Dumitru Stoica Munteanu Ciobanu Moldovan Ungureanu"),
    ),
    Community(
        "Roma", 0.025, "Romani", "WROM",
        _names("Vanesa Rebeka Natalia Sabina Elvira Denisa"),
        _names("Marek Patrik Denis Erik Dominik Samuel"),
        _names("Horvát Balog Lakatoš Giňa Kandrač Čonka"),
    ),
    Community(
        "Bengali", 0.02, "Bengali", "ABAN",
        _names("Nusrat Tahmina Sadia Fariha Jannat Mim"),
        _names("Rahim Tanvir Arif Sabbir Nayeem Rafi"),
        _names("Chowdhury Miah Uddin Begum Talukder Sarkar"),
    ),
    Community(
        "Arabic", 0.02, "Arabic", "OOTH",
        _names("Layla Yasmin Rania Huda Salma Dalia"),
        _names("Kareem Tariq Sami Khalid Faris Ziad"),
        _names("Al-Masri Haddad Al-Najjar Khoury Sabbagh Al-Amin"),
    ),
    Community(
        "Chinese", 0.01, "Cantonese", "CHNE",
        _names("Mei-Ling Xiu-Ying Jia-Yi Hui-Min Yan-Yan Li-Hua"),
        _names("Wei-Jie Jun-Hao Zhi-Ming Chun-Kit Ho-Yin Ka-Fai"),
        _names("Wong Chan Lau Cheung Kwok Leung"),
    ),
)  # fmt: skip

STREETS = _names(
    "Larkspur Teasel Bramling Foxholt Kestrel Sedgemead Willowbrook Fenlark Orchid Saltern Bulrush Heron Meadowsweet "
    "Chalkhill Damson Eelcatcher Flagfen Gadwall Hawfinch Ironstone Juniper Kingcup Lapwing Mallard Nightjar Osier"
)
WAYS = ("Road", "Close", "Way", "Drive", "Lane", "Court")
SCHOOLS = tuple(f"{name} Primary" for name in STREETS[:16]) + tuple(f"{name} Academy" for name in STREETS[16:24])


def feminine(family: str) -> str:
    """The ending a daughter or wife has in communities where it differs."""
    for masculine, ending in (("ski", "ska"), ("ius", "iutė"), ("as", "aitė"), ("us", "utė")):
        if family.endswith(masculine):
            return family[: -len(masculine)] + ending
    return family
