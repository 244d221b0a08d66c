import { caseEvents, type CaseEventType } from '../domain/case-file/index.ts';
import * as access from './case-apply-access.ts';
import * as charging from './case-apply-charging.ts';
import * as delivery from './case-apply-delivery.ts';
import * as forms from './case-apply-forms.ts';
import * as clocks from './case-apply-clocks.ts';
import * as appeals from './case-apply-appeals.ts';
import * as doubts from './case-apply-doubts.ts';
import * as lapse from './case-apply-lapse.ts';
import * as material from './case-apply-material.ts';
import * as redaction from './case-apply-redaction.ts';
import * as offences from './case-apply-offences.ts';
import * as outOfCourt from './case-apply-out-of-court.ts';
import * as people from './case-apply-people.ts';
import * as police from './case-apply-police.ts';
import * as sensitive from './case-apply-sensitive.ts';
import * as plans from './case-apply-plans.ts';
import * as shared from './case-apply-shared.ts';
import * as watch from './case-watch.ts';
import type { NewJob } from './jobs.ts';
import { defineEvent, type EventDefinition, type LoggedEvent } from './log/index.ts';
import { clocksJob, movesClocks } from './clock-jobs.ts';
import { beginJob, copyJob } from './copy-jobs.ts';

/** In version 1 forms of contact details travelled with the file: they stay where they were sent, and apply from there. */
const asItWasSent = (old: unknown): unknown => old;
const withoutForms = (old: unknown): unknown => ({ ...Object(old), documents: [] });

/** Every kind of event of a case with what it does to the tables. Each is at its first schema version unless it says another. */

export const caseEventDefinitions: readonly EventDefinition[] = [
  defineEvent({ ...is('case-opened'), apply: police.openCase }),
  defineEvent({ ...is('contacts-recorded'), apply: police.recordContacts }),
  defineEvent({ ...is('sensitive-material-recorded'), apply: police.addMaterial }),
  defineEvent({ ...is('material-added'), apply: police.addMaterial }),
  defineEvent({ ...is('heading-written'), apply: police.writeHeading }),
  defineEvent({ ...is('submission-kind-changed'), apply: police.changeKind }),
  defineEvent({ ...is('question-answered'), apply: police.answerQuestion }),
  defineEvent({ ...is('gap-explained'), apply: police.explainGap }),
  defineEvent({ ...is('rejection-answered'), apply: police.answerRejection }),
  defineEvent({ ...is('file-submitted'), apply: police.submitFile }),
  defineEvent({ ...is('file-returned'), apply: police.returnFile }),
  defineEvent({ ...is('file-certified'), apply: police.certifyFile }),
  defineEvent({ ...is('file-passed'), apply: police.passFile }),
  // Told in the history, and counted from there; it changes no table.
  defineEvent({ ...is('training-warned'), apply: () => Promise.resolve() }),
  defineEvent({ ...is('certificate-voided'), apply: police.voidCertificate }),
  defineEvent({ ...is('work-claimed'), apply: police.claimWork }),
  defineEvent({ ...is('work-released'), apply: police.releaseWork }),
  defineEvent({ ...is('work-assigned'), apply: police.assignWork }),
  defineEvent({ ...is('work-set-back'), apply: police.setBackWork }),
  defineEvent({ ...is('file-sent', 2), upgrade: asItWasSent, apply: shared.sendFile }),
  defineEvent({ ...is('sensitive-part-sent'), apply: shared.sendSensitivePart }),
  defineEvent({ ...is('contact-part-sent', 2), upgrade: withoutForms, apply: shared.sendContactPart }),
  defineEvent({ ...is('delivery-failed'), apply: delivery.failDelivery }),
  defineEvent({ ...is('sensitive-delivery-failed'), apply: delivery.failSensitiveDelivery }),
  defineEvent({ ...is('file-accepted'), apply: shared.acceptFile }),
  defineEvent({ ...is('file-rejected'), apply: shared.rejectFile }),
  defineEvent({ ...is('review-allocated'), apply: shared.allocateReview }),
  defineEvent({ ...is('review-started'), apply: shared.startReview }),
  defineEvent({ ...is('consultation-recorded'), apply: shared.recordConsultation }),
  defineEvent({ ...is('plan-issued'), apply: shared.issuePlan }),
  defineEvent({ ...is('plan-item-answered'), apply: plans.answerItem }),
  defineEvent({ ...is('plan-responded'), apply: shared.respondToPlan }),
  defineEvent({ ...is('plan-extension-asked'), apply: plans.askForTime }),
  defineEvent({ ...is('plan-item-changed'), apply: plans.changePlanItem }),
  defineEvent({ ...is('plan-settled'), apply: plans.settlePlan }),
  defineEvent({ ...is('charge-difference-answered'), apply: plans.answerDifference }),
  defineEvent({ ...is('charge-corrected'), apply: plans.correctCharge }),
  defineEvent({ ...is('decision-issued'), apply: shared.issueDecision }),
  defineEvent({ ...is('advice-given'), apply: shared.giveAdvice }),
  defineEvent({ ...is('advice-declined'), apply: appeals.declineAdvice }),
  defineEvent({ ...is('appeal-made'), apply: appeals.makeAppeal }),
  defineEvent({ ...is('appeal-answered'), apply: appeals.answerAppeal }),
  defineEvent({ ...is('out-of-court-recorded'), apply: outOfCourt.recordOutOfCourt }),
  defineEvent({ ...is('charge-chased'), apply: lapse.chaseCharge }),
  defineEvent({ ...is('authorisation-lapsed'), apply: lapse.lapse }),
  defineEvent({ ...is('lapsed-charge-laid'), apply: lapse.layLapsed }),
  defineEvent({ ...is('charge-laid'), apply: shared.layCharge }),
  defineEvent({ ...is('message-posted'), apply: shared.postMessage }),
  defineEvent({ ...is('rule-doubted'), apply: doubts.doubtRule }),
  defineEvent({ ...is('offence-added'), apply: offences.addOffence }),
  defineEvent({ ...is('offence-corrected'), apply: offences.correctOffence }),
  defineEvent({ ...is('offence-withdrawn'), apply: offences.withdrawOffence }),
  defineEvent({ ...is('person-recorded'), apply: people.recordPerson }),
  defineEvent({ ...is('suspect-recorded'), apply: people.recordSuspect }),
  defineEvent({ ...is('victim-recorded'), apply: people.recordVictim }),
  defineEvent({ ...is('victim-withdrawn'), apply: people.withdrawVictim }),
  defineEvent({ ...is('witness-recorded'), apply: people.recordWitness }),
  defineEvent({ ...is('witness-withdrawn'), apply: people.withdrawWitness }),
  defineEvent({ ...is('material-corrected'), apply: material.correctMaterial }),
  defineEvent({ ...is('material-replaced'), apply: material.replaceMaterial }),
  defineEvent({ ...is('material-withdrawn'), apply: material.withdrawMaterial }),
  defineEvent({ ...is('copy-begun'), jobs: (event: LoggedEvent) => [beginJob(event)], apply: redaction.beginCopy }),
  defineEvent({ ...is('copy-page-decided'), apply: redaction.decidePage }),
  defineEvent({ ...is('copy-words-sought'), apply: redaction.seekWords }),
  defineEvent({ ...is('copy-finished'), jobs: (event: LoggedEvent) => [copyJob(event)], apply: redaction.finishCopy }),
  defineEvent({ ...is('copy-made'), apply: redaction.copyMade }),
  defineEvent({ ...is('copy-refused'), apply: redaction.copyRefused }),
  defineEvent({ ...is('copy-approved'), apply: redaction.approveCopy }),
  defineEvent({ ...is('copy-returned'), apply: redaction.returnCopy }),
  defineEvent({ ...is('copy-withdrawn'), apply: redaction.withdrawCopy }),
  defineEvent({ ...is('copy-not-needed'), apply: redaction.needNoCopy }),
  defineEvent({ ...is('redaction-subject-changed'), apply: redaction.changeSubject }),
  defineEvent({ ...is('trial-mode-set'), apply: offences.setTrialMode }),
  defineEvent({ ...is('trial-mode-taken-back'), apply: offences.takeBackTrialMode }),
  defineEvent({ ...is('charging-authority-said'), apply: charging.sayAuthority }),
  defineEvent({ ...is('police-decided'), apply: charging.decideForPolice }),
  defineEvent({ ...is('withdrawal-asked'), apply: charging.askWithdrawal }),
  defineEvent({ ...is('withdrawal-refused'), apply: charging.refuseWithdrawal }),
  defineEvent({ ...is('submission-withdrawn'), apply: charging.withdraw }),
  defineEvent({ ...is('victim-told'), apply: charging.tellVictim }),
  defineEvent({ ...is('points-written'), apply: offences.writePoints }),
  defineEvent({ ...is('point-evidence-set'), apply: offences.setPointEvidence }),
  defineEvent({ ...is('clocks-worked-out'), apply: clocks.workOutClocks }),
  defineEvent({ ...is('clocks-swept'), applyTogether: clocks.sweepClocks }),
  defineEvent({ ...is('clock-warning-seen'), apply: clocks.seeWarning }),
  defineEvent({ ...is('clock-incident-answered'), apply: clocks.answerIncident }),
  defineEvent({ ...is('limit-review-noted'), apply: clocks.noteReview }),
  defineEvent({ ...is('limit-feedback-given'), apply: clocks.giveFeedback }),
  defineEvent({ ...is('limit-follow-up-done'), apply: clocks.followUp }),
  defineEvent({ ...is('form-field-written'), apply: forms.writeField }),
  defineEvent({ ...is('case-restricted'), apply: access.restrictCase }),
  defineEvent({ ...is('case-restriction-lifted'), apply: access.liftRestriction }),
  defineEvent({ ...is('case-watched'), apply: watch.watchCase }),
  defineEvent({ ...is('case-watch-lifted'), apply: watch.liftWatch }),
  defineEvent({ ...is('conflict-declared'), apply: access.declareConflict }),
  defineEvent({ ...is('conflict-lifted'), apply: access.liftConflict }),
  defineEvent({ ...is('sensitive-reader-named'), apply: sensitive.nameReaders }),
  defineEvent({ ...is('sensitive-reader-ended'), apply: sensitive.endReader }),
  defineEvent({ ...is('restricted-case-opened'), apply: access.openRestricted }),
];

/** Type, version and schema of a kind of event. What moves a day or the holder asks for the clocks to be worked out again. */
function is<Type extends CaseEventType>(type: Type, schemaVersion = 1) {
  return {
    ...{ type, schemaVersion, schema: caseEvents[type] },
    ...(movesClocks(type) ? { jobs: (event: LoggedEvent): readonly NewJob[] => [clocksJob(event)] } : {}),
  };
}

/** Tables that these events own, in an order in which each comes after those it refers to. */
export const caseTables = [
  'case_grant',
  'case_file',
  'case_person',
  'case_contact',
  'case_suspect',
  'case_offence',
  'trial_mode',
  'charging_authority',
  'police_decision',
  'victim_notice',
  'out_of_court',
  'offence_withdrawn',
  'material_item',
  'material_discarded',
  'submission',
  'fact_answer',
  'gap_explained',
  'rule_doubt',
  'form_entry',
  'shared_case',
  'submission_sent',
  'submission_part',
  'sent_document',
  'suspect_track',
  'decision',
  'action_plan',
  'action_item',
  'consultation',
  'charge',
  'message',
  'queue_item',
  'measure_daily',
  'case_restriction',
  'case_named_person',
  'case_conflict',
  'case_opening',
  'case_watch',
  'case_clock',
  'clock_warning',
  'clock_incident',
  'limit_review_item',
  'case_officer',
  'case_sensitive_reader',
  'redaction_copy',
  'redaction_page',
  'redaction_subject',
] as const;
