"""Garbled text layers are told from text in any language."""

from __future__ import annotations

import random
import string

import pytest
from made_pdfs import PROSE

from core.ingest.legibility import is_legible

READABLE = {
    "German": "Das Gericht hat die Berufung des Klägers zurückgewiesen, weil der Vertrag nach Auffassung der Kammer wirksam zustande gekommen ist.",
    "French": "La cour a rejeté le pourvoi au motif que l'arrêt attaqué avait légalement justifié sa décision, les preuves ayant été appréciées.",
    "Polish": "Sąd oddalił powództwo w całości, ponieważ powód nie wykazał, aby pozwany naruszył postanowienia umowy zawartej między stronami.",
    "Finnish": "Käräjäoikeus hylkäsi kanteen, koska kantaja ei ollut näyttänyt toteen, että vastaaja olisi rikkonut sopimusta millään tavalla.",
    "Turkish": "Mahkeme, davacının talebini reddetmiş ve taraflar arasındaki sözleşmenin geçerli olduğuna oybirliğiyle karar vermiştir.",
    "Vietnamese": "Tòa án nhân dân đã bác đơn khởi kiện của nguyên đơn vì không có đủ chứng cứ chứng minh bị đơn đã vi phạm hợp đồng giữa hai bên.",
    "Hawaiian": "Ua hooholo ka aha hookolokolo kiekie e hoole i ka palapala hoopii a ka mea hoopii no ka mea aohe ona kuleana ma lalo o ke kanawai.",
    "Greek": "Το δικαστήριο απέρριψε την αγωγή του ενάγοντος επειδή δεν αποδείχθηκε ότι ο εναγόμενος παραβίασε τους όρους της σύμβασης.",
    "Russian": "Суд отказал в удовлетворении исковых требований, поскольку истец не доказал нарушение ответчиком условий договора между сторонами.",
    "Chinese": "本院认为，原告未能证明被告违反合同约定，因此驳回其全部诉讼请求。案件受理费由原告负担。如不服本判决，可以在十五日内上诉。",
    "Japanese": "原告の請求を棄却する。訴訟費用は原告の負担とする。当裁判所は、被告が契約に違反したと認めるに足りる証拠はないと判断する。",
    "Korean": "법원은 원고가 피고의 계약 위반을 입증하지 못하였으므로 원고의 청구를 기각한다. 소송비용은 원고가 부담한다.",
    "Arabic": "قضت المحكمة برفض الدعوى لأن المدعي لم يثبت أن المدعى عليه قد أخل بشروط العقد المبرم بين الطرفين وألزمت المدعي بالمصروفات.",
    "capitals": "UNITED STATES COURT OF APPEALS FOR THE TENTH CIRCUIT PLAINTIFF APPELLANT VERSUS DEFENDANT APPELLEE ORDER AND JUDGMENT",
    "figures": "2008 $1,234,567.00 12.5% 2009 $2,345,678.00 13.4% 2010 $3,456,789.12 99.9% Total 7,037,034.12 sec. 6651(a)(1) sec. 6662(a)",
    "contents": "I. Introduction ........................................ 1 II. Argument ................................ 2 III. Conclusion ....... 33",
    "few": "§ 3",
    "English": PROSE,
}


def moved(text, by):
    return "".join(chr(ord(letter) + by) if letter.isalnum() else letter for letter in text)


def drawn(text, alphabet):
    chance = random.Random(7)  # noqa: S311  a fixed draw
    return "".join(chance.choice(alphabet) if letter.isalpha() else letter for letter in text)


GARBLED = {
    "codes of a subset font": moved(PROSE, -29),
    "codes moved up": moved(PROSE, 31),
    "letters exchanged": PROSE.lower().translate(str.maketrans(string.ascii_lowercase, "qjxzvkwfbgphyumcdlnrsatoie")),
    "random letters": drawn(PROSE, string.ascii_letters),
    "random small letters": drawn(PROSE, string.ascii_lowercase),
    "private use": "".join(chr(0xE000 + ord(letter)) for letter in PROSE),
    "no Unicode known": drawn(PROSE, "\ufffdabcde"),
    "character numbers": " ".join(f"(cid:{ord(letter)})" for letter in PROSE[:200]),
    "UTF-8 read as Latin": READABLE["Russian"].encode().decode("latin-1"),
    "Cyrillic read as Latin": READABLE["Russian"].encode("cp1251").decode("latin-1"),
    "scripts mixed": drawn(PROSE, "abcdeαβγδжшщא"),
}


@pytest.mark.parametrize("text", READABLE.values(), ids=READABLE)
def test_text_is_legible_in_any_language(text):
    assert is_legible(text)


@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED)
def test_garbage_is_not(text):
    assert not is_legible(text)


def test_a_page_half_garbled_is_garbled():
    assert not is_legible(PROSE + GARBLED["codes of a subset font"])
