import { describe, expect, it } from 'vitest';
import { anActor } from '../../../test/support/people.ts';
import { chargingAuthority, type AuthorityFacts, type AuthorityOfOffence } from '../charging/index.ts';
import { sayWhoDecides } from './charging-authority.ts';

const settings = { magistratesLimitMonths: 12 };
const ordinary: AuthorityFacts = {
  ...{ title: 'Theft', modes: ['either-way'], plea: 'not_guilty', consent: undefined },
  ...{ isDomesticAbuse: false, isHateCrime: false, isStalkingHarassment: false, isFatal: false },
  ...{ hasUnder18: false, aboveMagistrates: false },
};
const standing = (given: Partial<AuthorityFacts> = {}): AuthorityOfOffence => ({
  ...{ defendantId: 'D1', offenceId: 'F1' },
  authority: chargingAuthority({ ...ordinary, ...given }, settings),
});
const reason = 'The duty prosecutor told me that it is not on the list.';

const say = (
  over: Partial<Parameters<typeof sayWhoDecides>[1]> = {},
  state: 'gatekeeping' | 'in_review' = 'gatekeeping',
) =>
  sayWhoDecides(
    { state },
    {
      ...{ actor: anActor(['gatekeeper']), isOfficerInCase: false, offence: { id: 'F1', cjsCode: 'TH68001' } },
      ...{ stands: standing({ modes: ['summary-only'] }), decides: 'cps', reason },
      ...over,
    },
  );
const code = (result: ReturnType<typeof sayWhoDecides>): string => (result.ok ? 'accepted' : result.refusal.code);

describe('saying who decides in place of the table (BR-03)', () => {
  it('is an event that keeps what the table said, with its reasons, who said it and why', () => {
    const said = say();
    expect(said.ok && said.value).toMatchObject([
      {
        type: 'charging-authority-said',
        payload: {
          ...{ offenceId: 'F1', decides: 'cps', computed: 'police', reason },
          reasons: [expect.stringContaining('Summary-only offence')],
          by: { name: anActor(['gatekeeper']).contact.name },
        },
      },
    ]);
  });

  it('needs a reason in somebody’s own words', () => {
    for (const empty of ['', '   ', 'as above', 'ok']) expect(code(say({ reason: empty }))).toBe('something-missing');
  });

  it('is for a gatekeeper or an inspector who is no officer in the case', () => {
    for (const role of ['officer_in_case', 'supervisor', 'cfssu', 'custody_officer', 'cps_prosecutor'] as const)
      expect(code(say({ actor: anActor([role]) }))).toBe('not-allowed');
    expect(code(say({ actor: anActor(['inspector_escalation']) }))).toBe('accepted');
    expect(code(say({ isOfficerInCase: true }))).toBe('not-allowed');
  });

  it('takes nothing from the CPS by a gatekeeper’s word, only by an inspector’s', () => {
    const stands = standing();
    expect(code(say({ stands, decides: 'police' }))).toBe('not-allowed');
    expect(code(say({ stands, decides: 'police', actor: anActor(['inspector_escalation']) }))).toBe('accepted');
  });

  it('BR-04: sets no flag aside, by anybody’s word', () => {
    const inspector = anActor(['inspector_escalation']);
    for (const flag of ['isDomesticAbuse', 'isHateCrime'] as const) {
      const stands = standing({ [flag]: true, modes: ['summary-only'] });
      const refused = say({ stands, decides: 'police', actor: inspector });
      expect(code(refused)).toBe('not-valid');
      expect(refused.ok ? '' : refused.refusal.detail).toContain('No reason sets this aside');
    }
  });

  it('answers for a gatekeeper what the table cannot know', () => {
    const stands = standing({ modes: ['summary-only'], title: 'Sale of alcohol to a child' });
    expect(stands.authority.decides).toBe('not_known');
    expect(code(say({ stands, decides: 'police' }))).toBe('accepted');
  });

  it('is not said twice, and the table can be let count again', () => {
    const said = { decides: 'cps' as const, reason, by: 'Insp', at: '2026-11-30T09:00:00Z' };
    const stands = { ...standing({ modes: ['summary-only'] }), said };
    expect(code(say({ stands, decides: 'cps' }))).toBe('not-valid');
    expect(code(say({ stands, decides: 'police' }))).toBe('accepted');
  });

  it('comes before the file is sent', () => {
    expect(code(say({}, 'in_review'))).toBe('step-not-allowed');
  });
});
