import type { ByteSource } from './byte-source.ts';

const endOfChain = 0xfffffffe;
/** Enough directory for 130,000 names; a chain that runs longer is a loop. */
const mostDirectorySectors = 4096;

/**
 * Names of the streams and folders in an OLE compound file (old Office, Outlook messages, locked Office files);
 * `undefined` when the container is damaged.
 * @source [MS-CFB] sections 2.2 (header), 2.3 (FAT), 2.6 (directory)
 */
export async function readCompoundNames(source: ByteSource): Promise<ReadonlySet<string> | undefined> {
  const header = await source.read(0, 512);
  if (header.length < 512) return undefined;
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return undefined;
  const sectorSize = 1 << shift;
  const sector = (number: number): Promise<Buffer> => source.read((number + 1) * sectorSize, sectorSize);

  const fatSectors: number[] = [];
  for (let at = 76; at < 512; at += 4) fatSectors.push(header.readUInt32LE(at));
  let more = header.readUInt32LE(68);
  for (let read = 0; more < endOfChain - 4 && read < mostDirectorySectors; read += 1) {
    const part = await sector(more);
    if (part.length < sectorSize) return undefined;
    for (let at = 0; at < sectorSize - 4; at += 4) fatSectors.push(part.readUInt32LE(at));
    more = part.readUInt32LE(sectorSize - 4);
  }
  const next = async (number: number): Promise<number | undefined> => {
    const perSector = sectorSize / 4;
    const holder = fatSectors[Math.floor(number / perSector)];
    if (holder === undefined || holder >= endOfChain - 4) return undefined;
    const entry = await source.read((holder + 1) * sectorSize + (number % perSector) * 4, 4);
    return entry.length === 4 ? entry.readUInt32LE(0) : undefined;
  };

  const names = new Set<string>();
  let at: number | undefined = header.readUInt32LE(48);
  for (let read = 0; at !== endOfChain; read += 1) {
    if (at === undefined || read > mostDirectorySectors) return undefined;
    const directory = await sector(at);
    if (directory.length < sectorSize) return undefined;
    for (let entry = 0; entry < sectorSize; entry += 128) {
      const length = directory.readUInt16LE(entry + 64);
      if (length >= 2 && length <= 64) names.add(directory.toString('utf16le', entry, entry + length - 2));
    }
    at = await next(at);
  }
  return names;
}
