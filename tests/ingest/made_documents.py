"""Opinions without paper, made for tests: invented parties, courts and reporters."""

from __future__ import annotations

import io
import zipfile

from docx import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def docx(*paragraphs: str) -> bytes:
    """A DOCX of these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def docx_of(body: str, notes: str = "", numbering: str = "") -> bytes:
    """A DOCX whose body (and notes, and numbering) is this WordprocessingML."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx())) as plain, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name in plain.namelist():
            data = plain.read(name)
            if name == "word/document.xml":
                data = data.partition(b"<w:body>")[0] + b"<w:body>" + body.encode() + b"</w:body></w:document>"
            elif name == "[Content_Types].xml" and notes:
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES_TYPE}"/></Types>'
                data = data.replace(b"</Types>", override.encode())
            elif name == "word/_rels/document.xml.rels" and notes:
                relation = f'<Relationship Id="rIdNotes" Type="{_NOTES}" Target="footnotes.xml"/></Relationships>'
                data = data.replace(b"</Relationships>", relation.encode())
            elif name == "word/numbering.xml" and numbering:
                data = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'.encode()
            made.writestr(name, data)
        if notes:
            made.writestr("word/footnotes.xml", f'<w:footnotes xmlns:w="{W}">{notes}</w:footnotes>')
    return held.getvalue()


def p(text: str, properties: str = "") -> str:
    """A paragraph of WordprocessingML."""
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


RECORD = """<Case>
  <CurrentOpinion>False</CurrentOpinion>
  <ShortName>State v. Averill</ShortName>
  <Jurisdiction><CourtAbbreviation>Conn. App.</CourtAbbreviation><CourtName>Appellate Court of Connecticut.</CourtName></Jurisdiction>
  <DocketNumbers><DocketNumber>No. 90210.</DocketNumber></DocketNumbers>
  <Citations>
    <Citation><Volume>953</Volume><Reporter>Conn.App.</Reporter><Page>66</Page></Citation>
    <Citation><Volume>900</Volume><Reporter>A.3d</Reporter><Page>504</Page></Citation>
  </Citations>
  <DecisionDate>{date}</DecisionDate>
  <Author>MARLOWE, J.</Author>
  <PartyHeader>STATE of Connecticut v. Ruth AVERILL.</PartyHeader>
  <HeaderHtml>&lt;center&gt;&lt;p&gt;953 Conn.App. 66&lt;br&gt;900 A.3d 504&lt;/p&gt;&lt;p&gt;STATE of Connecticut&lt;br&gt;v.&lt;br&gt;Ruth AVERILL.&lt;/p&gt;
    &lt;p&gt;No. 90210.&lt;/p&gt;&lt;p&gt;Appellate Court of Connecticut.&lt;/p&gt;&lt;p&gt;Decided Sept. 8, 2014.&lt;/p&gt;&lt;/center&gt;</HeaderHtml>
  <CaseHtml>&lt;p&gt;[900 A.3d 505]&lt;/p&gt;&lt;p&gt;MARLOWE, J.&lt;/p&gt;&lt;p&gt;[953 Conn.App. 67]&lt;/p&gt;
    &lt;p&gt;The defendant, Ruth Averill, appeals from the judgment that found her ferry to be a public nuisance, and we think that &lt;/p&gt;
    &lt;p&gt;[953 Conn.App. 68]&lt;/p&gt;&lt;p&gt;the trial court was right.&lt;small&gt;&lt;sup&gt;&lt;a href="#fr1" name="fn1"&gt;1&lt;/a&gt;&lt;/sup&gt;&lt;/small&gt; We affirm.&lt;/p&gt;
    &lt;p&gt;The judgment is affirmed.&lt;/p&gt;&lt;p&gt;Notes:&lt;/p&gt;
    &lt;p&gt;&lt;small&gt;&lt;sup&gt;&lt;a href="#fn1" name="fr1"&gt;1&lt;/a&gt;&lt;/sup&gt;&lt;/small&gt; The ferry was sold before trial.&lt;/p&gt;</CaseHtml>
</Case>"""
"""A record of the kind that legal publishers hand over: fields, and text as escaped HTML."""
