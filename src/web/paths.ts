/** Names of the `:parameters` of a pattern. */
type ParameterOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<Rest>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;
type Parameters = Readonly<Record<string, string>>;

type NoParameters = Readonly<Record<string, never>>;

/** Parameters, which may be left out only where the pattern has none; then the query. */
type Given<Pattern extends string> = [ParameterOf<Pattern>] extends [never]
  ? [parameters?: NoParameters, query?: Query]
  : [parameters: Readonly<Record<ParameterOf<Pattern>, string>>, query?: Query];

/** An address of the product: the pattern the server listens on and the function that fills it in. */
export interface Path<Pattern extends string> {
  readonly pattern: Pattern;
  /** The address with every parameter escaped; query values left out where undefined. */
  readonly to: (...given: Given<Pattern>) => string;
}

const queryString = (query: Query): string => {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) parts.append(name, each);
  }
  return parts.size === 0 ? '' : `?${parts.toString()}`;
};

const fill = (pattern: string, parameters: Parameters = {}, query: Query = {}): string => {
  const given = new Map(Object.entries(parameters));
  const filled = pattern.replace(/:([A-Za-z]+)/g, (_match, name: string) => {
    const value = given.get(name);
    // An empty part would make a link that leads to another page.
    if (value === undefined || value === '') throw new Error(`no ${name} for ${pattern}`);
    return encodeURIComponent(value);
  });
  return filled + queryString(query);
};

/** Declares an address. */
export const path = <const Pattern extends string>(pattern: Pattern): Path<Pattern> => ({
  pattern,
  // The compiler doesn't resolve `Given` while `Pattern` is open; both of its shapes are this tuple.
  to: (...given) => fill(pattern, ...(given as [Parameters?, Query?])),
});

/** Every address of the product. Pages, links and redirects take theirs from here and nowhere else. */
export const paths = {
  home: path('/'),
  signIn: path('/sign-in'),
  signInCallback: path('/sign-in/callback'),
  confirm: path('/sign-in/confirm'),
  signOutByProvider: path('/sign-in/back-channel-logout'),
  signOut: path('/sign-out'),
  signedOut: path('/signed-out'),
  places: path('/where-you-are-signed-in'),
  demonstrationPeople: path('/demo-identity/people/:interaction'),
  training: path('/training'),
  addTraining: path('/training/new'),
  endTraining: path('/training/:accreditationId/end'),
  retention: path('/retention'),
  retentionOf: path('/retention/:urn'),
  retentionGroup: path('/retention/:urn/group'),
  keepCase: path('/retention/:urn/keep'),
  holdCase: path('/retention/:urn/hold'),
  liftHold: path('/retention/:urn/lift-hold'),
  askErasure: path('/retention/:urn/ask'),
  withdrawErasure: path('/retention/:urn/withdraw'),
  eraseCase: path('/retention/:urn/erase'),
  cases: path('/cases'),
  case: path('/cases/:urn'),
  people: path('/cases/:urn/people'),
  person: path('/cases/:urn/people/person/:personId'),
  addWitness: path('/cases/:urn/people/witnesses/add'),
  witness: path('/cases/:urn/people/witnesses/:personId'),
  withdrawWitness: path('/cases/:urn/people/witnesses/:personId/withdraw'),
  addVictim: path('/cases/:urn/people/victims/add'),
  victim: path('/cases/:urn/people/victims/:number'),
  withdrawVictim: path('/cases/:urn/people/victims/:number/withdraw'),
  suspect: path('/cases/:urn/people/suspects/:defendantId'),
  addInterview: path('/cases/:urn/people/suspects/:defendantId/interviews/add'),
  interview: path('/cases/:urn/people/suspects/:defendantId/interviews/:number'),
  removeInterview: path('/cases/:urn/people/suspects/:defendantId/interviews/:number/remove'),
  build: path('/cases/:urn/build'),
  timeLimits: path('/cases/:urn/time-limits'),
  incident: path('/cases/:urn/time-limits/ran-out/:incidentId'),
  seeWarning: path('/cases/:urn/time-limits/seen/:clockId'),
  clocksRegister: path('/time-limits'),
  clocksRegisterFile: path('/time-limits/csv'),
  limitReview: path('/time-limits/review'),
  limitReviewItem: path('/time-limits/review/:urn/:itemId'),
  followUpLimit: path('/time-limits/review/:urn/:itemId/followed-up'),
  closeLimitMonth: path('/time-limits/review/:month'),
  material: path('/cases/:urn/material'),
  addMaterial: path('/cases/:urn/material/add'),
  materialItem: path('/cases/:urn/material/:materialId'),
  newCopy: path('/cases/:urn/material/:materialId/copy'),
  noCopyNeeded: path('/cases/:urn/material/:materialId/no-copy-needed'),
  copies: path('/cases/:urn/copies'),
  decidedOnce: path('/cases/:urn/decided-once'),
  copy: path('/cases/:urn/copies/:copyId'),
  copyWords: path('/cases/:urn/copies/:copyId/words'),
  copyUndo: path('/cases/:urn/copies/:copyId/undo'),
  copyFinish: path('/cases/:urn/copies/:copyId/finish'),
  copyCheck: path('/cases/:urn/copies/:copyId/check'),
  copyWithdrawal: path('/cases/:urn/copies/:copyId/withdrawal'),
  copyCertificate: path('/cases/:urn/copies/:copyId/certificate'),
  copyPicture: path('/cases/:urn/copies/:copyId/pages/:page/:of'),
  copyFile: path('/cases/:urn/copies/:copyId/file'),
  materialFile: path('/cases/:urn/material/:materialId/file'),
  earlierFile: path('/cases/:urn/material/:materialId/earlier/:number'),
  correctMaterial: path('/cases/:urn/material/:materialId/correct'),
  replaceMaterial: path('/cases/:urn/material/:materialId/replace'),
  withdrawMaterial: path('/cases/:urn/material/:materialId/withdraw'),
  forms: path('/cases/:urn/forms'),
  form: path('/cases/:urn/forms/:code/:of'),
  formFile: path('/cases/:urn/forms/:code/:of/pdf'),
  writeForm: path('/cases/:urn/forms/:code/:of/write'),
  messages: path('/cases/:urn/messages'),
  history: path('/cases/:urn/history'),
  caseAccess: path('/cases/:urn/access'),
  restrictCase: path('/cases/:urn/access/restrict'),
  liftRestriction: path('/cases/:urn/access/lift'),
  watchCase: path('/cases/:urn/access/watch'),
  liftWatch: path('/cases/:urn/access/lift-watch'),
  nameSensitiveReaders: path('/cases/:urn/access/sensitive'),
  endSensitiveReader: path('/cases/:urn/access/sensitive/end'),
  declareConflict: path('/cases/:urn/access/conflict'),
  liftConflict: path('/cases/:urn/access/lift-conflict'),
  openRestricted: path('/open-restricted'),
  lookAtAlert: path('/access-alerts/:alertId/looked-at'),
  accessRecord: path('/access-record'),
  accessRecordFile: path('/access-record/csv'),
  subjects: path('/access-record/people'),
  subjectsOfCase: path('/access-record/people/:urn'),
  subjectAccount: path('/access-record/people/:urn/:personId'),
  subjectAccountFile: path('/access-record/people/:urn/:personId/csv'),
  whoHasSeen: path('/cases/:urn/access/seen'),
  standard: path('/standard'),
  standardChecklist: path('/standard/checklist/:kind'),
  compareEdition: path('/standard/editions/:edition'),
  rules: path('/standard/rules'),
  rule: path('/standard/rules/:rule'),
  doubtRule: path('/cases/:urn/submissions/:submissionId/rules/:rule'),
  calculator: path('/calculator'),
  calculate: path('/calculator/:kind'),
  compareLimits: path('/calculator/:kind/compare'),
  limitReminder: path('/calculator/:kind/reminder.ics'),
  offences: path('/offences'),
  offence: path('/offences/:code'),
  caseOffences: path('/cases/:urn/offences'),
  addOffence: path('/cases/:urn/offences/add'),
  caseOffence: path('/cases/:urn/offences/:offenceId'),
  withdrawOffence: path('/cases/:urn/offences/:offenceId/withdraw'),
  points: path('/cases/:urn/offences/:offenceId/points'),
  pointEvidence: path('/cases/:urn/offences/:offenceId/points/:pointId'),
  trialMode: path('/cases/:urn/offences/:offenceId/mode-of-trial'),
  takeBackTrialMode: path('/cases/:urn/offences/:offenceId/mode-of-trial/take-back'),
  charges: path('/cases/:urn/charges'),
  addCharge: path('/cases/:urn/charges/add'),
  compareCharge: path('/cases/:urn/charges/:chargeId/comparison'),
  correctCharge: path('/cases/:urn/charges/:chargeId/correction'),
  submission: path('/cases/:urn/submissions/:submissionId'),
  checklist: path('/cases/:urn/submissions/:submissionId/checklist'),
  kind: path('/cases/:urn/submissions/:submissionId/kind'),
  heading: path('/cases/:urn/submissions/:submissionId/headings/:heading'),
  question: path('/cases/:urn/submissions/:submissionId/questions/:fact'),
  gap: path('/cases/:urn/submissions/:submissionId/gaps/:item'),
  rejection: path('/cases/:urn/submissions/:submissionId/rejection'),
  submitFile: path('/cases/:urn/submissions/:submissionId/submit'),
  certify: path('/cases/:urn/submissions/:submissionId/certify'),
  returnFile: path('/cases/:urn/submissions/:submissionId/return'),
  gatekeep: path('/cases/:urn/submissions/:submissionId/gatekeep'),
  whoDecides: path('/cases/:urn/submissions/:submissionId/who-decides/:offenceId'),
  policeDecisions: path('/cases/:urn/submissions/:submissionId/police-decisions'),
  policeDecision: path('/cases/:urn/submissions/:submissionId/police-decisions/:defendantId'),
  withdrawal: path('/cases/:urn/submissions/:submissionId/withdrawal'),
  answerWithdrawal: path('/cases/:urn/submissions/:submissionId/withdrawal/answer'),
  consultation: path('/cases/:urn/submissions/:submissionId/conversations'),
  outOfCourt: path('/cases/:urn/submissions/:submissionId/out-of-court/:offenceId'),
  victimNotice: path('/cases/:urn/victim-notices/:noticeId'),
  sendFile: path('/cases/:urn/submissions/:submissionId/send'),
  handOver: path('/cases/:urn/submissions/:submissionId/hand-over'),
  escalateRejection: path('/cases/:urn/submissions/:submissionId/escalate'),
  adviceManager: path('/cases/:urn/submissions/:submissionId/early-advice'),
  giveAdviceOut: path('/cases/:urn/submissions/:submissionId/early-advice/give'),
  rejectAdvice: path('/cases/:urn/submissions/:submissionId/early-advice/reject'),
  passFile: path('/cases/:urn/submissions/:submissionId/pass'),
  snapshot: path('/cases/:urn/submissions/:submissionId/versions/:version'),
  triage: path('/cases/:urn/submissions/:submissionId/triage'),
  acceptFile: path('/cases/:urn/submissions/:submissionId/accept'),
  rejectFile: path('/cases/:urn/submissions/:submissionId/reject'),
  review: path('/cases/:urn/submissions/:submissionId/review'),
  decide: path('/cases/:urn/submissions/:submissionId/decide'),
  advise: path('/cases/:urn/submissions/:submissionId/advise'),
  advice: path('/cases/:urn/submissions/:submissionId/advice'),
  declineAdvice: path('/cases/:urn/submissions/:submissionId/decline-advice'),
  appeal: path('/cases/:urn/submissions/:submissionId/appeal'),
  answerAppeal: path('/cases/:urn/submissions/:submissionId/appeal/answer'),
  issuePlan: path('/cases/:urn/submissions/:submissionId/action-plan'),
  plan: path('/cases/:urn/action-plans/:planId'),
  answerItem: path('/cases/:urn/action-plans/:planId/items/:itemId'),
  moreTime: path('/cases/:urn/action-plans/:planId/items/:itemId/time'),
  changePlanItem: path('/cases/:urn/action-plans/:planId/items/:itemId/change'),
  settlePlan: path('/cases/:urn/action-plans/:planId/settle'),
  respondToPlan: path('/cases/:urn/action-plans/:planId/respond'),
  queue: path('/queues/:queue'),
  several: path('/queues/:queue/several'),
  severalDone: path('/queues/:queue/several/:batchId'),
  takeNext: path('/queues/:queue/next'),
  takeFile: path('/queues/:queue/take'),
  measures: path('/measures'),
  serviceAccounts: path('/connected-systems'),
  newServiceAccount: path('/connected-systems/add'),
  serviceAccount: path('/connected-systems/:accountId'),
  changeScopes: path('/connected-systems/:accountId/scopes'),
  approveServiceAccount: path('/connected-systems/:accountId/approve'),
  revokeServiceAccount: path('/connected-systems/:accountId/revoke'),
  addSecret: path('/connected-systems/:accountId/secrets'),
  newSecret: path('/connected-systems/:accountId/secrets/:secretId'),
  revokeSecret: path('/connected-systems/:accountId/secrets/:secretId/revoke'),
  live: path('/live'),
  health: path('/health'),
  ready: path('/ready'),
} as const;
