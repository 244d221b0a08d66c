import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { openingHours } from '../../../domain/access/index.ts';
import { accept } from '../../../domain/kernel/result.ts';
import { openRestricted } from '../../../application/open-restricted.ts';
import { requiredText } from '../../form-fields.ts';
import { paths } from '../../paths.ts';
import { get, post } from '../../route.ts';
import { OpenRestrictedPage } from './page.tsx';

const reference = z
  .string({ error: 'Enter the reference of the case' })
  .transform((text) => text.replace(/[\s/]/g, '').toUpperCase())
  .pipe(z.string().regex(/^\d{2}[A-Z0-9]{2}\d{7}$/, 'Enter a reference such as 35NT0914726'));

/** Opening a case that is kept to others, for a time. */
export function registerOpenRestricted(app: FastifyInstance): void {
  const { deps } = app.shell;
  const params = z.object({});
  const show = get(app, {
    pattern: paths.openRestricted.pattern,
    permission: 'access:emergency',
    auditAs: null,
    params,
    load: () => Promise.resolve(accept({ view: {} })),
    page: OpenRestrictedPage,
  });
  post(app, {
    pattern: paths.openRestricted.pattern,
    permission: 'access:emergency',
    auditAs: 'open-in-emergency',
    params,
    body: z.strictObject({ urn: reference, reason: requiredText('Enter why it cannot wait', 1000) }),
    act: ({ body: { urn, reason } }, _visit, command) =>
      openRestricted(
        deps,
        command,
        { urn, reason },
        { to: paths.case.to({ urn }), say: `This case is open to you for ${openingHours} hours. That is recorded.` },
      ),
    onRefused: show,
  });
}
