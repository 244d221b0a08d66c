import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { englandAndWales, projectTo } from '../domain/kernel/working-days.ts';
import { calculateLimit, regimeIds } from '../domain/time-limits/index.ts';
import { asJson, badInput, table, type ExitCode, type Io } from './io.ts';

/** Custody limits reach past the last published year; later years are projected and say so. */
const holidays = projectTo(englandAndWales, 2040);

/** Where an answer has its date, by the names of the families of rules. */
const dayFields = [
  ...['lastDay', 'expiryDate', 'lastServiceDate', 'nextReviewDue', 'limit24h', 'initialEnd3m', 'initialEnd6m'],
  'latestTargetDate',
];

const Limit = z.object({ id: z.string(), regime: z.string().exactOptional(), inputs: z.unknown() });

/**
 * `jcf limits FILE`: works out every time limit of a JSON list of `{id, regime?, inputs}`. Items that cannot be worked out
 * are answered with their refusal; then the exit code is 2, and the others still have their answers.
 */
export async function limitsCommand(files: readonly string[], options: { json: boolean }, io: Io): Promise<ExitCode> {
  const [file, ...more] = files;
  if (file === undefined || more.length > 0)
    return badInput(io, 'Name one JSON file: a list of {id, regime?, inputs}. Example: jcf limits limits.json');
  const asked = await readList(file);
  if (typeof asked === 'string') return badInput(io, asked);
  const answers = asked.map((limit) => ({ id: limit.id, answer: calculateLimit(limit, holidays) }));
  if (options.json)
    io.out(asJson(answers.map(({ id, answer }) => (answer.ok ? answer.value : { id, refusal: answer.refusal }))));
  else
    io.out(
      table(
        ['Id', 'Rule', 'Last day', 'Why'],
        answers.map(({ id, answer }) => {
          if (!answer.ok) return [id, '', '', `Not worked out: ${answer.refusal.detail}`];
          const { regime, explanation } = answer.value;
          const day = dayFields.map((field) => answer.value[field]).find((each) => typeof each === 'string');
          return [id, regime, day ?? 'none', explanation.join(' ')];
        }),
      ),
    );
  return answers.every(({ answer }) => answer.ok) ? 0 : 2;
}

/** The list in a file, or what is wrong with it. */
async function readList(file: string): Promise<z.infer<typeof Limit>[] | string> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return `Cannot read ${file}. Check the name and that you may open it.`;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return `${file} is not JSON: ${error instanceof Error ? error.message : 'it cannot be parsed'}.`;
  }
  const parsed = z.array(Limit).safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${file} has to be a list of {id, regime?, inputs}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}. Rules on file: ${regimeIds.join(', ')}.`;
}
