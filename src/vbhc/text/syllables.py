"""The syllable of Vietnamese as a grammar: onset, rhyme, tone and the letter that may carry the tone's mark.

A word of letters that no reading makes a syllable is not Vietnamese: typed wrong, two syllables without a blank, or a
loan. Both habits of placing the mark in open oa, oe, uy (hòa, hoà) and of i and y (quí, quý) are right.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TONES = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_ONSETS = (
    "ngh", "ng", "nh", "th", "tr", "ch", "kh", "ph", "gh", "gi", "qu", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n",
    "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_FRONT = frozenset("eêiy")
_RHYMES = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ăk ak âc âm ân âng âp ât âu ây e ec em en eng eo
    ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu y yêm yên yêng yêt yêu
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăp oăt oe
    oec oem oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê
    uêch uên uênh uêu uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưng ưt
    ưu ươc ươi ươm ươn ương ươp ươt ươu
    """
)
_AFTER_QU = _words(
    """
    a ac ach ai an ang anh ao ap at au ay am ăc ăm ăn ăng ăp ăt ân âng ât ây âc e en eo et ec ê ên êt êch ênh êu i
    it ich in inh iu y yn yt ynh ych yên yêt ơ ơi ơn ơt ôc
    """
)
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_FRENCH = frozenset("àâéèêîôûù")
_LETTERS = re.compile(r"[aăâbcdđeêghiklmnoôơpqrstuưvxy]+")
_CLUSTER = re.compile(r"(?:[bcdđgkpt]|th|ph)[rl]|[xs][ctpl]")
_NUCLEI = _words(
    """
    iê yê uô ươ uơ oa oe oă uâ uê uy ưa ua ia oo ưu iu ai ao au ay âu ây êu eo oi ôi ơi ui ưi
    """
)
_GROUPS = re.compile("[aăâeêioôơuưy]+")


def plain(word: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The letters without tones, and the tones with the index of the letter that carries each."""
    letters: list[str] = []
    tones = []
    for mark in unicodedata.normalize("NFD", word):
        if mark in _TONES:
            tones.append((len(letters) - 1, _TONES[mark]))
        elif unicodedata.combining(mark) and letters:
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
        else:
            letters.append(mark)
    return "".join(letters), tuple(tones)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Whether a word in small letters is a syllable of Vietnamese."""
    letters, tones = plain(word)
    if len(tones) > 1:
        return False
    for onset in _ONSETS:
        if letters.startswith(onset) and len(letters) > len(onset):
            rhyme = letters[len(onset) :]
            if _fits(onset, rhyme) and _tone(rhyme, len(onset), tones):
                return True
    return False


@lru_cache(maxsize=8192)
def impossible(word: str) -> bool:
    """Whether a word in small letters that bears a Vietnamese mark can be neither a syllable nor a loan.

    Loans are written in one word of several syllables (ôtô, vắcxin), level or rising, and may begin with br, cl, x-t…
    """
    if word.isascii() or is_syllable(word):
        return False
    letters, tones = plain(word)
    if not _LETTERS.fullmatch(letters) or not _GROUPS.search(letters):
        return False
    if len(_GROUPS.findall(letters)) > 1 and not set(word) - _FRENCH - set("abcdefghijklmnopqrstuvwxyz"):
        return False
    cluster = _CLUSTER.match(letters)
    if cluster and is_syllable(word[cluster.end() - 1 :]):
        return False
    return not (all(tone == "sắc" for _, tone in tones) and _loan(word))


def mend(word: str) -> str:
    """The syllable that an impossible one most likely was, or "" when no single slip explains it."""
    tries = [re.sub(r"(.)\1+", r"\1", word)]
    for wrong, right in (("ngh", "ng"), ("ng", "ngh"), ("g", "gh"), ("c", "k"), ("k", "kh")):
        if word.startswith(wrong):
            tries.append(right + word[len(wrong) :])
    letters, tones = plain(word)
    if "uơ" in letters:
        tries.append(_put(letters.replace("uơ", "ươ"), tones))
    if len(tones) == 1:
        tries += [_put(letters, ((at, tones[0][1]),)) for at, c in enumerate(letters) if _GROUPS.match(c)]
    return next((t for t in tries if t != word and is_syllable(t)), "")


def _put(letters: str, tones: tuple[tuple[int, str], ...]) -> str:
    marks = {name: mark for mark, name in _TONES.items()}
    out = list(letters)
    for at, tone in tones:
        out[at] += marks[tone]
    return unicodedata.normalize("NFC", "".join(out))


def _fits(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        return rhyme in _AFTER_QU
    if rhyme not in _RHYMES:
        return False
    front = rhyme[0] in _FRONT
    if onset in {"k", "gh", "ngh"}:
        return front
    if onset in {"c", "ng"}:
        return not front
    if onset == "g":
        return not front or rhyme[0] == "i"
    return not (onset == "gi" and rhyme[0] in "iy")


def _tone(rhyme: str, start: int, tones: tuple[tuple[int, str], ...]) -> bool:
    if _STOPPED.search(rhyme):
        if not tones or tones[0][1] not in {"sắc", "nặng"}:
            return False
    elif not tones:
        return True
    return not tones or tones[0][0] - start in _places(rhyme)


def _places(rhyme: str) -> tuple[int, ...]:
    """The letters of a rhyme that may carry the tone's mark."""
    special = [i for i, c in enumerate(rhyme) if c in "ăâêôơ"]
    if special:
        return (special[-1],)
    if rhyme in {"oa", "oe", "uy"} or rhyme.startswith("oo"):
        return (0, 1)
    if rhyme[:2] in {"oa", "oe", "uy"}:
        return (1,)
    return (0,)


def _loan(word: str) -> bool:
    """Whether the word is several near syllables one after another."""
    reached = {0}
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 7), end):
            whole = start == 0 and end == len(word)
            if start in reached and not whole and _near(word[start:end]) and _may_meet(word, start):
                reached.add(end)
                break
    return len(word) in reached


def _may_meet(word: str, at: int) -> bool:
    """Whether a syllable may begin at a letter: two vowels meet (iôn) only where they are no nucleus of Vietnamese."""
    if at == 0:
        return True
    (left, tones), (right, _) = plain(word[at - 1]), plain(word[at])
    both = _GROUPS.fullmatch(left) and _GROUPS.fullmatch(right)
    return not both or (not tones and left + right not in _NUCLEI)


@lru_cache(maxsize=8192)
def _near(part: str) -> bool:
    """A syllable of a loan: the same rhymes, but no stop needs a tone."""
    letters, tones = plain(part)
    if len(tones) > 1:
        return False
    cluster = _CLUSTER.match(letters)
    for onset in (*_ONSETS, *((cluster.group(),) if cluster else ())):
        rhyme = letters[len(onset) :]
        if letters.startswith(onset) and rhyme in _RHYMES and (not tones or tones[0][0] - len(onset) in _places(rhyme)):
            return True
    return False
