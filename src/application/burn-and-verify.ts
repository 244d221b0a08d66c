import type { Redactor } from '../documents/redaction/redactor.ts';
import type { Burned, Outcome, Report } from '../documents/redaction/types.ts';
import type { Region } from '../domain/redaction/index.ts';

/** What burning and reading back needs; no database. Whoever verifies is not whoever burns. */
export type Burning = Pick<Redactor, 'burner' | 'verify' | 'wordsOnPicture'>;

/** A copy as written, with what reading it back said. Fit to be given to anybody only where the report is clean. */
export interface Redacted extends Burned {
  readonly report: Report;
}

/**
 * Burns the regions out of a working copy and reads the result back with another engine. A page in which the verifier finds
 * something is tried once more as a picture.
 */
export async function burnAndVerify(
  { burner, verify, wordsOnPicture }: Burning,
  working: Uint8Array,
  regions: readonly Region[],
): Promise<Outcome<Redacted>> {
  const how = wordsOnPicture === undefined ? {} : { wordsOnPicture };
  let pictures: readonly number[] = [];
  for (;;) {
    const burned = await burner.burnRegions(working, regions, { ...how, asPictures: pictures });
    if (!burned.ok) return burned;
    const already = burned.value.asPictures.map(({ page }) => page);
    const report = await verify(burned.value.pdf, { working, regions, asPictures: already });
    const again = report.clean || pictures.length > 0 ? [] : doubtful(report, regions, already);
    if (again.length === 0) return { ok: true, value: { ...burned.value, report } };
    pictures = again;
  }
}

/** Pages to try as pictures: those that the verifier names, or all with a region where it names none. */
function doubtful({ checks }: Report, regions: readonly Region[], already: readonly number[]): readonly number[] {
  const found = checks.filter(({ passed }) => !passed).flatMap((check) => check.found);
  const named = found.flatMap(({ page }) => page ?? []);
  const pages = found.every(({ page }) => page !== undefined) ? named : [...named, ...regions.map(({ page }) => page)];
  return [...new Set(pages)].filter((page) => !already.includes(page));
}
