import { may, type Actor, type Permission } from '../../../domain/access/index.ts';
import type { CaseView } from '../../../application/view-case.ts';
import { CaseHeader, type CaseHeaderProps } from '../../components/case/case-header.tsx';
import { SubNavigation } from '../../components/moj/navigation.tsx';
import type { Page } from '../../layouts/page.tsx';
import { paths } from '../../paths.ts';
import { sayWhen } from './words.ts';
import { caseWaitsFor } from './waiting-for.ts';

/** The pages of a case, in the order of its navigation. */
const casePages = [
  { id: 'overview', text: 'Overview', path: paths.case, permission: 'case:read' },
  { id: 'material', text: 'Material', path: paths.material, permission: 'case:read' },
  { id: 'forms', text: 'Forms', path: paths.forms, permission: 'case:read' },
  { id: 'people', text: 'People', path: paths.people, permission: 'case:read' },
  { id: 'time-limits', text: 'Time limits', path: paths.timeLimits, permission: 'case:read' },
  { id: 'messages', text: 'Messages', path: paths.messages, permission: 'case:read' },
  { id: 'charges', text: 'Charges', path: paths.charges, permission: 'case:read' },
  { id: 'history', text: 'History', path: paths.history, permission: 'history:read' },
  { id: 'access', text: 'Who may see it', path: paths.caseAccess, permission: 'case:read' },
] as const satisfies readonly { id: string; text: string; path: unknown; permission: Permission }[];
export type CasePage = (typeof casePages)[number]['id'];

/** Facts that nobody working on the case may miss, by the flag that says so. */
const flagBadges = [
  { flag: 'isDomesticAbuse', text: 'Domestic abuse' },
  { flag: 'isRasso', text: 'RASSO' },
  { flag: 'isHateCrime', text: 'Hate crime' },
  { flag: 'isStalkingHarassment', text: 'Stalking or harassment' },
  { flag: 'suspectIsYouth', text: 'Youth' },
] as const;

const badgesOf = ({ record, isWatched, openedUntil }: CaseView): CaseHeaderProps['badges'] => [
  ...(openedUntil === undefined
    ? []
    : [{ text: `Opened in an emergency, until ${sayWhen(openedUntil)}`, colour: 'red' } as const]),
  ...(isWatched ? [{ text: 'Well known or sensitive', colour: 'red' } as const] : []),
  ...flagBadges
    .filter(({ flag }) => record.flags[flag] === true)
    .map(({ text }) => ({ text, colour: 'purple' as const })),
];

/**
 * What stands above every page of a case: which case, what it waits for, and the way to its other pages. Spread it into
 * the `Page`: `{ title, heading, ...caseFrame(view, 'people', actor), body }`.
 * @param current the page being shown, or the one it belongs to; undefined for a page that belongs to none
 */
export function caseFrame(
  view: CaseView,
  current: CasePage | undefined,
  actor: Actor,
): Pick<Page, 'banner' | 'nav' | 'islands'> {
  const { urn, title, force, unit } = view.record;
  return {
    islands: ['case-moved'],
    banner: (
      <CaseHeader
        reference={urn}
        title={title}
        unit={`${force.name}, ${unit.name}`}
        waitingFor={`${caseWaitsFor(view)}.`}
        href={current === 'overview' ? undefined : paths.case.to({ urn })}
        badges={badgesOf(view)}
      />
    ),
    nav: (
      <>
        <SubNavigation
          label="This case"
          items={casePages
            .filter(({ permission }) => may(actor, permission))
            .map(({ id, text, path }) => ({ text, href: path.to({ urn }), current: id === current }))}
        />
        {/* Empty until a script says here that the case has changed since: a status is announced only if it was there before. */}
        <div
          role="status"
          data-live-address={paths.live.to({}, { case: urn, from: view.upTo })}
          data-live-case-address={paths.case.to({ urn })}
        />
      </>
    ),
  };
}
