import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedReader } from '../../src/documents/read/reader.ts';
import { examples, takeIn } from '../support/cases.ts';
import { encryptedPdf, pdf, wav } from '../support/sample-files.ts';
import { sendFile } from '../support/send-files.ts';
import { signedInAs, testApplication, who, type SignedIn, type TestApplication } from '../support/signed-in.ts';
import { everythingIn } from '../support/untouched.ts';

/** Files that cannot be taken in, sent over the network as a browser sends them. Each is refused with what to do. */

const { urn } = examples.domesticBattery;
const url = `/cases/${urn}/material/add`;
const details = {
  type: 'DACHECK',
  title: 'Domestic abuse checklist',
  status: 'admin',
  'date-day': '20',
  'date-month': '11',
  'date-year': '2026',
  madeBy: 'PC 3318',
};

let test: TestApplication;
let officer: SignedIn;
beforeAll(async () => {
  test = await testApplication();
  await takeIn(test.deps, examples.domesticBattery);
  await test.app.listen({ host: '127.0.0.1', port: 0 });
  officer = await signedInAs(test, who.officer);
});
afterAll(async () => {
  await test.close();
  sharedReader.close();
});

const send = (file: { name: string; type?: string; pieces: Iterable<Uint8Array> }, fields = {}, command?: string) =>
  sendFile(test, officer, url, {
    field: 'file',
    file: { type: 'application/pdf', ...file },
    fields: { ...details, ...fields },
    ...(command === undefined ? {} : { command }),
  });

const megabyte = Buffer.alloc(1_000_000, 'a');
function* megabytes(count: number, head: Buffer = Buffer.alloc(0)): Generator<Buffer> {
  yield head;
  for (let sent = 0; sent < count; sent += 1) yield megabyte;
}

describe('a document sent twice, as by a double click', () => {
  it('is added once and answered the same both times', async () => {
    const command = randomUUID();
    const file = { name: 'checklist.pdf', pieces: [pdf(['Checklist'])] };
    const answers = await Promise.all([send(file, {}, command), send(file, {}, command)]);
    expect(answers.map(({ status, location }) => ({ status, location }))).toEqual([
      { status: 303, location: `/cases/${urn}/material` },
      { status: 303, location: `/cases/${urn}/material` },
    ]);
    const added = await test.database.asAdmin(`select 1 from event where type = 'material-added'`);
    expect(added).toHaveLength(1);
    expect((await everythingIn(test)).files.filter((path) => path.startsWith('tmp/'))).toEqual([]);
  });
});

describe('a file that cannot be taken in', () => {
  it.each([
    {
      what: 'has 0 bytes',
      file: { name: 'a.pdf', pieces: [] },
      status: 422,
      says: 'The file is empty (0 bytes). Ask for the file again, then upload it again.',
    },
    {
      what: 'is a PDF with a password',
      file: { name: 'a.pdf', pieces: [encryptedPdf('locked')] },
      status: 422,
      says: 'The file needs a password to open. Ask for it without a password, then upload it again.',
    },
    {
      what: 'is a PDF cut short',
      file: { name: 'a.pdf', pieces: [pdf(['Words']).subarray(0, 300)] },
      status: 422,
      says: 'The file is damaged: the PDF stops before its end. Ask for the file again, then upload it again.',
    },
    {
      what: 'is a document over 100 MB',
      file: { name: 'a.txt', type: 'text/plain', pieces: megabytes(120, Buffer.from('text ')) },
      status: 413,
      says: 'The file is larger than 100 MB. Split it into parts, then upload them one by one.',
    },
  ])('is refused when it $what, and nothing is left of it', async ({ file, status, says }) => {
    const before = await everythingIn(test);
    const answer = await send(file);
    expect(answer.status).toBe(status);
    expect(answer.body).toContain(`href="#file">${says}`);
    expect(answer.body).toContain('value="PC 3318"');
    expect(await everythingIn(test)).toEqual(before);
  });

  it('is refused when it is a recording over 2 GB, and nothing is left of it', async () => {
    const before = await everythingIn(test);
    const answer = await send({ name: 'a.wav', type: 'audio/wav', pieces: megabytes(2_000, wav(0)) });
    expect(answer.status).toBe(413);
    expect(answer.body).toContain('href="#file">Choose a file of 2 GB or less');
    expect(answer.body).toContain('value="PC 3318"');
    expect(await everythingIn(test)).toEqual(before);
  }, 180_000);
});
