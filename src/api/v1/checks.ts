import { z } from 'zod';
import { accept } from '../../domain/kernel/result.ts';
import { AnticipatedPlea, CaseImport } from '../../domain/case-file/index.ts';
import { deciderOf, type AuthorityOfOffence } from '../../domain/charging/index.ts';
import { differenceOf } from '../../domain/file-standard/index.ts';
import { supposeOfSent } from '../../application/suppose-of-sent.ts';
import { viewCheck, viewSnapshot } from '../../application/view-case.ts';
import { checkSent } from '../../application/check-bundle.ts';
import { read, workOut } from '../operation.ts';
import { pointerTo } from '../problem.ts';
import { answer, list, request } from '../schemas.ts';
import { Kind, Moment, OfSubmission, viewSubmission } from './shapes.ts';

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

const InputFaultRow = z
  .object({
    id: z.string(),
    severity: z.enum(['block', 'look']).meta({ description: 'block: it cannot be so. look: it may have a reason.' }),
    by: list(z.string()),
    why: z.string(),
    fix: z.string(),
  })
  .meta({ description: 'What cannot all be right, or could not be read.' });

const beforeAfter = <T extends z.ZodType>(schema: T) => z.object({ before: schema, after: schema });
const onlyIn = <T extends z.ZodType>(schema: T) => z.object({ opened: list(schema), closed: list(schema) });
const ChangedItem = z.object({ item: z.string(), title: z.string(), result: z.string() });
const Reason = z.object({ id: z.string(), label: z.string() });

const Difference = z.object({
  kind: beforeAfter(Kind),
  kindFits: beforeAfter(z.enum(['yes', 'no', 'unknown'])),
  required: beforeAfter(z.int()),
  nowDue: list(ChangedItem),
  noLongerDue: list(ChangedItem),
  gaps: onlyIn(ChangedItem),
  questions: onlyIn(z.object({ fact: z.string(), text: z.string() })),
  checks: onlyIn(z.object({ id: z.string(), message: z.string(), severity: z.enum(['block', 'warn']) })),
  faults: onlyIn(z.object({ id: z.string(), why: z.string(), fix: z.string(), severity: z.enum(['block', 'look']) })),
  triage: beforeAfter(z.string()),
  rejections: onlyIn(Reason),
  assessment: beforeAfter(z.object({ assessed: z.boolean(), failures: z.int() })),
  failures: onlyIn(Reason),
  isEmpty: z.boolean(),
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
    inputFaults: list(InputFaultRow),
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
    chargingAuthority: list(
      z.object({
        ...{ defendantId: z.string(), offenceId: z.string() },
        decides: z.enum(['police', 'cps', 'not_known']).meta({ description: 'The answer that counts.' }),
        computed: z.enum(['police', 'cps', 'not_known']).meta({ description: 'As worked out from the table.' }),
        reasons: list(z.object({ says: z.string(), source: z.string(), confirmed: z.boolean() })),
        asks: list(z.object({ says: z.string(), fact: z.string().optional() })).meta({
          description: 'What has to be known first.',
        }),
        toRecord: list(z.enum(['plea_basis', 'sentence'])).meta({
          description: 'What whoever decides for police has to record.',
        }),
        said: z
          .object({ decides: z.enum(['police', 'cps']), reason: z.string(), by: z.string(), at: Moment })
          .optional()
          .meta({ description: 'What somebody said in place of the table.' }),
      }),
    )
      .optional()
      .meta({ description: 'Who decides to charge with each offence still to be decided; for police alone.' }),
    difference: Difference.optional().meta({
      description: 'What would change if what the query supposes were so; absent where it supposes nothing.',
    }),
  }),
);

const authorityAnswer = (each: AuthorityOfOffence) => ({
  ...{ defendantId: each.defendantId, offenceId: each.offenceId, decides: deciderOf(each) },
  ...{ computed: each.authority.decides, asks: each.authority.asks, toRecord: each.authority.subjectTo },
  reasons: each.authority.reasons.map(({ says, source, confirmed }) => ({ says, source, confirmed })),
  ...(each.said === undefined ? {} : { said: each.said }),
});

/** What a query supposes of the file: nothing of it is kept. */
const Supposed = z.strictObject({
  plea: AnticipatedPlea.exactOptional().meta({ description: 'Expected plea to every live offence.' }),
  court: z
    .enum(['magistrates', 'crown'])
    .exactOptional()
    .meta({ description: 'Court that is likely to deal with it.' }),
  codeTest: z.enum(['full_code_test', 'threshold_test']).exactOptional(),
  kind: Kind.exactOptional().meta({ description: 'Kind of submission; without it, the kind that the rest leads to.' }),
});

const readCheck = read({
  id: 'readCheck',
  path: '/cases/:urn/submissions/:submissionId/check',
  tag: 'File check',
  summary: 'Read the check of a submission against the National File Standard',
  description:
    'Police read the check of the file as it is now, the CPS the check of the version that was sent to them. Either may suppose another plea, court, code test or kind: the answer then says what would change, and nothing is saved.',
  permission: 'case:read',
  params: OfSubmission,
  query: Supposed,
  answer: FileCheck,
  auditAs: 'api-check',
  versioned: true,
  refuses: ['case-not-found', 'page-not-found'],
  handle: async ({ params, query }, visit) => {
    const found = await viewSubmission(visit, params);
    if (!found.ok) return found;
    const { view, submission } = found.value;
    const { deps, actor } = visit;
    const { submissionId, version, sent } = submission;
    const supposing = Object.keys(query).length > 0 ? { given: query, fit: true } : undefined;
    if (view.side === 'police') {
      const checked = await viewCheck(deps, actor, params.urn, submissionId, supposing);
      if (!checked.ok) return checked;
      const { check, contentsHash, supposed, authorities } = checked.value;
      const difference = supposed === undefined ? {} : { difference: differenceOf(check, supposed) };
      return accept({
        answer: {
          ...check,
          ...difference,
          ...{ of: 'file' as const, version, contentsHash },
          chargingAuthority: authorities.map(authorityAnswer),
        },
        read: view.ref,
      });
    }
    const snapshot = await viewSnapshot(deps, actor, params.urn, submissionId, version);
    if (!snapshot.ok) return snapshot;
    const { check } = snapshot.value;
    const contentsHash = sent.find((each) => each.version === version)?.contentsHash ?? '';
    const both =
      supposing === undefined
        ? undefined
        : await supposeOfSent(deps, actor, { urn: params.urn, submissionId, version }, supposing);
    if (both?.ok === false) return both;
    const difference = both === undefined ? {} : { difference: differenceOf(both.value.check, both.value.supposed) };
    return accept({
      answer: {
        ...check,
        ...difference,
        ...{ submissionId, version, contentsHash, of: 'version' as const, kind: submission.kind },
        questions: [],
        prompts: [],
      },
      read: view.ref,
    });
  },
});

const truthRow = z.object({ id: z.string(), why: z.string(), label: z.string() });

const CaseCheck = answer(
  'CaseCheck',
  z.object({
    urn: z.string(),
    notices: list(z.string()).meta({ description: 'Slips in the case that were got past, in sentences.' }),
    nfs: list(
      z.object({
        submissionId: z.string(),
        kind: z.string(),
        defendants: list(z.string()),
        ruleSetVersion: z.string(),
        facts: z.record(z.string(), z.union([z.boolean(), z.number(), z.string()])),
        verdict: z.string(),
        summary: z.object({
          required: z.int(),
          met: z.int(),
          missing: list(z.string()),
          inadequate: list(z.string()),
          ask: list(z.string()),
          sentButNotRequired: list(z.string()),
        }),
        items: list(
          z.object({
            item: z.string(),
            level: z.string(),
            result: z.string(),
            by: list(z.string()),
            why: z.string(),
            proposals: list(z.object({ why: z.string() })).optional(),
          }),
        ),
        inputFaults: list(InputFaultRow),
      }),
    ).meta({ description: 'The standard, one entry for each submission of the case.' }),
    triage: list(
      z.object({
        ...{ submissionId: z.string(), outcome: z.string(), note: z.string() },
        reasons: list(truthRow),
        alsoDefensible: list(z.string()),
      }),
    ),
    dga: list(
      z.object({
        ...{ submissionId: z.string(), assessed: z.boolean(), compliant: z.boolean().nullable() },
        failures: list(truthRow),
        alsoDefensible: list(z.string()),
      }),
    ),
  }),
);

const CheckAsked = request(
  'CheckAsked',
  z.strictObject({
    case: CaseImport.meta({ description: 'The case.json of a bundle, as it is.' }),
    kind: Kind.exactOptional().meta({ description: 'Check every submission as if it were of this kind.' }),
    edition: z
      .string()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'Edition of the standard; in force otherwise.' }),
    texts: z
      .record(z.string().min(1).max(10), z.string())
      .exactOptional()
      .meta({ description: 'Text of documents, by the id of the item of material. What is not given was not read.' }),
  }),
);

/** `case.material[2].file` is `/case/material/2/file`. */
const sentPointer = (field: string): string =>
  pointerTo(
    field
      .replace(/\[(\d+)\]/g, '.$1')
      .split('.')
      .filter((step) => step !== ''),
  );

const checkCase = workOut({
  id: 'checkCase',
  path: '/checks',
  tag: 'File check',
  summary: 'Check a case that is sent against the National File Standard; nothing is kept',
  description:
    'What `jcf check --json` answers of a bundle, from its case.json and, where they are given, the texts of its documents. Files are not looked at.',
  permission: 'case:read',
  params: z.strictObject({}),
  body: CheckAsked,
  mostBytes: 10_000_000,
  answer: CaseCheck,
  refuses: ['not-valid'],
  pointerOf: sentPointer,
  handle: ({ case: record, ...options }, { deps }) => {
    const { standardSettings: settings, offences, holidays, editions } = deps;
    const checked = checkSent(
      { offences, holidays, editions, ...(settings === undefined ? {} : { settings }) },
      record,
      options,
    );
    return checked.ok ? accept({ answer: checked.value }) : checked;
  },
});

export const checkOperations = [readCheck, checkCase];
