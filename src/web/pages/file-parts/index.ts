export * from './fields.ts';
export { loadFile, type FileView } from './load-file.ts';
export { sayHeading, sayVerdict } from '../../../domain/case-file/index.ts';
export {
  assessmentWords,
  groupedBy,
  readinessView,
  triageWords,
  type Action,
  type ReadinessView,
  type WorkRow,
} from './readiness-view.ts';
export { readinessOfLive, readinessOfSent } from './readiness-of.ts';
export { Readiness } from './readiness.tsx';
export { AuthorityList, AuthorityRow, sayDecider } from './authority-list.tsx';
export { CertificateNotice, certificateNotices } from './certificate-notice.tsx';
export { clockLines, leftUntil, limitLines, sayMinutes, Times, type LimitLine } from './times.tsx';
export { changesBetween, loadResubmission, Resubmission, type ResubmissionView } from './resubmission.tsx';
export { RequestText, shownHeadings } from './request-text.tsx';
export { failedDelivery, FailedDeliveryNotice, type FailedDelivery } from './failed-delivery.tsx';
export { DocumentPane, SideBySide, type PaneView } from './document-pane.tsx';
export { CertificateText, Contacts, sayContact, Suspects, type ContactLike } from './people-parts.tsx';
export { bareGaps, putRight, stopsCertificate, type StopLink } from './stops.ts';
export { OneButton } from './one-button.tsx';
export { outcomeOf, sayCaseType, sayPriority, sayReviewType } from './sent-version.ts';
export { AnswerText, PlanItems, sayActionKind, titlesOf } from './answers.tsx';
export { NotNamed } from './not-named.tsx';
export { OwnContact } from './own-contact.tsx';
export { LateEntryMark, UrgentChargeMark } from './urgent-charge.tsx';
export { PointsLink } from './points-link.tsx';
export * from './untrained.tsx';
