import type { ByteSource } from './byte-source.ts';
import { withFile } from './byte-source.ts';
import { sniff, sniffLength } from './sniff.ts';

/**
 * What the structure of a recording says. `plays` means that its index is whole and points inside the file; nothing
 * was decoded. `because` finishes "The recording is damaged: …". `unknown` is a kind whose structure is not read.
 */
export type MediaProbe =
  | { readonly state: 'plays'; readonly seconds?: number }
  | { readonly state: 'damaged'; readonly because: string }
  | { readonly state: 'unknown' };

const damaged = (because: string): MediaProbe => ({ state: 'damaged', because });
const plays = (seconds: number | undefined): MediaProbe =>
  seconds === undefined || !Number.isFinite(seconds) ? { state: 'plays' } : { state: 'plays', seconds };

const cutShort = 'the file stops before the recording does';

/** Probes the recording at `path` by its content: WAV, MP4, QuickTime and AVI; others are `unknown`. */
export const probeMedia = (path: string): Promise<MediaProbe> => withFile(path, probeSource);

/** As `probeMedia`, over bytes wherever they are. */
export async function probeSource(source: ByteSource): Promise<MediaProbe> {
  const kind = sniff(await source.read(0, sniffLength));
  switch (kind?.is) {
    case 'wav':
      return probeWav(source);
    case 'avi':
      return probeAvi(source);
    case 'mp4':
    case 'm4a':
    case 'mov':
      return probeBoxes(source);
    default:
      return { state: 'unknown' };
  }
}

/** Chunks of a RIFF file between two places: four letters, a little-endian length, padded to even. */
async function* chunks(source: ByteSource, from: number, to: number) {
  for (let at = from; at + 8 <= to;) {
    const header = await source.read(at, 8);
    if (header.length < 8) return;
    const length = header.readUInt32LE(4);
    yield { id: header.toString('latin1', 0, 4), at: at + 8, length };
    at += 8 + length + (length % 2);
  }
}

async function probeWav(source: ByteSource): Promise<MediaProbe> {
  let bytesPerSecond: number | undefined;
  for await (const chunk of chunks(source, 12, source.size)) {
    if (chunk.id === 'fmt ') {
      const format = await source.read(chunk.at, 16);
      if (format.length < 16) return damaged(cutShort);
      bytesPerSecond = format.readUInt32LE(8);
      const channels = format.readUInt16LE(2);
      const samplesPerSecond = format.readUInt32LE(4);
      if (channels === 0 || samplesPerSecond === 0 || bytesPerSecond === 0) {
        return damaged('its header describes no sound');
      }
    }
    if (chunk.id !== 'data') continue;
    if (bytesPerSecond === undefined) return damaged('its header does not say how the sound is stored');
    const held = source.size - chunk.at;
    // A recorder that writes as it goes leaves the length at nothing or at its largest: the rest of the file is sound.
    const length = chunk.length === 0 || chunk.length === 0xffffffff ? held : chunk.length;
    if (length > held) return damaged(cutShort);
    return length === 0 ? damaged('it holds no sound') : plays(length / bytesPerSecond);
  }
  return damaged('it holds no sound');
}

async function probeAvi(source: ByteSource): Promise<MediaProbe> {
  let seconds: number | undefined;
  for await (const chunk of chunks(source, 12, source.size)) {
    if (chunk.id !== 'LIST') continue;
    const list = (await source.read(chunk.at, 4)).toString('latin1');
    if (list === 'hdrl') {
      const header = await source.read(chunk.at + 4, 8 + 20);
      if (header.length < 28 || header.toString('latin1', 0, 4) !== 'avih') return damaged('its header is missing');
      seconds = (header.readUInt32LE(8) * header.readUInt32LE(24)) / 1_000_000;
    }
    if (list === 'movi') {
      if (seconds === undefined) return damaged('its header is missing');
      return chunk.at + chunk.length > source.size ? damaged(cutShort) : plays(seconds);
    }
  }
  return damaged('it holds no pictures');
}

interface Box {
  readonly type: string;
  /** First byte after the header, and the byte after the box. */
  readonly from: number;
  readonly to: number;
}

/** Boxes of an ISO base media file between two places. `to` of a box may lie past the file: the caller decides. */
async function* boxes(source: ByteSource, from: number, to: number): AsyncGenerator<Box, void, undefined> {
  for (let at = from; at + 8 <= to;) {
    const header = await source.read(at, 16);
    if (header.length < 8) return;
    const small = header.readUInt32BE(0);
    const type = header.toString('latin1', 4, 8);
    const large = small === 1 && header.length === 16;
    const length = large ? Number(header.readBigUInt64BE(8)) : small === 0 ? to - at : small;
    if (length < 8) {
      yield { type: 'nonsense', from: at, to: Number.POSITIVE_INFINITY };
      return;
    }
    yield { type, from: at + (large ? 16 : 8), to: at + length };
    at += length;
  }
}

async function probeBoxes(source: ByteSource): Promise<MediaProbe> {
  let index: Box | undefined;
  let fragments = false;
  let cut = false;
  for await (const box of boxes(source, 0, source.size)) {
    cut ||= box.to > source.size;
    if (box.type === 'moov') index = box;
    if (box.type === 'moof') fragments = true;
  }
  if (index === undefined) {
    return damaged(cut ? `${cutShort}, and its index is missing` : 'its index is missing');
  }
  if (cut) return damaged(cutShort);
  return probeIndex(source, index, fragments);
}

/** Reads the index (`moov`): how long the recording is, and whether each track's pieces lie inside the file. */
async function probeIndex(source: ByteSource, index: Box, fragments: boolean): Promise<MediaProbe> {
  let seconds: number | undefined;
  let tracks = 0;
  for await (const box of boxes(source, index.from, index.to)) {
    if (box.to > index.to) return damaged('its index is broken');
    if (box.type === 'mvhd') seconds = durationIn(await source.read(box.from, 32));
    if (box.type !== 'trak') continue;
    tracks += 1;
    const last = await lastPiece(source, box);
    if (last >= source.size) return damaged('its index points past the end of the file');
  }
  if (tracks === 0) return damaged('it holds no sound or pictures');
  // A recording in fragments gives its length piece by piece: not added up here.
  return plays(fragments && seconds === 0 ? undefined : seconds);
}

function durationIn(header: Buffer): number | undefined {
  if (header.length < 32) return undefined;
  const wide = header[0] === 1;
  const scale = header.readUInt32BE(wide ? 20 : 12);
  const length = wide ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16);
  return scale === 0 ? undefined : length / scale;
}

const pathToPieces = ['mdia', 'minf', 'stbl'];

/** Largest place in the file that a track's chunk table names; 0 when it names none. */
async function lastPiece(source: ByteSource, track: Box): Promise<number> {
  let holder: Box | undefined = track;
  for (const step of pathToPieces) {
    let found: Box | undefined;
    for await (const box of boxes(source, holder.from, holder.to)) if (box.type === step) found = box;
    if (found === undefined) return 0;
    holder = found;
  }
  let last = 0;
  for await (const box of boxes(source, holder.from, holder.to)) {
    if (box.type !== 'stco' && box.type !== 'co64') continue;
    const table = await source.read(box.from, Math.min(box.to - box.from, 16 * 1024 * 1024));
    const width = box.type === 'stco' ? 4 : 8;
    for (let at = 8; at + width <= table.length; at += width) {
      last = Math.max(last, width === 4 ? table.readUInt32BE(at) : Number(table.readBigUInt64BE(at)));
    }
  }
  return last;
}
