"""Word pieces and features: what the encoder sees of a text.

In: words, with sentence and paragraph bounds · Out: piece ids, feature ids, index of each word's first piece
From: BERT's uncased WordPiece (Devlin et al. 2019, Wu et al. 2016) · The same in Rust: crates/desk/src/encoder/pieces.rs
"""

import unicodedata
from pathlib import Path

CLS, SEP, UNK = 101, 102, 100
# Pieces of one window, [CLS] and [SEP] included.
WINDOW = 128
# Feature of [CLS] and [SEP]; below it: shape × first in its sentence × quotation.
EDGE = 54
OPEN, CLOSE, STRAIGHT = "“„«", "”»", "\""


def vocabulary(path: Path) -> dict[str, int]:
    return {line: number for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")) if line}


def is_punctuation(letter: str) -> bool:
    code = ord(letter)
    return 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126 or unicodedata.category(letter)[0] == "P"


def is_ideograph(letter: str) -> bool:
    code = ord(letter)
    return 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F


def pieces(word: str, vocab: dict[str, int]) -> list[int]:
    """Ids of the pieces of one word; never none."""
    plain = [c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"]
    chunks: list[str] = []
    glue = False
    for letter in plain:
        if letter.isspace() or unicodedata.category(letter)[0] == "C" or letter == "\ufffd":
            glue = False
        elif is_punctuation(letter) or is_ideograph(letter):
            chunks.append(letter)
            glue = False
        elif glue:
            chunks[-1] += letter
        else:
            chunks.append(letter)
            glue = True
    out: list[int] = []
    for chunk in chunks:
        out += greedy(chunk, vocab)
    return out or [UNK]


def greedy(chunk: str, vocab: dict[str, int]) -> list[int]:
    """Longest pieces first, from the left."""
    if len(chunk) > 100:
        return [UNK]
    out, start = [], 0
    while start < len(chunk):
        for end in range(len(chunk), start, -1):
            found = vocab.get(("##" if start else "") + chunk[start:end])
            if found is not None:
                break
        else:
            return [UNK]
        out.append(found)
        start = end
    return out


def shape(word: str) -> int:
    """How a word is written: the encoder is uncased, so this is all it knows of capitals."""
    first = word[0]
    if not any(c.isalnum() for c in word):
        return 7
    if word.isascii() and word.isdigit():
        return 5
    if any("0" <= c <= "9" for c in word):
        return 6
    letters = [c for c in word if c.isalpha()]
    upper = sum(c.isupper() for c in letters)
    if upper == 0:
        return 0
    if upper == len(letters):
        return 3 if upper == 1 else 2
    return 1 if first.isupper() and upper == 1 else 4


def quotation(words: list[str], paragraphs: set[int]) -> list[int]:
    """0 outside, 1 inside, 2 a mark; a paragraph's end closes."""
    out, inside = [], False
    for at, word in enumerate(words):
        if at in paragraphs:
            inside = False
        if word[0] in OPEN or (word[0] in STRAIGHT and not inside) or word in ("``", "“"):
            inside = True
            out.append(2)
        elif word[0] in CLOSE or word[0] in STRAIGHT or word == "''":
            inside = False
            out.append(2)
        else:
            out.append(int(inside))
    return out


def features(words: list[str], firsts: set[int], paragraphs: set[int]) -> list[int]:
    quoted = quotation(words, paragraphs)
    return [shape(w) * 6 + (at in firsts) * 3 + q for at, (w, q) in enumerate(zip(words, quoted))]
