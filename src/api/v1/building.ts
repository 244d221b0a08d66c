import { z } from 'zod';
import { isAnswerTo } from '../../domain/file-standard/index.ts';
import { RejectionAnswerKind, RuleDoubt } from '../../domain/case-file/index.ts';
import { CivilDateText } from '../../domain/kernel/civil-date.ts';
import { refuse } from '../../domain/kernel/result.ts';
import { answerRejection } from '../../application/answer-rejection.ts';
import { answerQuestion, changeKind, explainGap } from '../../application/build-file.ts';
import { doubtRule } from '../../application/rule-doubts.ts';
import { change } from '../operation.ts';
import { request, words } from '../schemas.ts';
import { addresses, Kind, OfSubmission } from './shapes.ts';

/** What an officer in the case says while police hold the file. */

const AnswerToQuestion = request(
  'AnswerToQuestion',
  z.strictObject({
    fact: words(100).meta({ description: 'As the check of the submission names it.' }),
    value: z.union([z.boolean(), z.int(), words(200)]).meta({ description: 'Of the type that the question has.' }),
  }),
);

const answerAQuestion = change({
  id: 'answerQuestion',
  path: '/cases/:urn/submissions/:submissionId/answers',
  tag: 'Building a file',
  summary: 'Answer a question that decides what the file needs',
  permission: 'case:build',
  params: OfSubmission,
  body: AnswerToQuestion,
  status: 200,
  needsVersion: true,
  logAs: 'answer-question',
  refuses: ['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid', 'version-moved'],
  handle: async ({ params, body: { fact, value } }, { deps }, command) => {
    if (!isAnswerTo(deps.edition, fact, value))
      return refuse('not-valid', 'That is no answer to this question: see its type and values in the check.', 'value');
    const to = addresses.submission(params.urn, params.submissionId);
    return answerQuestion(deps, command, { ...params, fact, value }, { to, say: 'Answer recorded.' });
  },
});

const ExplanationOfGap = request(
  'ExplanationOfGap',
  z.strictObject({ item: words(100), reason: words(5000), due: CivilDateText }),
);

const explainAGap = change({
  id: 'explainGap',
  path: '/cases/:urn/submissions/:submissionId/gap-explanations',
  tag: 'Building a file',
  summary: 'Say why something due is not on the file, and when it will be',
  permission: 'case:build',
  params: OfSubmission,
  body: ExplanationOfGap,
  status: 200,
  needsVersion: true,
  logAs: 'explain-gap',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) => {
    const to = addresses.submission(params.urn, params.submissionId);
    return explainGap(deps, command, { ...params, ...body }, { to, say: 'Reason recorded.' });
  },
});

const KindToChangeTo = request(
  'KindToChangeTo',
  z.strictObject({
    kind: Kind.meta({ description: 'What the file is put forward as: what is due with it follows from this.' }),
    reason: words(2000),
  }),
);

const changeTheKind = change({
  id: 'changeKind',
  path: '/cases/:urn/submissions/:submissionId/kind',
  tag: 'Building a file',
  summary: 'Put a file forward as another kind of submission, while it is with its officer',
  permission: 'case:build',
  params: OfSubmission,
  body: KindToChangeTo,
  status: 200,
  needsVersion: true,
  logAs: 'change-kind',
  refuses: [
    ...(['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid'] as const),
    ...(['something-missing', 'version-moved'] as const),
  ],
  handle: ({ params, body }, { deps }, command) => {
    const to = addresses.submission(params.urn, params.submissionId);
    return changeKind(deps, command, { ...params, ...body }, { to, say: 'The kind of submission is changed.' });
  },
});

const DoubtAboutRule = request(
  'DoubtAboutRule',
  z.strictObject({
    rule: words(100).meta({ description: 'An item, fact or cross-check, as the check names it, or a triage reason.' }),
    kind: RuleDoubt.meta({ description: 'What is wrong with it.' }),
    text: words(5000).meta({ description: 'What made somebody stumble over it. Without names.' }),
  }),
);

const doubtARule = change({
  id: 'doubtRule',
  path: '/cases/:urn/submissions/:submissionId/rule-doubts',
  tag: 'File check',
  summary: 'Say that a rule of the file standard is not clear or not right in a case',
  description: 'It stays on the side of whoever says it, changes no result, and counts in the log of such rules.',
  permission: 'case:read',
  params: OfSubmission,
  body: DoubtAboutRule,
  status: 200,
  needsVersion: false,
  logAs: 'doubt-rule',
  refuses: ['case-not-found', 'page-not-found', 'not-allowed', 'something-missing'],
  handle: ({ params, body }, { deps }, command) => {
    const to = addresses.submission(params.urn, params.submissionId);
    return doubtRule(deps, command, { ...params, ...body }, { to, say: 'Noted.' });
  },
});

const AnswersToRejection = request(
  'AnswersToRejection',
  z.strictObject({
    answers: z
      .array(
        z.strictObject({
          point: words(100).meta({ description: 'As the rejection of the submission names it.' }),
          kind: RejectionAnswerKind,
          text: words(5000),
          materialIds: z.array(words(20)).max(50).default([]),
        }),
      )
      .min(1)
      .max(100),
  }),
);

const answerARejection = change({
  id: 'answerRejection',
  path: '/cases/:urn/submissions/:submissionId/rejection-answers',
  tag: 'Building a file',
  summary: 'Answer points of a rejection: put right or disputed; every point is answered before the file goes again',
  permission: 'case:build',
  params: OfSubmission,
  body: AnswersToRejection,
  status: 200,
  needsVersion: true,
  logAs: 'answer-rejection',
  refuses: ['case-not-found', 'page-not-found', 'not-allowed', 'step-not-allowed', 'not-valid', 'version-moved'],
  handle: ({ params, body: { answers } }, { deps }, command) => {
    const to = addresses.submission(params.urn, params.submissionId);
    return answerRejection(deps, command, { ...params, answers }, { to, say: 'Answers recorded.' });
  },
});

export const buildingOperations = [answerAQuestion, explainAGap, changeTheKind, answerARejection, doubtARule];
