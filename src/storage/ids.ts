import { randomBytes } from 'node:crypto';
import type { Instant } from '../domain/kernel/civil-date.ts';

let lastMs = 0;
let counter = 0;

/**
 * A UUIDv7 for `now`. Ids made by one process ascend, even when the clock stands still or steps back; ids from two
 * processes order only as well as their clocks.
 */
export function newId(now: Instant): string {
  const random = randomBytes(10);
  if (now.epochMilliseconds > lastMs) {
    lastMs = now.epochMilliseconds;
    counter = random.readUInt16BE(0) & 0x7ff; // starts in the lower half, so that it can count up
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
  }
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(lastMs, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  random.copy(bytes, 8, 2);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
