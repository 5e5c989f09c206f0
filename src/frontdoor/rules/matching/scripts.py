"""Names in other scripts written in Latin letters, near enough to find them again.

Arabic script leaves most vowels out, and Chinese names sound differently in Mandarin and Cantonese: what is written
here is for finding and comparing, never for printing. Letters of Indian scripts are read from their Unicode names.
Sources: Unicode character names; ALA-LC and ISO 9 romanisation, simplified; Hanyu Pinyin of common Chinese names.
"""

from __future__ import annotations

import unicodedata
from functools import cache


def _pairs(text: str) -> dict[str, str]:
    return {sign: latin.strip("-") for sign, latin in (pair.split("=") for pair in text.split())}


# In Arabic script و and ي are vowels inside a word and consonants at its beginning: see `_arabic`.
_ARABIC = _pairs(
    "ا=a أ=a إ=i آ=a ٱ=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=a غ=gh ف=f ق=q ك=k "
    "ل=l م=m ن=n ه=h ة=a ى=a ء=- ئ=- ؤ=u پ=p چ=ch ژ=zh گ=g ک=k ہ=h ھ=h ۃ=a ں=n ٹ=t ڈ=d ڑ=r ے=e ـ=-"
)
_ARABIC_VOWELS = {"و": ("w", "u"), "ي": ("y", "i"), "ی": ("y", "i")}

_CYRILLIC = _pairs(
    "а=a б=b в=v г=g ґ=g д=d е=e ё=yo є=ye ж=zh з=z и=i і=i ї=yi й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ў=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ=- ы=y ь=- э=e ю=yu я=ya ђ=dj ј=j љ=lj њ=nj ћ=c џ=dz ѓ=g ќ=k ѕ=dz"
)
_GREEK = _pairs(
    "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
_HAN_BY_SOUND = """
wang:王汪 li:李黎丽麗莉立力 zhang:张張章 liu:刘劉柳 chen:陈陳晨辰 yang:杨楊阳陽洋 huang:黄黃
zhao:赵趙 wu:吴吳武伍 zhou:周 xu:徐许許旭 sun:孙孫 ma:马馬 zhu:朱 hu:胡 guo:郭国國 he:何和贺
lin:林琳霖 gao:高 luo:罗羅 zheng:郑鄭正 liang:梁亮良 xie:谢謝 song:宋松 tang:唐汤湯 deng:邓鄧
han:韩韓涵 feng:冯馮峰风鳳凤 cao:曹 peng:彭鹏鵬 zeng:曾 xiao:肖萧蕭晓曉小笑 tian:田天 dong:董东東
pan:潘 yuan:袁源远媛圆 cai:蔡才彩 jiang:蒋蔣江姜 yu:余于俞玉宇雨语語钰瑜羽 du:杜 ye:叶葉
cheng:程成诚誠承 wei:魏伟偉伟威薇维維卫為为 su:苏蘇素 lu:卢盧陆陸鹿路露 ding:丁 ren:任仁 shen:沈申
yao:姚瑶瑤耀 zhong:钟鍾忠中 cui:崔翠 tan:谭譚 lai:赖賴 fan:范樊凡 shi:石史诗詩思师 mei:美梅玫
ling:玲灵靈凌 jia:佳嘉家 yi:怡一义義艺藝依宜逸 xin:欣心新鑫昕 ying:英颖穎莹瑩樱 jun:俊军軍君钧
jie:杰傑洁潔捷 ming:明铭銘敏 hao:浩豪昊皓 hui:慧惠辉輝会蕙 min:闵民敏 yan:燕艳艷妍颜顏嫣 hua:华華花
xiu:秀 fang:方芳 jing:静靜晶京景婧 juan:娟 na:娜 bo:波博 bin:斌彬 qiang:强強 lei:磊雷蕾 yong:勇永
ping:平萍 gang:刚剛 zhi:志智芝 wen:文雯温 qing:清青庆晴 xuan:轩軒萱宣 zi:子梓紫 han:晗翰 rui:瑞睿蕊
yue:月悦岳 chun:春淳 kit:杰 an:安 ning:宁寧 long:龙龍 fu:福傅富 xiang:祥翔香向 ying:迎 xi:曦希熙西
ke:可柯科 meng:孟梦夢萌 ya:雅亚 shan:山珊 hong:红紅洪宏虹鸿 dan:丹 lan:兰蘭岚 ai:爱艾 rong:荣榮蓉
kai:凯凱 chang:昌常 shu:书淑舒 ting:婷庭
"""
_HAN = {sign: sound for sound, signs in (entry.split(":") for entry in _HAN_BY_SOUND.split()) for sign in signs}
#: Surnames spelt as Cantonese (Hong Kong) or Hokkien speakers spell them, and the Mandarin spelling of the same.
CHINESE_SPELLINGS = _pairs(
    "wong=huang chan=chen lau=liu cheung=zhang kwok=guo leung=liang lee=li ng=wu lam=lin cheng=zheng chow=zhou "
    "yeung=yang tsang=zeng tse=xie ho=he chu=zhu hui=xu ko=gao law=luo fung=feng tsui=xu yip=ye kwan=guan mok=mo "
    "poon=pan tam=tan tong=tang yuen=yuan choi=cai siu=xiao chiu=zhao so=su ip=ye lui=lei ma=ma sit=xue tan=chen "
    "lim=lin goh=wu teo=zhang ong=wang koh=xu chua=cai"
)


def latin(text: str) -> str:
    """`text`, in lower case, with every letter of another script put into Latin letters as far as is known here."""
    if text.isascii():
        return text
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    if word.isascii():
        return word
    first = next((sign for sign in word if ord(sign) > 0x24F), "")
    if not first:
        return word
    kind = unicodedata.name(first, "").split(" ")[0]
    if kind == "ARABIC":
        return _arabic(word)
    if kind == "CYRILLIC":
        return "".join(_CYRILLIC.get(sign, sign) for sign in unicodedata.normalize("NFC", word))
    if kind == "GREEK":
        bare = unicodedata.normalize("NFD", word)
        return "".join(_GREEK.get(sign, sign) for sign in bare if not unicodedata.combining(sign))
    if kind == "CJK":
        return " ".join(_HAN.get(sign, sign) for sign in word)
    return "".join(_indian(word))


def _arabic(word: str) -> str:
    article = ""
    if word.startswith("ال") and len(word) > 4:
        article, word = "al ", word[2:]
    letters = []
    for at, sign in enumerate(word):
        if sign in _ARABIC_VOWELS:
            letters.append(_ARABIC_VOWELS[sign][0 if at == 0 else 1])
        else:
            letters.append(_ARABIC.get(sign, "" if unicodedata.combining(sign) else sign))
    return article + "".join(letters)


_VIRAMA = "SIGN VIRAMA"


def _indian(word: str) -> list[str]:
    """Letters of an Indian script: a consonant carries an "a" unless a vowel or a virama follows, or it is last."""
    written: list[str] = []
    for at, sign in enumerate(word):
        letters, vowel = _letter(sign)
        written.append(letters)
        after = word[at + 1] if at + 1 < len(word) else ""
        if vowel and after and not _letter(after)[0].startswith(("a", "e", "i", "o", "u")) and not _stops(after):
            written.append("a")
    return written


@cache
def _letter(sign: str) -> tuple[str, bool]:
    """The Latin letters of one sign, and whether it is a consonant that carries a vowel."""
    name = unicodedata.name(sign, "")
    letters = _plainly(name.rsplit(" ", 1)[-1].lower())
    if " LETTER " in name:
        consonant = len(letters) > 1 and letters.endswith("a")
        return letters.removesuffix("a") if consonant else letters, consonant
    if " VOWEL SIGN " in name:
        return letters, False
    if name.endswith(("ANUSVARA", "CANDRABINDU", "BINDI")):
        return "n", False
    return ("", False) if unicodedata.combining(sign) or _VIRAMA in name or "NUKTA" in name else (sign, False)


def _plainly(letters: str) -> str:
    """The letters of a sign's Unicode name as they are usually written: TTHA is "tha", CA "cha", UU "u"."""
    for long, short in (("tth", "th"), ("ch", "c"), ("c", "ch"), ("dd", "d"), ("nn", "n"), ("aa", "a"), ("ii", "i")):
        letters = letters.replace(long, short)
    return letters.replace("uu", "u")


def _stops(sign: str) -> bool:
    return _VIRAMA in unicodedata.name(sign, "")
