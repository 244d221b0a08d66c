import { describe, expect, it } from 'vitest';
import { anActor, easternCounties } from '../../../test/support/people.ts';
import { instant } from '../kernel/civil-date.ts';
import { recordConsultation, type ConsultationSaid } from './consultation.ts';
import { submissionStates, isSubmissionState, type SubmissionState } from './workflow.ts';

const officer = anActor(['officer_in_case']);
const prosecutor = anActor(['cps_prosecutor']);
const elsewhere = { ...easternCounties, id: 'cps-northern-vale', name: 'CPS Northern Vale' };
const said: ConsultationSaid = {
  ...{ how: 'call', heldAt: '2026-11-22T09:30:00Z', minutes: 12, topic: 'charge', actions: '' },
  ...{ people: 'The officer and the prosecutor.', agreed: 'To wait for the statement of the neighbour.' },
};
const record = (
  over: Partial<Parameters<typeof recordConsultation>[1]> = {},
  more: Partial<ConsultationSaid> = {},
  state: SubmissionState = 'in_review',
) =>
  recordConsultation(
    { submissionId: 'S1', version: 2, state, defendantIds: ['D1'], holder: easternCounties, prosecutorId: undefined },
    {
      ...{ actor: officer, hasPart: true, consultationId: 'T1', said: { ...said, ...more } },
      ...{ now: instant('2026-11-22T10:00:00Z'), sentAt: '2026-11-20T08:00:00Z' },
      ...over,
    },
  );
const fault = (result: ReturnType<typeof record>) =>
  result.ok ? 'recorded' : `${result.refusal.code} ${result.refusal.field ?? ''}`.trim();

describe('T20: a conversation about a file in review', () => {
  it('names who talked, how, when, for how long, about what and what was agreed, and is no decision (BR-43)', () => {
    const recorded = record();
    expect(recorded.ok && recorded.value).toMatchObject([
      {
        type: 'consultation-recorded',
        payload: { ...said, submissionId: 'S1', version: 2, side: 'police', by: officer.contact },
      },
    ]);
    expect(fault(record({}, { people: ' ' }))).toBe('something-missing people');
    expect(fault(record({}, { agreed: 'n/a' }))).toBe('something-missing agreed');
    expect(fault(record({}, { minutes: 0 }))).toBe('not-valid minutes');
    expect(fault(record({}, { minutes: 2.5 }))).toBe('not-valid minutes');
  });

  it('was neither before the file was sent nor is it to come', () => {
    expect(fault(record({}, { heldAt: '2026-11-22T10:00:01Z' }))).toBe('not-valid heldAt');
    expect(fault(record({}, { heldAt: '2026-11-20T07:59:59Z' }))).toBe('not-valid heldAt');
  });

  it('is recorded by either side, of those who have a part in the file', () => {
    expect(fault(record({ hasPart: false }))).toBe('not-allowed');
    expect(fault(record({ hasPart: false, actor: anActor(['supervisor']) }))).toBe('recorded');
    const byCps = record({ actor: prosecutor, hasPart: false });
    expect(byCps.ok && byCps.value[0]?.payload).toMatchObject({ side: 'cps' });
    const other = anActor(['cps_prosecutor'], { organisation: elsewhere });
    expect(fault(record({ actor: other, hasPart: false }))).toBe('not-allowed');
    expect(fault(record({ actor: anActor(['cps_triage']), hasPart: false }))).toBe('not-allowed');
  });

  it('leaves the file in review, and is recorded there and nowhere else', () => {
    const can = Object.keys(submissionStates)
      .filter(isSubmissionState)
      .filter((state) => record({}, {}, state).ok);
    expect(can).toEqual(['in_review']);
  });
});
