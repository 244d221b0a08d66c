import type { CopyState } from '../../../domain/case-file/index.ts';
import type { StatusKind } from '../../components/case/status-tag.tsx';

/** What each state of a copy asks of its reader. */
export const copyStatus: Record<CopyState, StatusKind> = {
  in_review: 'act',
  making: 'wait',
  refused: 'urgent',
  made: 'act',
  returned: 'act',
  approved: 'done',
  not_needed: 'done',
  withdrawn: 'none',
};
