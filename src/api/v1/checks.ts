import { z } from 'zod';
import { accept } from '../../domain/kernel/result.ts';
import { viewCheck, viewSnapshot } from '../../application/view-case.ts';
import { read } from '../operation.ts';
import { answer, list } from '../schemas.ts';
import { Kind, NoQuery, OfSubmission, viewSubmission } from './shapes.ts';

const Item = z.object({
  item: z.string(),
  title: z.string(),
  group: z.string().optional(),
  level: z.string().meta({ description: 'Whether the standard asks for it with this kind of submission.' }),
  result: z
    .string()
    .meta({ description: 'met, missing, inadequate, ask, deferred, not_required, sent_but_not_required' }),
  by: list(z.string()).meta({ description: 'What it rests on: items of material and parts of the request.' }),
  why: z.string(),
  fix: z.string(),
  predictedRejections: list(z.string()).optional(),
  predictedFailures: list(z.string()).optional(),
});

const FileCheck = answer(
  'FileCheck',
  z.object({
    submissionId: z.string(),
    of: z.enum(['file', 'version']).meta({ description: 'The file as police hold it, or the version that was sent.' }),
    version: z.int(),
    kind: Kind,
    ruleSetVersion: z.string().meta({ description: 'Edition of the standard.' }),
    verdict: z.string(),
    contentsHash: z
      .string()
      .meta({ description: 'Names what was checked; a certificate and a sending have to name it.' }),
    items: list(Item),
    questions: list(
      z.object({
        fact: z.string(),
        text: z.string(),
        type: z.enum(['boolean', 'enum', 'integer', 'date']),
        values: list(z.string()).optional(),
        decides: list(z.string()),
      }),
    ).meta({ description: 'Facts that decide what is due and that nobody has given.' }),
    prompts: list(
      z.object({
        fact: z.string(),
        text: z.string(),
        value: z.union([z.boolean(), z.number(), z.string()]).nullable(),
      }),
    ).meta({ description: 'Facts taken as the ordinary value, because nothing in the papers says otherwise.' }),
    triage: z
      .object({ outcome: z.string(), reasons: list(z.object({ id: z.string(), why: z.string() })) })
      .meta({ description: 'What triage would do.' }),
  }),
);

const readCheck = read({
  id: 'readCheck',
  path: '/cases/:urn/submissions/:submissionId/check',
  tag: 'File check',
  summary: 'Read the check of a submission against the National File Standard',
  description:
    'Police read the check of the file as it is now, the CPS the check of the version that was sent to them.',
  permission: 'case:read',
  params: OfSubmission,
  query: NoQuery,
  answer: FileCheck,
  auditAs: 'api-check',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params }, visit) => {
    const found = await viewSubmission(visit, params);
    if (!found.ok) return found;
    const { view, submission } = found.value;
    const { deps, actor } = visit;
    const { submissionId, version, sent } = submission;
    if (view.side === 'police') {
      const checked = await viewCheck(deps, actor, params.urn, submissionId);
      if (!checked.ok) return checked;
      const { check, contentsHash } = checked.value;
      return accept({ answer: { ...check, of: 'file' as const, version, contentsHash }, read: view.ref });
    }
    const snapshot = await viewSnapshot(deps, actor, params.urn, submissionId, version);
    if (!snapshot.ok) return snapshot;
    const { check } = snapshot.value;
    const contentsHash = sent.find((each) => each.version === version)?.contentsHash ?? '';
    return accept({
      answer: {
        ...check,
        ...{ submissionId, version, contentsHash, of: 'version' as const, kind: submission.kind },
        questions: [],
        prompts: [],
      },
      read: view.ref,
    });
  },
});

export const checkOperations = [readCheck];
