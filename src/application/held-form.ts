import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addHeldForm, findHeldForm } from '../storage/sessions.ts';
import type { Deps } from './deps.ts';
import { sha256Of } from './secrets.ts';
import type { Session } from './sessions.ts';
import { systemViewer } from './viewer.ts';

/**
 * A form whose sender has to confirm who they are first: kept so that nothing typed is lost on the way, and sealed with a
 * key made from the session's secret, so that only the browser that sent it can have it back.
 */

const Values = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
/** What was typed, by field. */
export type HeldValues = Readonly<z.infer<typeof Values>>;

const cipher = 'aes-256-gcm';
const keyOf = (secret: string): Buffer => createHmac('sha256', secret).update('held form').digest();

/** Twelve bytes that differ each time, sixteen that show tampering, then the text; bound to the page it was typed on. */
function seal(secret: string, page: string, values: object): string {
  const nonce = randomBytes(12);
  const sealing = createCipheriv(cipher, keyOf(secret), nonce).setAAD(Buffer.from(page));
  const text = Buffer.concat([sealing.update(JSON.stringify(values), 'utf8'), sealing.final()]);
  return Buffer.concat([nonce, sealing.getAuthTag(), text]).toString('base64');
}

function unseal(secret: string, page: string, sealed: string): HeldValues | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  const opening = createDecipheriv(cipher, keyOf(secret), bytes.subarray(0, 12), { authTagLength: 16 })
    .setAAD(Buffer.from(page))
    .setAuthTag(bytes.subarray(12, 28));
  try {
    const text = Buffer.concat([opening.update(bytes.subarray(28)), opening.final()]).toString('utf8');
    return Values.parse(JSON.parse(text));
  } catch {
    return undefined; // another page's, or not as it was written
  }
}

/** Keeps what was typed on a page, under the number of its form. */
export const holdForm = (
  deps: Deps,
  session: Session,
  form: { readonly id: string; readonly page: string; readonly values: object },
): Promise<void> =>
  deps.db.transaction(systemViewer, (tx) =>
    addHeldForm(tx, {
      tokenSha256: sha256Of(session.secret),
      heldId: form.id,
      at: deps.now(),
      sealed: seal(session.secret, form.page, form.values),
    }),
  );

/** What was typed on this page; `undefined` when nothing is kept of it, or it was another page or session. */
export async function takeHeldForm(
  deps: Deps,
  session: Session,
  form: { readonly id: string; readonly page: string },
): Promise<HeldValues | undefined> {
  const sealed = await deps.db.transaction(systemViewer, (tx) => findHeldForm(tx, sha256Of(session.secret), form.id));
  return sealed === undefined ? undefined : unseal(session.secret, form.page, sealed);
}
