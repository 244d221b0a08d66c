import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { box, mp4, pdf, wav } from '../../test/support/sample-files.ts';
import { bytesInMemory } from './byte-source.ts';
import { probeMedia, probeSource } from './media.ts';

const document = (name: string): string => join(import.meta.dirname, '../../demo/cases', name);
const header = (length: number): Buffer => {
  const bytes = wav(1);
  bytes.writeUInt32LE(length, 40);
  return bytes;
};
const avi = (): Buffer => {
  const list = (kind: string, body: Buffer): Buffer => {
    const head = Buffer.from(`LIST\0\0\0\0${kind}`, 'latin1');
    head.writeUInt32LE(body.length + 4, 4);
    return Buffer.concat([head, body]);
  };
  const main = Buffer.alloc(8 + 56);
  main.write('avih', 0, 'latin1');
  main.writeUInt32LE(56, 4);
  main.writeUInt32LE(40_000, 8); // microseconds a picture
  main.writeUInt32LE(75, 24); // pictures
  return Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI ', 'latin1'), list('hdrl', main), list('movi', Buffer.alloc(32))]);
};

describe('what the structure of a recording says', () => {
  it.each([
    { what: 'a WAV of 1.5 seconds', bytes: wav(1.5), probe: { state: 'plays', seconds: 1.5 } },
    { what: 'a WAV whose recorder never wrote the length', bytes: header(0), probe: { state: 'plays', seconds: 1 } },
    {
      what: 'a WAV streamed with the largest length',
      bytes: header(0xffffffff),
      probe: { state: 'plays', seconds: 1 },
    },
    { what: 'a WAV with less sound than it says', bytes: header(8001), probe: { state: 'damaged' } },
    { what: 'a WAV with no sound', bytes: wav(0), probe: { state: 'damaged', because: 'it holds no sound' } },
    {
      what: 'a WAV with no chunks',
      bytes: wav(1).subarray(0, 12),
      probe: { state: 'damaged', because: 'it holds no sound' },
    },
    { what: 'an MP4 of 2 seconds', bytes: mp4(), probe: { state: 'plays', seconds: 2 } },
    {
      what: 'an MP4 in fragments',
      bytes: Buffer.concat([mp4({ seconds: 0 }), box('moof')]),
      probe: { state: 'plays' },
    },
    {
      what: 'an MP4 without an index',
      bytes: box('ftyp', Buffer.from('isom')),
      probe: { state: 'damaged', because: 'its index is missing' },
    },
    {
      what: 'an MP4 with an index of no tracks',
      bytes: Buffer.concat([box('ftyp', Buffer.from('isom')), box('moov')]),
      probe: { state: 'damaged' },
    },
    {
      what: 'an MP4 that turns to nonsense',
      bytes: Buffer.concat([mp4(), Buffer.from([0, 0, 0, 3, 1, 1, 1, 1])]),
      probe: { state: 'damaged' },
    },
    { what: 'an AVI of 3 seconds', bytes: avi(), probe: { state: 'plays', seconds: 3 } },
    { what: 'an AVI that stops early', bytes: avi().subarray(0, -8), probe: { state: 'damaged' } },
    { what: 'a PDF', bytes: pdf(['x']), probe: { state: 'unknown' } },
  ])('$what', async ({ bytes, probe }) => {
    expect(await probeSource(bytesInMemory(bytes))).toMatchObject(probe);
  });

  it('reads the recordings of the demonstration cases from disk', async () => {
    expect(await probeMedia(document('01-da-battery-s39a-limit/documents/M09_999_call_Duckering.wav'))).toEqual({
      state: 'plays',
      seconds: 2,
    });
    const film = '05-abh-two-defendants-youth-mismatch/documents/M16_EL_1_body_worn_video_first_accounts.mp4';
    expect(await probeMedia(document(film))).toMatchObject({ state: 'damaged' });
  });
});
