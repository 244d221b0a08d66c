import type { FastifyInstance } from 'fastify';
import { registerAssurancePages } from './assurance-pages.ts';
import { registerHome } from './home/route.ts';
import { registerSignIn } from './sign-in/route.ts';
import { registerCaseAccess } from './case-access/route.ts';
import { registerOpenRestricted } from './open-restricted/route.ts';
import { registerAddMaterial } from './add-material/route.ts';
import { registerAnswerRejection } from './answer-rejection/route.ts';
import { registerGap } from './gap/route.ts';
import { registerHeading } from './heading/route.ts';
import { registerHistory } from './history/route.ts';
import { registerMaterial } from './material/route.ts';
import { registerMessages } from './messages/route.ts';
import { registerPeople } from './people/route.ts';
import { registerQuestion } from './question/route.ts';
import { registerServiceAccounts } from './service-accounts/route.ts';
import { registerCaseOffences } from './case-offences/route.ts';
import { registerOffences } from './offences/route.ts';
import { registerCaseList } from './case-list/route.ts';
import { registerCaseOverview } from './case-overview/route.ts';
import { registerSubmission } from './submission/route.ts';
import { registerTimeLimits } from './time-limits/route.ts';
import { registerLive } from '../live.ts';

/** Every page of the product, each in its folder. A new page adds a line. */
export function registerPages(app: FastifyInstance): void {
  registerHome(app);
  registerSignIn(app);
  registerAssurancePages(app);
  registerSubmission(app);
  registerHeading(app);
  registerAddMaterial(app);
  registerAnswerRejection(app);
  registerGap(app);
  registerHistory(app);
  registerCaseAccess(app);
  registerOpenRestricted(app);
  registerMaterial(app);
  registerMessages(app);
  registerPeople(app);
  registerQuestion(app);
  registerLive(app);
  registerCaseOffences(app);
  registerOffences(app);
  registerCaseList(app);
  registerCaseOverview(app);
  registerTimeLimits(app);
  registerServiceAccounts(app);
}
