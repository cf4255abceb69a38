"""Words that bear a full stop without ending a sentence, as American opinions write them."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


NEVER_FINAL = _words(
    """
    v vs mr mrs ms dr prof hon messrs gov sen rep gen sgt lt col capt cmdr adm pvt maj rev fr st ste mt ft
    e.g i.e cf viz al.e ex rel compare see but.see accord approx ca
    """
)
"""A name, a number or an example follows them."""

SELDOM_FINAL = _words(
    """
    no nos inc co cos corp ltd llc l.l.c l.p llp bros assn ass'n assoc intl int'l natl nat'l govt gov't dept dep't dist div
    univ mfg mfrs ins indem ry r.r rr s.s bd comm comm'n commn comm'r comr admin admr adm'r auth bur ctr cent
    coop def educ elec emp empl employ'rs eng'g env't envtl equip exch exec fed fin found grp guar hosp hous
    indus info inst inv lab lib liab litig mach maint mgmt mut org pharm pres prob prod prop prot pub rec ref
    rehab res rest ret sav sch sci sec'y serv soc sol std subcomm sur sys tech tel telecomm transp twp unif util
    id ibid et.al al etc jr sr esq ph.d m.d j.d a.m p.m b.c a.d d.c u.s u.s.a u.s.c n.a p.a p.c
    jan feb mar apr jun jul aug sep sept oct nov dec
    ala ariz ark cal calif colo conn del fla ga haw ill ind kan ky la mass md me mich minn miss mo mont neb nev
    okla or ore pa tenn tex utah vt va wash wis wyo n.d n.h n.j n.m n.y n.c s.c s.d r.i w.va p.r v.i
    app ct cir cert cls supp supr super cl com commw commn ch crim civ bankr b.r juv jud mag mem misc op ops
    ann art arts amend amends const stat stats reg regs rev rul rules r evid proc code cong res h.r s sess
    sec secs subd subds subdiv subsec par pars para paras cl pt pts pp p pg fn fns n nn vol vols tit ed eds
    trans comp repl reprt rptr rep reps repr ser gen laws pub.l pl dkt doc docs exh ex exs att attach tr trs
    br pet pets reply resp resps amic rec rr aff affd aff'd rev'd revd den dismd vac remd reh reh'g hr'g hrg
    dep depo decl decls aff affs aplt app'x appx f fed s.ct l.ed n.e n.w s.e s.w so p a j jj c.j cj p.j
    u c d b e g h i k l m n o q t w x y z h.r.rep s.rep conf cong.rec fed.reg c.f.r cfr i.r.c wl
    am amer com.l cal.l colum geo harv mich n.y.u stan tex u.chi va yale l j q rev.l restatement bus econ
    """
)
"""They end a sentence only when a word follows that begins one."""

OPENERS = _words(
    """
    the this that these those there it its he she they his her their we our i you in on at by for from to of as if
    when while where whether although though because since after before under until unless despite during upon with
    without a an any all each every both neither either no nor none some such same so thus therefore hence accordingly
    but and or yet still then however moreover furthermore nevertheless nonetheless instead indeed rather otherwise
    here what which who why how one two three another other first second third finally next similarly likewise
    consequently additionally again also even only once nothing not
    petitioner petitioners respondent respondents appellant appellants appellee appellees plaintiff plaintiffs
    defendant defendants congress justice held
    """
)
"""Lower-case forms of words that begin a sentence when they stand capitalised after an abbreviation."""

ORDINARY = _words(
    """
    so or me ill art arts rule rules mass wash ark miss pet rest ref cent code laws prob prop par am ex lab inst
    comp bus tech reply no add dist div fin sur sing sol supp mo pa all ret sav sun sat mar op ops sess pub
    par con den tit i a law
    """
)
"""Abbreviations when capitalised, ordinary words when not."""
