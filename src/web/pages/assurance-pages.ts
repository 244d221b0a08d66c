import type { FastifyInstance } from 'fastify';
import { registerActionPlan } from './action-plan/route.ts';
import { registerAddCharge } from './add-charge/route.ts';
import { registerAdvice } from './advice/route.ts';
import { registerAdvise } from './advise/route.ts';
import { registerAnswerItem } from './answer-item/route.ts';
import { registerCertify } from './certify/route.ts';
import { registerCharges } from './charges/route.ts';
import { registerCompareCharge } from './compare-charge/route.ts';
import { registerDecide } from './decide/route.ts';
import { registerGatekeep } from './gatekeep/route.ts';
import { registerMeasures } from './measures/route.ts';
import { registerPlanItem } from './plan-item/route.ts';
import { registerPoliceDecision } from './police-decision/route.ts';
import { registerQueue } from './queue/route.ts';
import { registerSeveralFiles } from './several-files/route.ts';
import { registerReturn } from './return-file/route.ts';
import { registerReview } from './review/route.ts';
import { registerSnapshot } from './snapshot/route.ts';
import { registerTriage } from './triage/route.ts';
import { registerVictimNotice } from './victim-notice/route.ts';
import { registerWithdrawal } from './withdrawal/route.ts';
import { registerWhoDecides } from './who-decides/route.ts';

/** Pages of assurance, triage, review and charge, and the measures. */
export function registerAssurancePages(app: FastifyInstance): void {
  registerQueue(app);
  registerSeveralFiles(app);
  registerCertify(app);
  registerReturn(app);
  registerGatekeep(app);
  registerWhoDecides(app);
  registerPoliceDecision(app);
  registerVictimNotice(app);
  registerWithdrawal(app);
  registerSnapshot(app);
  registerTriage(app);
  registerReview(app);
  registerDecide(app);
  registerAdvice(app);
  registerAdvise(app);
  registerActionPlan(app);
  registerAnswerItem(app);
  registerPlanItem(app);
  registerCharges(app);
  registerCompareCharge(app);
  registerAddCharge(app);
  registerMeasures(app);
}
