import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encryptedPdf, office, pdf, pdfOf, pdfStream, workbook } from '../../test/support/sample-files.ts';
import { createReader, environmentFor, sharedReader } from './read/reader.ts';
import { saySerial } from './read/workbook.ts';
import { extractText } from './text.ts';

afterAll(() => sharedReader.close());

const bundled = (path: string) => ({ path: join(import.meta.dirname, '../../demo/cases', path) });
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('the words of a PDF', () => {
  it('come page by page', async () => {
    const result = await extractText({ bytes: pdf(['First page', 'Second page']) }, 'application/pdf');
    expect(result).toEqual({ text: 'First page\n\nSecond page', pages: ['First page', 'Second page'], read: 'read' });
  });

  it('are none for a scan, which is not a failure and not an empty file', async () => {
    const result = await extractText(
      bundled('01-da-battery-s39a-limit/documents/M14_DASH_Domestic_abuse_risk_assessment.pdf'),
      'application/pdf',
    );
    expect(result).toEqual({
      text: '',
      pages: [''],
      unreadPages: [1],
      read: 'no-text',
      note: 'No text was found. It is probably a scan.',
    });
  });

  it('name the page that is a scan among others', async () => {
    const result = await extractText(
      bundled('03-drink-drive-police-charged-ngap/documents/M03_MGDD_Breath_test_station_procedure.pdf'),
      'application/pdf',
    );
    expect(result).toMatchObject({ read: 'read', note: 'Page 2 has no text and may be scanned.' });
    expect(result.pages).toHaveLength(2);
  });

  it('say so when a broken page may hide others', async () => {
    const result = await extractText({ bytes: pdf(['One', undefined, 'Three']) }, 'application/pdf');
    const note = 'Page 2 could not be read, and pages after it may be missing.';
    expect(result).toEqual({ text: 'One', pages: ['One', ''], unreadPages: [2], read: 'read', note });
  });

  it('include filled form fields and notes', async () => {
    const field = '<< /Type /Annot /Subtype /Widget /FT /Tx /T (plea) /V (Not guilty) /Rect [0 0 9 9] /P 4 0 R >>';
    const note = '<< /Type /Annot /Subtype /Text /Contents (Ring first) /Rect [0 0 9 9] >>';
    const bytes = pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>',
      '<< /Type /Pages /Kids [4 0 R] /Count 1 >>',
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Annots [5 0 R 6 0 R] >>',
      field,
      note,
    ]);
    expect((await extractText({ bytes }, 'application/pdf')).text.split('\n').toSorted()).toEqual([
      'Not guilty',
      'Ring first',
    ]);
  });

  it.each([
    { what: 'a locked one', bytes: encryptedPdf('locked'), note: 'The text could not be read: it needs a password.' },
    {
      what: 'a broken one',
      bytes: Buffer.from('%PDF-1.4 nothing'),
      note: 'The text could not be read: the PDF is damaged.',
    },
  ])('cannot be had from $what', async ({ bytes, note }) => {
    expect(await extractText({ bytes }, 'application/pdf')).toEqual({ text: '', pages: [], read: 'failed', note });
  });

  it('come from the other pages when one page never ends, and from the next file', { timeout: 120_000 }, async () => {
    const reader = createReader({ openMs: 60_000, pageMs: 3000, idleMs: 1000 });
    try {
      const result = await extractText({ bytes: endlessSecondPage() }, 'application/pdf', reader);
      expect(result).toMatchObject({ pages: ['Before', '', 'After'], read: 'read', note: 'Page 2 could not be read.' });
      expect(await extractText({ bytes: pdf(['Next file']) }, 'application/pdf', reader)).toMatchObject({
        text: 'Next file',
      });
    } finally {
      reader.close();
    }
  });

  it('stop when even opening takes too long', async () => {
    const reader = createReader({ openMs: 1, pageMs: 1, idleMs: 1000 });
    try {
      const result = await extractText({ bytes: pdf(['x']) }, 'application/pdf', reader);
      expect(result).toEqual({
        text: '',
        pages: [],
        read: 'failed',
        note: 'The text could not be read: it took too long.',
      });
    } finally {
      reader.close();
    }
  });

  it('are given to each of several askers', async () => {
    const wanted = ['a', 'b', 'c', 'd'];
    const results = await Promise.all(wanted.map((each) => extractText({ bytes: pdf([each]) }, 'application/pdf')));
    expect(results.map(({ text }) => text)).toEqual(wanted);
  });
});

describe('the words of a Word document', () => {
  it('are those of its body, headers, notes and comments', async () => {
    const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const paragraph = (words: string): string => `<w:p><w:r><w:t>${words}</w:t></w:r></w:p>`;
    const bytes = office('application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml', {
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': `<w:document ${w}><w:body>${paragraph('Body &amp; soul')}</w:body></w:document>`,
      'word/header1.xml': `<w:hdr ${w}>${paragraph('OFFICIAL')}</w:hdr>`,
      'word/comments.xml': `<w:comments ${w}><w:comment>${paragraph('Check date')}</w:comment></w:comments>`,
    });
    expect(await extractText({ bytes }, docx)).toEqual({ text: 'Body & soul\n\nOFFICIAL\n\nCheck date', read: 'read' });
  });

  it('come out of a demonstration statement', async () => {
    const path = '02-shop-theft-gap-complete/documents/M05_VPS_Business_impact_statement.docx';
    expect((await extractText(bundled(path), docx)).text).toContain('Fernlea Food Hall');
  });

  it('cannot be had from a broken one', async () => {
    expect(await extractText({ bytes: Buffer.from('PK\x03\x04 nothing') }, docx)).toMatchObject({ read: 'failed' });
  });
});

describe('the words of a workbook', () => {
  const relationships = (ids: number): string =>
    `<Relationships>${Array.from({ length: ids }, (_, i) => `<Relationship Id="r${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`;

  it('come sheet by sheet, with shared, inline and computed text, numbers and dates', async () => {
    const bytes = workbook({
      'xl/workbook.xml':
        '<workbook><sheets><sheet name="Calls &amp; texts" r:id="r1"/><sheet name="Old" state="hidden" r:id="r2"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': relationships(2),
      'xl/sharedStrings.xml':
        '<sst><si><t>Called</t></si><si><r><t>077</t></r><r><t xml:space="preserve">00 900</t></r><rPh><t>not this</t></rPh></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy&quot; hm&quot;"/><numFmt numFmtId="165" formatCode="&quot;days&quot; 0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>',
      'xl/worksheets/sheet1.xml':
        '<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row><c t="inlineStr"><is><t>in line</t></is></c><c t="str"><f>A1</f><v>made</v></c><c t="b"><v>1</v></c></row><row><c s="1"><v>46328</v></c><c s="2"><v>3</v></c><c s="3"><v>46328.6083333333</v></c><c/></row></sheetData></worksheet>',
      'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>',
      'xl/comments1.xml': '<comments><comment><text><t>Hidden word</t></text></comment></comments>',
    });
    expect(await extractText({ bytes }, xlsx)).toMatchObject({
      read: 'read',
      pages: [
        'Calls & texts\nCalled\t07700 900\nin line\tmade\tTRUE\n2026-11-02\t3\t2026-11-02 14:36:00',
        'Old (hidden sheet)\n7',
        'Comments\nHidden word',
      ],
    });
  });

  it('come out of a demonstration download, hidden sheets too', async () => {
    const path = '04-rasso-early-advice/documents/M15_PHONEDATA_Suspect_handset_chats_in_scope.xlsx';
    expect((await extractText(bundled(path), xlsx)).text).toContain('think ive messed up');
  });

  it.each([
    { serial: 46328, from1904: false, says: '2026-11-02' },
    { serial: 44866, from1904: true, says: '2026-11-02' },
    { serial: 0.5, from1904: false, says: '12:00:00' },
  ])('say day $serial as $says', ({ serial, from1904, says }) => {
    expect(saySerial(serial, from1904)).toBe(says);
  });
});

describe('the words of an email', () => {
  it('are its headers, its body and the names of its attachments', async () => {
    const mail = [
      'From: =?utf-8?q?Ren=C3=A9?= <r@example.org>',
      'To: a@example.org, b@example.org',
      'Subject: Third party',
      'Date: Mon, 05 Oct 2026 09:12:00 +0100',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=x',
      '',
      '--x',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<style>p {}</style><p>Caf&eacute; &amp; bar</p><p>R&#243;is&iacute;n</p>',
      '--x',
      'Content-Type: application/pdf; name=a.pdf',
      'Content-Disposition: attachment; filename=a.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERg==',
      '--x--',
    ].join('\r\n');
    const result = await extractText({ bytes: Buffer.from(mail) }, 'message/rfc822');
    expect(result.text).toContain(
      'From: René <r@example.org>\nTo: a@example.org, b@example.org\nDate: Mon, 05 Oct 2026 09:12:00 +0100\nSubject: Third party',
    );
    expect(result.text).toContain('& bar');
    expect(result.text).toContain('Attachments: a.pdf');
    expect(result.text).not.toContain('p {}');
    expect(result).toMatchObject({ read: 'read', note: '1 attachment inside the email is not read.' });
  });
});

describe('the words of plain text', () => {
  it.each([
    { what: 'UTF-8', bytes: Buffer.from('Caf\u00e9 \u00a320') },
    { what: 'UTF-8 with a mark', bytes: Buffer.from('\ufeffCaf\u00e9 \u00a320') },
    { what: 'Windows-1252', bytes: Buffer.from('Caf\xe9 \xa320', 'latin1') },
    { what: 'UTF-16', bytes: Buffer.from('\ufeffCaf\u00e9 \u00a320', 'utf16le') },
  ])('are right in $what', async ({ bytes }) => {
    expect(await extractText({ bytes }, 'text/plain')).toEqual({ text: 'Caf\u00e9 \u00a320', read: 'read' });
  });

  it('have the quotes, dashes and pounds of Windows-1252', async () => {
    const bytes = Buffer.from('\x93yes\x94 \x96 it\x92s \xa320 \x80', 'latin1');
    expect((await extractText({ bytes }, 'text/plain')).text).toBe('“yes” – it’s £20 €');
  });

  it('never hold what a database cannot', async () => {
    const bytes = Buffer.from('\ufeffa\ud800b\0c', 'utf16le');
    expect((await extractText({ bytes }, 'text/plain')).text).toBe('a\ufffdbc');
  });
});

describe('files whose words are not read', () => {
  it.each([
    { type: 'image/jpeg', read: 'no-text', note: 'This is a picture. Words in it are not read.' },
    { type: 'video/mp4', read: 'no-text', note: 'This is a recording. Words in it are not read.' },
    {
      type: 'application/vnd.ms-outlook',
      read: 'failed',
      note: 'Outlook messages are not read. Save it as .eml or PDF to be able to search it.',
    },
  ] as const)('$type says so', async ({ type, read, note }) => {
    expect(await extractText({ bytes: Buffer.from('x') }, type)).toEqual({ text: '', read, note });
  });
});

describe('the reading process', () => {
  it('is given none of the settings of the product', () => {
    expect(environmentFor({ PATH: '/bin', TZ: 'UTC', DATABASE_URL: 'x', JCF_SECRET: 'y' })).toEqual({
      PATH: '/bin',
      TZ: 'UTC',
    });
  });
});

/** Three pages; the middle one draws a form that draws ten forms that draw ten forms, fifteen deep: a page without end. */
function endlessSecondPage(): Buffer {
  const depth = 15;
  const page = (contents: number): string =>
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /X 10 0 R >> >> /Contents ${contents} 0 R >>`;
  const words = (text: string): Buffer => pdfStream(`BT /F1 12 Tf 72 720 Td (${text}) Tj ET`);
  const form = (level: number): string => {
    const content = level === depth - 1 ? 'BT /F1 12 Tf (a) Tj ET' : '/X Do '.repeat(10);
    const next = level === depth - 1 ? '' : `/XObject << /X ${11 + level} 0 R >>`;
    const resources = `<< /Font << /F1 3 0 R >> ${next} >>`;
    return `<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources ${resources} /Length ${content.length} >>\nstream\n${content}\nendstream`;
  };
  return pdfOf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [4 0 R 6 0 R 8 0 R] /Count 3 >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    page(5),
    words('Before'),
    page(7),
    pdfStream('/X Do'),
    page(9),
    words('After'),
    ...Array.from({ length: depth }, (_, level) => form(level)),
  ]);
}
