"""Names by origin, built from their parts so that a million people do not share fifty surnames. Nobody is meant."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True)
class Origin:
    """One origin of names. `variants` are spellings of one name as other people write it; `script` the name as its
    bearers write it. `double` families bear two surnames; `daughters` are (ending of men, ending of daughters)."""

    name: str
    share: float
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    families: tuple[str, ...]
    variants: dict[str, tuple[str, ...]]
    script: dict[str, str]
    double: bool = False
    second: float = 0.1
    daughters: tuple[tuple[str, str], ...] = ()


def _built(roots: str, endings: str) -> tuple[str, ...]:
    return tuple(root + ending for root, ending in product(roots.split(), endings.split()))


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _variants(text: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for group in text.split():
        spellings = group.split("/")
        for one in spellings:
            found[one] = tuple(other for other in spellings if other != one)
    return found


def _script(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_MUSLIM = (
    "Muhammad/Mohammed/Mohammad/Mohamed/Muhammed Ahmed/Ahmad Hussain/Hussein/Husain/Hossain Hassan/Hasan "
    "Yusuf/Yousuf/"
    "Yousef/Youssef Ibrahim/Ebrahim Umar/Omar Usman/Osman/Uthman Khadija/Khadeeja Fatima/Fatimah/Fathima "
    "Aisha/Ayesha/"
    "Aysha Zaynab/Zainab/Zeinab Maryam/Mariam Ismail/Ismael Idris/Idrees Haroon/Harun Mustafa/Mustapha "
    "Abdullah/Abdulla "
    "Chowdhury/Choudhury/Chaudhry/Choudhry Begum/Begam Khan/Kahn Sheikh/Shaikh Rahman/Rehman/Rahmaan Qureshi/Kureshi "
    "Siddiqui/Siddique Akhtar/Akhter Malik/Malek Syed/Sayed Miah/Mia/Miya Uddin/Udin Nur/Noor Layla/Leila/Laila "
    "Amina/"
    "Aminah Samira/Sameera Khalid/Khaled Tariq/Tarek/Tarik Saeed/Said/Sayeed Jamal/Gamal Karim/Kareem Rashid/Rasheed "
    "Sara/Sarah Zahra/Zahrah Bilal/Belal Hamza/Hamzah Zakariya/Zakaria/Zekeriya Iqbal/Ikbal"
)

ORIGINS: tuple[Origin, ...] = (
    Origin(
        "English", 0.60,
        _words("Olivia Amelia Isla Ava Ivy Freya Lily Florence Mia Willow Rosie Sophia Isabella Grace Daisy "
               "Sienna Poppy "
               "Elsie Emily Ella Evelyn Phoebe Evie Charlotte Harper Millie Matilda Maisie Sofia Emilia Mabel Ada "
               "Ayla "
               "Ellie Alice Luna Isabelle Violet Lottie Penelope Nancy Robyn Jessica Eleanor Rose Bonnie Iris Ruby "
               "Margot Eliza Thea Lola Holly Summer Amber Lydia Erin Martha Hannah Megan Chloe Lucy Abigail Molly "
               "Zoe "
               "Elizabeth Victoria Georgia Imogen Jasmine Bethany Scarlett Faith Heidi Niamh Katie Rebecca Samantha "
               "Kimberley Natasha Danielle Lauren Paige Courtney Rachel Stephanie Catherine Margaret Josephine"),
        _words("Noah Oliver George Arthur Muhammad Leo Harry Oscar Archie Henry Theodore Freddie Jack Charlie "
               "Theo Alfie "
               "Jacob Thomas Finley Arlo William Lucas Roman Tommy Isaac Teddy Alexander Luca Edward James Joshua "
               "Albie "
               "Elijah Max Mohammed Reuben Mason Sebastian Rory Jude Louie Benjamin Ethan Adam Hugo Joseph Reggie "
               "Ronnie "
               "Harrison Louis Ezra Jaxon Logan Daniel Zachary Samuel Dylan Albert Hunter Ralph Toby Frederick David "
               "Caleb Bobby Michael Riley Matthew Connor Callum Liam Jamie Kieran Ryan Luke Nathan Robert "
               "Christopher "
               "Jonathan Nicholas Andrew Patrick Stephen Anthony Dominic Gabriel Owen Rhys Kyle Jake Charles"),
        _built("Ash Brad Cart Dun Elm Farn Gar Hal Hart Kings Lang Mar Nor Oak Pres Ral Sher Stan Thorn Wal West "
               "Whit "
               "Bur Clif Den Ever Fen Green Hol Lin Mil New Ox Red Sed Sut Tip Up Wake Wood",
               "ford ley ton field well wood bury ham worth man by den")
        + _words("Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White "
                 "Roberts Green Hall Wood Jackson Clarke Harris Lewis Cooper King Ward Baker Turner Hill Scott "
                 "Moore"),
        _variants("Muhammad/Mohammed"), {}, second=0.15,
    ),
    Origin(
        "Pakistani", 0.09,
        _words("Aisha Fatima Zainab Maryam Hafsa Iqra Sana Amina Noor Zara Mahnoor Khadija Hira Rabia Saba Nadia "
               "Samina "
               "Uzma Anam Laiba Eman Sumaira Bushra Kiran Mehreen Sidra Aleena Inaya Hiba Zoya Amara Alishba Momina "
               "Ayesha Sara Rida Maira Tayyaba Shazia Naila"),
        _words("Muhammad Ibrahim Yusuf Ali Hamza Bilal Usman Zain Haroon Idris Umar Imran Ahmed Hassan Hussain "
               "Abdullah "
               "Ismail Saad Faisal Asad Kamran Adnan Shahid Tariq Waqas Zubair Junaid Fahad Danish Arham Rayyan Musa "
               "Mustafa Taha Haris Shoaib Sufyan Talha Rizwan Khalid"),
        _words("Hussain Mahmood Akhtar Shah Iqbal Malik Rafiq Bashir Javed Zaman Aslam Qureshi Khan Ahmed Ali "
               "Butt Mirza "
               "Chaudhry Sheikh Raja Siddiqui Anwar Ashraf Aziz Hanif Farooq Ghafoor Hayat Ilyas Jamil Kausar Latif "
               "Majeed Nawaz Parveen Rashid Saleem Tahir Yaqub Zafar Bibi Kiani Abbasi Gondal Janjua Bhatti Dar "
               "Lodhi "
               "Niazi Rehman Sultan Younis Akram Arshad Ishaq Karim Nazir Sadiq Shafiq Yasin Awan Gill Mughal Rana"),
        _variants(_MUSLIM),
        _script("Muhammad=محمد Ahmed=احمد Ali=علی Hussain=حسین Hassan=حسن Fatima=فاطمہ Zainab=زینب Maryam=مریم "
                "Yusuf=یوسف Ibrahim=ابراہیم Bilal=بلال Usman=عثمان Khan=خان Malik=ملک Iqbal=اقبال Akhtar=اختر"),
        second=0.45,
    ),
    Origin(
        "Polish", 0.08,
        _words("Zofia Zuzanna Hanna Maja Julia Laura Lena Alicja Oliwia Maria Pola Nikola Wiktoria Amelia Gabriela "
               "Antonina Kornelia Natalia Emilia Magdalena Aleksandra Karolina Weronika Katarzyna Agnieszka "
               "Małgorzata "
               "Joanna Kinga Martyna Dominika Paulina Milena Jagoda Klaudia Izabela"),
        _words("Jakub Antoni Szymon Filip Kacper Mikołaj Franciszek Aleksander Oskar Michał Łukasz Wojciech Paweł "
               "Bartosz Mateusz Marcin Krzysztof Tomasz Kamil Adrian Dawid Igor Wiktor Stanisław Jan Nikodem Maciej "
               "Grzegorz Piotr Rafał Patryk Sebastian Hubert Dominik Przemysław"),
        _built("Nowak Wiśniow Kamiń Lewandow Zieliń Szymań Woźnia Dąbrow Kozłow Jankow Mazur Wojciechow Kwiatkow "
               "Krawczy Piotrow Grabow Pawłow Michal Nowic Adamcz Dud Wieczor Jabłoń Król Majew Olszew Jawor Malinow "
               "Stępn Górs Rutkow Sikor Walczak Baran Szewcz Ostrow Tomaszew Pietrza Zawadz", "ski owicz czyk ak"),
        _variants("Jakub/Yakub Filip/Philip Wiktoria/Victoria Wiktor/Victor Zofia/Sofia Katarzyna/Kasia "
                  "Małgorzata/Gosia "
                  "Aleksandra/Ola Aleksander/Olek Oskar/Oscar Michał/Michael Dawid/David Julia/Yulia "
                  "Natalia/Nathalia "
                  "Krzysztof/Krzys Paweł/Pavel Hanna/Hana Joanna/Asia Mikołaj/Nikolaj Gabriela/Gabrysia"),
        {}, daughters=(("ski", "ska"),),
    ),
    Origin(
        "Lithuanian", 0.05,
        _words("Emilija Lukrecija Gabija Liepa Austėja Ugnė Kotryna Saulė Viltė Goda Luknė Amelija Urtė Kamilė "
               "Smiltė "
               "Elzė Miglė Rugilė Gustė Ieva Greta Vakarė Barbora Adelė Monika Justina Rasa Eglė Rūta Jūratė"),
        _words("Lukas Matas Jokūbas Dominykas Nojus Benas Kajus Domas Adomas Jonas Herkus Jurgis Kristupas Tomas "
               "Gabrielius "
               "Motiejus Ignas Rokas Paulius Mantas Tadas Vytautas Dovydas Augustas Simonas Arnas Titas Nedas "
               "Karolis "
               "Žygimantas"),
        _built("Kazl Petr Jank Stank But Vasil Žuk Urb Nav Raman Žil Balč Pauls Mart Mick Savick Rim Dauk Šimk "
               "Kavali "
               "Grig Bal Poc Vaitk Sakal Mork Norv Gail Jurg Lauk", "auskas us aitis evičius onis ūnas"),
        _variants("Emilija/Emilia Kotryna/Katerina Jokūbas/Jakubas Matas/Mattas Dovydas/Davidas Lukas/Lucas "
                  "Kamilė/Camile "
                  "Gabrielius/Gabriel Greta/Gretha Simonas/Symonas"),
        {}, daughters=(("auskas", "auskaitė"), ("ūnas", "ūnaitė"), ("aitis", "aitytė"), ("ičius", "ičiūtė"),
                       ("onis", "onytė"), ("us", "utė")),
    ),
    Origin(
        "Portuguese", 0.05,
        _words("Beatriz Matilde Leonor Carolina Mariana Inês Francisca Lara Benedita Clara Maria Ana Sofia Joana "
               "Margarida "
               "Madalena Constança Íris Alice Laura Luana Rafaela Diana Filipa Catarina Daniela Raquel Vitória "
               "Bruna Eva"),
        _words("Francisco Afonso Duarte Martim Tomás Gonçalo Santiago Rodrigo Vicente Simão João Lourenço Miguel "
               "Rafael "
               "Gabriel Salvador Dinis Guilherme Diogo Pedro Henrique Bernardo André Tiago José António Manuel "
               "Xavier "
               "Samuel Luís"),
        _words("Silva Santos Ferreira Pereira Oliveira Costa Rodrigues Martins Jesus Sousa Fernandes Gonçalves "
               "Gomes Lopes "
               "Marques Alves Almeida Ribeiro Pinto Carvalho Teixeira Moreira Correia Mendes Nunes Soares Vieira "
               "Monteiro "
               "Cardoso Rocha Raposo Neves Coelho Cruz Cunha Pires Ramos Reis Simões Antunes Matos Fonseca "
               "Machado Araújo "
               "Barbosa Tavares Lourenço Castro Figueiredo Azevedo"),
        _variants("Sofia/Sophia João/Joao Raquel/Rachel Vitória/Victoria José/Jose Catarina/Katarina Filipa/Philipa "
                  "Luís/Luiz Sousa/Souza Teixeira/Texeira"),
        {}, double=True, second=0.4,
    ),
    Origin(
        "Romanian", 0.05,
        _words("Maria Ioana Andreea Ştefania Ilinca Daria Sofia Bianca Raluca Elena Alexandra Ana Antonia "
               "Gabriela Teodora "
               "Mihaela Cristina Denisa Larisa Miruna Iulia Anastasia Carla Simona Roxana"),
        _words("Andrei Ştefan Matei Luca Rareș Vlad Tudor Mihai Alexandru David Gabriel Ionuț Cristian Darius "
               "Robert Denis "
               "Eduard Florin Marius Sebastian Bogdan Radu Răzvan Cosmin Adrian"),
        _built("Pop Ion Mar Dumitr Stan Const Georg Munt Rad Ciob Mold Ung Dr Vas Nic Mih Lup Bar Cr Sim Iv Alb "
               "Brat Cost "
               "Dob Ench Flor Grig Iord Laz Neag Oprea Pan Rus Serb Tom Voic Zam", "escu eanu oiu ache aru"),
        _variants("Ştefan/Stephan Iulia/Julia Mihai/Mihail Alexandru/Alexander Gabriela/Gabriella Cristina/Christina "
                  "Teodora/Theodora Ioana/Joana Eduard/Edward Cristian/Christian"),
        {},
    ),
    Origin(
        "Bengali", 0.03,
        _words("Nusrat Tahmina Sadia Fariha Jannat Mim Ayesha Fatema Sumaiya Tasnim Farzana Rukhsana Shahida "
               "Nasrin Sharmin "
               "Tania Mitu Labiba Raisa Zarin Anika Humaira Lamia Maisha Tanjina Rahima Salma Jesmin Khadija Nabila"),
        _words("Rahim Tanvir Arif Sabbir Nayeem Rafi Mohammed Abdul Shakib Rakib Hasan Imran Jubair Kamrul Mahbub "
               "Nazmul "
               "Rafiq Saiful Tareq Zahid Ashraf Farhan Habib Ibrahim Jahid Masud Rezaul Shahin Taufiq Yasin"),
        _words("Chowdhury Miah Uddin Begum Talukder Sarkar Rahman Islam Hossain Ahmed Ali Khan Alam Hoque Karim "
               "Khatun "
               "Akter Sultana Bhuiyan Mollah Sheikh Molla Majumder Das Roy Biswas Mondal Haque Kabir Mia Rashid "
               "Siddique "
               "Sikder Howlader Bepari Kazi Munshi Patwary Sardar Zaman"),
        _variants(_MUSLIM + " Fatema/Fatima Akter/Aktar Hoque/Haque/Hoq Sadia/Sadiya Rafiq/Rafique Sumaiya/Sumaya"),
        _script("Rahim=রহিম Nusrat=নুসরাত Sadia=সাদিয়া Imran=ইমরান Hasan=হাসান Karim=করিম Khan=খান Ali=আলী "
                "Chowdhury=চৌধুরী Islam=ইসলাম Rahman=রহমান Begum=বেগম Salma=সালমা Habib=হাবিব Anika=আনিকা"),
        second=0.3,
    ),
    Origin(
        "Arabic", 0.03,
        _words("Layla Yasmin Rania Huda Salma Dalia Noor Fatima Maryam Zaynab Amina Samira Hala Rana Dina Lina "
               "Mona Nadia "
               "Reem Sara Aya Farah Hanan Jana Lamis Malak Nour Rasha Sawsan Zahra"),
        _words("Kareem Tariq Sami Khalid Faris Ziad Mohammed Ahmed Omar Ali Hassan Hussein Yousef Ibrahim Mustafa "
               "Mahmoud "
               "Abdullah Saeed Jamal Rashid Nasser Bassam Walid Samir Hisham Anas Bilal Hamza Ismail Adel"),
        _words("Al-Masri Haddad Al-Najjar Khoury Sabbagh Al-Amin Hassan Hussein Al-Sayed Mansour Saleh Nasser "
               "Khalil Ibrahim "
               "Al-Hashimi Al-Rashid Al-Tamimi Darwish Fakhoury Ghanem Hamdan Issa Jaber Kanaan Maalouf Najm "
               "Qasim Rahal "
               "Saad Shaheen Tawfiq Wahbi Yassin Zaki Abbas Al-Jabouri Al-Ani Bakr Barakat Dawood Al-Obaidi "
               "Shamoun Younis "
               "Al-Bayati Al-Dulaimi Hamad Aziz Habib Sharif Salem"),
        _variants(_MUSLIM + " Kareem/Karim Yasmin/Yasmeen/Jasmin Khoury/Khouri/Houry Al-Masri/El-Masry/Almasri "
                  "Al-Sayed/El-Sayed Mahmoud/Mahmood/Mahmud Nour/Noor Reem/Rim Walid/Waleed Samir/Sameer"),
        _script("Mohammed=محمد Ahmed=أحمد Ali=علي Hassan=حسن Hussein=حسين Omar=عمر Yousef=يوسف Ibrahim=إبراهيم "
                "Khalid=خالد Fatima=فاطمة Maryam=مريم Layla=ليلى Salma=سلمى Yasmin=ياسمين Haddad=حداد "
                "Al-Masri=المصري "
                "Mansour=منصور Saleh=صالح Khalil=خليل Samir=سمير Mustafa=مصطفى Mahmoud=محمود Noor=نور"),
        second=0.35,
    ),
    Origin(
        "Chinese", 0.02,
        tuple(f"{a}{b}" for a in ("Mei-", "Xiu-", "Jia-", "Hui-", "Yan-", "Li-", "Xin-", "Yu-", "Wen-", "Shu-", "Zi-")
              for b in ("Ling", "Ying", "Yi", "Min", "Hua", "Ting", "Fang", "Xuan", "Han", "Qing")),
        tuple(f"{a}{b}" for a in ("Wei-", "Jun-", "Zhi-", "Chun-", "Ho-", "Ka-", "Ming-", "Hao-", "Jian-", "Zi-", "Yi-")
              for b in ("Jie", "Hao", "Ming", "Kit", "Yin", "Fai", "Feng", "Qiang", "Bo", "Long")),
        _words("Wong Chan Lau Cheung Kwok Leung Lee Lam Cheng Tang Ng Chow Yeung Tsang Ho Wang Li Zhang Liu Chen "
               "Yang Huang "
               "Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin Gao Luo Song Han Feng Cao Peng Xiao Tian Dong Pan Yuan Cai "
               "Jiang Yu "
               "Du Ye Wei Su Lu Ding Ren Shen Yao Zhong Cui Tan"),
        _variants("Wong/Huang Chan/Chen Lau/Liu Cheung/Zhang Leung/Liang Lee/Li Lam/Lin Ng/Wu Chow/Zhou"),
        _script("Wang=王 Li=李 Zhang=张 Liu=刘 Chen=陈 Yang=杨 Huang=黄 Zhao=赵 Wu=吴 Zhou=周 Xu=徐 Sun=孙 "
                "Lin=林 Guo=郭 Mei-Ling=美玲 Xin-Yi=欣怡 Jia-Yi=佳怡 Wei-Jie=伟杰 Zi-Han=子涵 Jun-Jie=俊杰 "
                "Zi-Xuan=子轩 Hui-Min=慧敏"),
        second=0.2,
    ),
)  # fmt: skip
