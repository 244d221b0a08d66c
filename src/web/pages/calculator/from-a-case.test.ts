import { afterAll, beforeAll, expect, it } from 'vitest';
import { findActor } from '../../../application/directory.ts';
import { viewCase } from '../../../application/view-case.ts';
import { clockForCalculator, offenceForCalculator } from '../../../domain/time-limits/index.ts';
import { examples, takeIn } from '../../../../test/support/cases.ts';
import { testApplication, who, type TestApplication } from '../../../../test/support/signed-in.ts';
import { calculatorLink, clockLink } from './link.ts';
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

it('gives the same end for every clock of every example case that it can work out', async () => {
  const { deps } = test;
  const actor = await findActor(deps, who.officerAndSupervisor);
  if (actor === undefined) throw new Error('nobody reads the cases');
  const differences: string[] = [];
  const kinds = new Set<string>();
  for (const { urn } of Object.values(examples)) {
    const view = await viewCase(deps, actor, urn);
    if (!view.ok) continue;
    for (const clock of view.value.clocks) {
      const facts = clockForCalculator(view.value.record, clock);
      if (facts === undefined) continue;
      const values = Object.fromEntries(new URL(clockLink(facts), 'http://localhost').searchParams);
      for (const value of Object.values(values))
        expect(value).toMatch(/^(\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?|yes|no|[a-z][a-z0-9-]+)$/);
      const subject = subjectOf(facts.kind, values, { offences: deps.offences, today: deps.today() });
      if (!subject.ok) throw new Error(subject.refusal.detail);
      const { outcome } = workOut(subject.value, values, { holidays: deps.holidays, now: deps.now() });
      const here = clock.endsAt ?? clock.lastDay;
      kinds.add(clock.kind);
      const there = outcome.state === 'answered' ? Object.values(outcome.answer) : [];
      if (here !== undefined && !JSON.stringify(there).includes(here.slice(0, 16)))
        differences.push(`${urn} ${clock.kind}: ${here}, calculator ${JSON.stringify(outcome).slice(0, 600)}`);
    }
  }
  expect(differences).toEqual([]);
  expect([...kinds].toSorted()).toEqual(['ctl-if-remanded', 'nip', 'pace-bail', 'pace-detention', 'pace-review']);
});
