"""Words that names of cases have inside them, words that lead up to a name, and abbreviations."""

from __future__ import annotations

from functools import cache

from core.ingest.abbreviations import NEVER_FINAL, SELDOM_FINAL


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


SMALL = _words(
    """
    of the and & for de la le les du des del della der den van von ten ter da di ex rel rel. re el y et al al. ux ux. on behalf in to at a an by
    with d/b/a dba f/k/a a/k/a as use or s/y m/v
    """
)
"""Words in small letters within a name."""
IN_PLAINTIFF = SMALL - _words("in to at a an by with as on or behalf")
"""Of these, those a first party's name may have: the others more often lead up to it ("as in Roe v. Wade")."""
SIGNALS = _words(
    """
    see in but cf. cf compare accord e.g. e.g., contra and under as since like also with citing quoting following because while although when
    after before on at by from thus nor neither our both unlike whether id. ibid. per until of if that this these those for held
    overruling overruled affirming reversing discussing applying accord, see, compare, generally see. again, similarly, moreover, however,
    thus, indeed, then, here, first, second, third, finally, therefore, accordingly, instead, nor, section justice chief court
    """
)
"""Words before a name that are no part of it, in small letters."""
STOPS = _words("See Cf. Accord Compare E.g. Contra Citing Quoting But Pp. P.")
"""Words at which a name that is read backwards has been left."""
SHARED = _words("United States State People Commonwealth City County Board In Ex Inc Corp Co The Department Dept Commissioner National")
"""Words of many names, by which none is called."""
_ALSO_SHORTENED = _words("servs indus hosps mgt rwy cty twp adm regl commrs comms assocs mfrs props sols enters")


@cache
def _abbreviations() -> frozenset[str]:
    from reporters_db import CASE_NAME_ABBREVIATIONS

    known = {key.lower().rstrip(".").replace("’", "'") for key in CASE_NAME_ABBREVIATIONS}
    return frozenset(known | SELDOM_FINAL | NEVER_FINAL | _ALSO_SHORTENED)


def is_abbreviation(word: str) -> bool:
    """Whether a word with a stop is shortened rather than the end of a sentence."""
    bare = word.strip("“”‘’\"'(),[]").rstrip(".")
    if (len(bare) == 1 and bare.isalpha()) or "." in bare or "’" in bare[-3:] or "'" in bare[-3:]:
        return True
    return bare.lower().replace("’", "'") in _abbreviations()
