import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { englandAndWales, projectTo } from '../domain/kernel/working-days.ts';
import { refuse } from '../domain/kernel/result.ts';
import { calculateLimit, regimeIds } from '../domain/time-limits/index.ts';
import { asJson, badInput, table, type ExitCode, type Io } from './io.ts';

/** Custody limits reach past the last published year; later years are projected and say so. */
const holidays = projectTo(englandAndWales, 2040);

/** Where an answer has its date, by the names of the families of rules. */
const dayFields = [
  ...['lastDay', 'expiryDate', 'lastServiceDate', 'nextReviewDue', 'limit24h', 'initialEnd3m', 'initialEnd6m'],
  'latestTargetDate',
];

/** What a limit of the list has to have; whatever else it has, such as an expected answer, is left alone. */
const Limit = z.object({
  id: z.string({ error: 'must be text' }).min(1, 'must not be empty'),
  regime: z.string({ error: 'must be the id of a rule, as text' }).nullish(),
  inputs: z.record(z.string(), z.unknown(), { error: 'must be an object of facts' }),
});

/** One limit of the list, worked out or refused. `id` is null where it has none that can be read. */
interface Worked {
  readonly id: string | null;
  readonly regime: string | undefined;
  readonly answer: ReturnType<typeof calculateLimit>;
}

function workOut(item: unknown, index: number): Worked {
  const parsed = Limit.safeParse(item);
  if (parsed.success) {
    const { id, regime, inputs } = parsed.data;
    const answer = calculateLimit(regime == null ? { id, inputs } : { id, regime, inputs }, holidays);
    return { id, regime: regime ?? undefined, answer };
  }
  const [issue] = parsed.error.issues;
  const field = issue === undefined || issue.path.length === 0 ? String(index) : issue.path.join('.');
  const detail = `Limit ${index + 1} of the list: ${field === String(index) ? 'must be an object {id, regime?, inputs}' : `${field} ${issue?.message ?? 'cannot be read'}`}.`;
  const named = z.object({ id: z.string().min(1) }).safeParse(item);
  return {
    id: named.success ? named.data.id : null,
    regime: undefined,
    answer: refuse('limit-input', detail, field),
  };
}

const asAnswer = ({ id, regime, answer }: Worked): unknown =>
  answer.ok ? answer.value : { id, ...(regime === undefined ? {} : { regime }), refusal: answer.refusal };

/**
 * `jcf limits FILE`: works out every time limit of a JSON list of `{id, regime?, inputs}`. One that cannot be worked out
 * is answered with its refusal, which names the field; then the exit code is 2, and the others still have their answers.
 */
export async function limitsCommand(files: readonly string[], options: { json: boolean }, io: Io): Promise<ExitCode> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0)
    return badInput(io, 'Name one JSON file: a list of {id, regime?, inputs}. Example: jcf limits limits.json');
  const asked = await readList(file);
  if (typeof asked === 'string') return badInput(io, asked);
  const worked = asked.map(workOut);
  if (options.json) io.out(asJson(worked.map(asAnswer)));
  else
    io.out(
      table(
        ['Id', 'Rule', 'Last day', 'Why'],
        worked.map(({ id, answer }) => {
          if (!answer.ok) return [id ?? '', '', '', `Not worked out: ${answer.refusal.detail}`];
          const { regime, explanation } = answer.value;
          const day = dayFields.map((field) => answer.value[field]).find((each) => typeof each === 'string');
          return [id ?? '', regime, day ?? 'none', explanation.join(' ')];
        }),
      ),
    );
  const refused = worked.filter(({ answer }) => !answer.ok).length;
  return refused === 0
    ? 0
    : badInput(io, `${refused} of ${worked.length} could not be worked out: each says which field to change.`);
}

/** The list in a file, or what is wrong with it. */
async function readList(file: string): Promise<readonly unknown[] | string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return `Cannot read ${file}. Check the name and that you may open it.`;
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return `${file} is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`;
  }
  if (!Array.isArray(json))
    return `${file} has to be a list of {id, regime?, inputs}, in square brackets. Rules on file: ${regimeIds.join(', ')}.`;
  return json.length === 0 ? `${file} is an empty list: there is no limit to work out.` : json;
}
