import type { Operation } from './operation.ts';
import { accessOperations } from './v1/access.ts';
import { actionPlanOperations } from './v1/action-plans.ts';
import { assuranceOperations } from './v1/assurance.ts';
import { buildingOperations } from './v1/building.ts';
import { caseOperations } from './v1/cases.ts';
import { chargeOperations } from './v1/charges.ts';
import { checkOperations } from './v1/checks.ts';
import { copyOperations } from './v1/copies.ts';
import { documentOperations } from './v1/documents.ts';
import { formOperations } from './v1/forms.ts';
import { historyOperations } from './v1/history.ts';
import { messageOperations } from './v1/messages.ts';
import { offenceOperations } from './v1/offences.ts';
import { peopleOperations } from './v1/people.ts';
import { queueOperations } from './v1/queues.ts';
import { retentionOperations } from './v1/retention.ts';
import { trainingOperations } from './v1/training.ts';
import { reviewOperations } from './v1/reviews.ts';
import { timeLimitOperations } from './v1/time-limits.ts';
import { triageOperations } from './v1/triage.ts';

/** Every operation of the interface, in the order in which they are described. A new resource adds a line. */
export const operations: readonly Operation[] = [
  ...caseOperations,
  ...checkOperations,
  ...historyOperations,
  ...documentOperations,
  ...copyOperations,
  ...formOperations,
  ...timeLimitOperations,
  ...messageOperations,
  ...queueOperations,
  ...buildingOperations,
  ...offenceOperations,
  ...peopleOperations,
  ...assuranceOperations,
  ...triageOperations,
  ...reviewOperations,
  ...actionPlanOperations,
  ...chargeOperations,
  ...accessOperations,
  ...retentionOperations,
  ...trainingOperations,
];
