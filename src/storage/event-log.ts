import { accreditationEvents, accreditationTables } from './accreditations.ts';
import { caseEventDefinitions, caseTables } from './case-events.ts';
import { limitMonthDefinitions, limitMonthTables } from './limit-month-events.ts';
import { directoryEvents, directoryTables } from './directory-events.ts';
import { retentionEventDefinitions, retentionTables } from './retention-events.ts';
import { serviceAccountEvents, serviceAccountTables } from './service-account-events.ts';
import { createEventLog, type EventLog } from './log/index.ts';

/** The log over every kind of event of the product. A new kind of thing with a history adds its events and tables here. */
export const productLog = (): EventLog =>
  createEventLog({
    events: [
      ...directoryEvents,
      ...accreditationEvents,
      ...serviceAccountEvents,
      ...caseEventDefinitions,
      ...retentionEventDefinitions,
      ...limitMonthDefinitions,
    ],
    tables: [
      ...directoryTables,
      ...accreditationTables,
      ...serviceAccountTables,
      ...caseTables,
      ...retentionTables,
      ...limitMonthTables,
    ],
  });
