import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { may } from '../../../domain/access/index.ts';
import { accept, refuse } from '../../../domain/kernel/result.ts';
import { openDocument } from '../../../application/open-document.ts';
import { viewCase } from '../../../application/view-case.ts';
import { getFile } from '../../file-route.ts';
import { paths } from '../../paths.ts';
import { get } from '../../route.ts';
import { caseFrame } from '../case-frame/index.ts';
import { MaterialItemPage, MaterialPage } from './page.tsx';

/** The material of a case: the list, one item, and the bytes of its document. */
export function registerMaterial(app: FastifyInstance): void {
  const { deps } = app.shell;
  get(app, {
    pattern: paths.material.pattern,
    permission: 'case:read',
    auditAs: 'material',
    params: z.object({ urn: z.string() }),
    load: async ({ params: { urn } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const { ref, material, record, mayBuild, seesSensitive } = found.value;
      return accept({
        read: ref,
        view: {
          frame: caseFrame(found.value, 'material', actor),
          ...{ case: found.value, urn, material, record, mayBuild, seesSensitive },
          mayRedact: may(actor, 'material:redact'),
        },
      });
    },
    page: MaterialPage,
  });
  get(app, {
    pattern: paths.materialItem.pattern,
    permission: 'case:read',
    auditAs: 'material-item',
    params: z.object({ urn: z.string(), materialId: z.string() }),
    load: async ({ params: { urn, materialId } }, { actor }) => {
      const found = await viewCase(deps, actor, urn);
      if (!found.ok) return found;
      const { ref, material, record } = found.value;
      const discarded = found.value.discarded.filter((each) => each.materialId === materialId);
      const item =
        material.find((each) => each.materialId === materialId) ?? discarded.find(({ how }) => how === 'withdrawn');
      if (item === undefined) return refuse('page-not-found', 'This case has no such item.');
      const earlier = discarded.filter(({ how }) => how === 'replaced').toReversed();
      const frame = caseFrame(found.value, 'material', actor);
      return accept({
        read: ref,
        view: {
          ...{ frame, urn, item, record, earlier, mayRedact: may(actor, 'material:redact') },
          case: found.value,
        },
      });
    },
    page: MaterialItemPage,
  });
  getFile(app, {
    pattern: paths.materialFile.pattern,
    permission: 'case:read',
    auditAs: 'document',
    params: z.object({ urn: z.string(), materialId: z.string() }),
    query: z.object({}),
    load: async ({ params: { urn, materialId } }, { actor, request }) => {
      const opened = await openDocument(deps, actor, urn, materialId, rangeOf(request.headers.range));
      if (!opened.ok) return opened;
      const { stream, size, mediaType, name, ref, range } = opened.value;
      return accept({ read: ref, bytes: stream, size, mediaType, name, ...(range === undefined ? {} : { range }) });
    },
  });
  getFile(app, {
    pattern: paths.earlierFile.pattern,
    permission: 'case:read',
    auditAs: 'earlier-document',
    params: z.object({ urn: z.string(), materialId: z.string(), number: z.string().regex(/^[1-9]\d{0,5}$/) }),
    query: z.object({}),
    load: async ({ params: { urn, materialId, number } }, { actor, request }) => {
      const part = rangeOf(request.headers.range);
      const opened = await openDocument(deps, actor, urn, materialId, part, Number(number));
      if (!opened.ok) return opened;
      const { stream, size, mediaType, name, ref, range } = opened.value;
      return accept({ read: ref, bytes: stream, size, mediaType, name, ...(range === undefined ? {} : { range }) });
    },
  });
}

/** `bytes=100-199` or `bytes=100-` as a player asks for them; anything else is answered with the whole document. */
function rangeOf(header: string | undefined): { first: number; last: number | undefined } | undefined {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === undefined) return undefined;
  return { first: Number(first), last: last === undefined || last === '' ? undefined : Number(last) };
}
