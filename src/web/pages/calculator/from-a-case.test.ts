import { afterAll, beforeAll, expect, it } from 'vitest';
import { findActor } from '../../../application/directory.ts';
import { viewCase } from '../../../application/view-case.ts';
import { offenceForCalculator } from '../../../domain/time-limits/index.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { calculatorLink } from './link.ts';
import { byOffence, subjectOf } from './subject.ts';
import { workOut } from './work-out.ts';

let test: TestApplication;
beforeAll(async () => {
  test = await testApplication();
  for (const example of Object.values(examples)) await takeIn(test.deps, example);
});
afterAll(() => test.close());

it('gives the same last day for every offence of every example case as the case itself', async () => {
  const { deps } = test;
  const actor = await findActor(deps, who.officerAndSupervisor);
  if (actor === undefined) throw new Error('nobody reads the cases');
  const differences: string[] = [];
  let compared = 0;
  for (const { urn } of Object.values(examples)) {
    const view = await viewCase(deps, actor, urn);
    if (!view.ok) continue;
    const { record, limits } = view.value;
    for (const offence of record.offences) {
      const facts = offenceForCalculator(record, offence, deps.offences, undefined);
      if (facts === undefined) continue;
      const link = calculatorLink(facts);
      // Codes, days, answers: nothing by which anybody could be known.
      for (const [, value] of new URL(link, 'http://localhost').searchParams)
        expect(value).toMatch(/^([A-Z]{2}\d{5}[ABCI]?|\d{4}-\d{2}-\d{2}|yes|no|[a-z-]+)$/);
      const values = Object.fromEntries(new URL(link, 'http://localhost').searchParams);
      const subject = subjectOf(byOffence, values, { offences: deps.offences, today: deps.today() });
      if (!subject.ok) throw new Error(subject.refusal.detail);
      const { outcome } = workOut(subject.value, values, { holidays: deps.holidays, now: deps.now() });
      const there = outcome.state === 'answered' ? outcome.answer['lastDay'] : outcome.state;
      const here = limits.find(({ offenceId }) => offenceId === offence.id)?.lastDay;
      compared += 1;
      if (there !== here)
        differences.push(`${urn} ${offence.id} ${offence.cjsCode}: ${String(here)}, calculator ${String(there)}`);
    }
  }
  expect(differences).toEqual([]);
  expect(compared).toBeGreaterThan(10);
});
