import { z } from 'zod';
import { DocumentRef } from './material-events.ts';

/** What happens to a redacted copy of a document, as it is written to the log. Never what was taken out (BR-58). */

const text = z.string().min(1);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Who a copy is made for. */
export const Recipient = z.enum(['cps', 'defence', 'court', 'public']);

/** Something that goes from a page. `boxes` in the page's own user space, as `domain/redaction` has them. */
export const PageRegion = z.strictObject({
  /** Of the suggestion, or new for what a person drew: the same at every saving of the page. */
  key: text,
  boxes: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).min(1),
  from: z.enum(['suggested', 'words', 'drawn', 'whole-page']),
  /** Kind of personal data, of what was suggested. */
  type: text.exactOptional(),
  /** Code of the list of reasons. */
  reason: text,
  /** What was decided once for the case by it, as `SubjectDecision` names it. */
  subject: text.exactOptional(),
});
export type PageRegion = z.infer<typeof PageRegion>;

/** Something that was suggested and stays. */
export const PageStay = z.strictObject({ key: text, subject: text.exactOptional() });
export type PageStay = z.infer<typeof PageStay>;

/** What was decided of one thing about one person, for every document of the case. */
export const SubjectDecision = z.strictObject({
  /** `<person>:<kind>`, or the words themselves with their kind where they belong to nobody the case knows. */
  subject: text,
  personId: text.exactOptional(),
  type: text,
  goes: z.boolean(),
});
export type SubjectDecision = z.infer<typeof SubjectDecision>;

const OfCopy = { copyId: text, materialId: text };
/** Class of the item whose copy it is, when the copy was begun. */
const Class = z.enum(['V1', 'V5', 'V6']);

const Program = z.strictObject({ name: text, version: text });

/** What the verifier said of a copy: each look with its outcome, and what both files are. */
export const Certificate = z.strictObject({
  originalSha256: Sha256,
  workingSha256: Sha256,
  copySha256: Sha256,
  regions: z.int().min(0),
  pages: z.int().min(1),
  /** Pages that had to become pictures, from 1. */
  asPictures: z.array(z.int().min(1)),
  checks: z.array(z.strictObject({ id: text, looksFor: text, passed: z.boolean() })),
  programs: z.array(Program),
});
export type CopyCertificate = z.infer<typeof Certificate>;

export const redactionEvents = {
  'copy-begun': z.strictObject({ ...OfCopy, class: Class, sha256: Sha256, recipient: Recipient }),
  /** One page as somebody left it: the whole of what goes from it, in place of what was decided of it before. */
  'copy-page-decided': z.strictObject({
    ...OfCopy,
    page: z.int().min(1),
    regions: z.array(PageRegion),
    stays: z.array(PageStay),
    subjects: z.array(SubjectDecision),
    recipient: Recipient,
    /** The page as it was before its last saving, brought back. */
    undo: z.literal(true).exactOptional(),
  }),
  /** Words to go wherever they stand in the document: each place is shown on its page, to be saved there. */
  'copy-words-sought': z.strictObject({ ...OfCopy, words: text, reason: text }),
  /** Every page was looked at: the copy is to be made. */
  'copy-finished': z.strictObject({ ...OfCopy, sha256: Sha256 }),
  /** Made, read back by other code, and nothing found. It waits for a second person. */
  'copy-made': z.strictObject({ ...OfCopy, document: DocumentRef, certificate: Certificate }),
  /** No copy: why, where, and what to do. */
  'copy-refused': z.strictObject({
    ...OfCopy,
    code: text,
    says: text,
    found: z.array(z.strictObject({ check: text, page: z.int().min(1).exactOptional(), where: text })),
  }),
  'copy-approved': z.strictObject({ ...OfCopy }),
  'copy-returned': z.strictObject({ ...OfCopy, reason: text }),
  /** Not to be given to anybody any more. */
  'copy-withdrawn': z.strictObject({ ...OfCopy, reason: text }),
  /** The document may go to this recipient as it is (BR-56, BR-59). */
  'copy-not-needed': z.strictObject({
    ...{ ...OfCopy, class: Class, sha256: Sha256, recipient: Recipient },
    ground: z.enum(['nothing-to-redact', 'disproportionate']),
    reason: text,
  }),
  /** A decision on one thing about one person, changed for the whole case at once. */
  'redaction-subject-changed': z.strictObject({ subject: SubjectDecision, recipient: Recipient, reason: text }),
} as const;
