/** The process in which the verifier takes files apart. */
import { lookAt } from './look.ts';
import { shapesOf } from './shapes.ts';
import type { ProcessRequest } from './verify.ts';

async function answer(request: ProcessRequest): Promise<object> {
  if (request.ask === 'shapes') return { is: 'shapes', shapes: await shapesOf(request.pdf) };
  return { is: 'report', report: await lookAt(request.pdf, request.against, request.path) };
}

process.on('message', (request: ProcessRequest) => {
  answer(request)
    // The words of a parser's own error may quote the document, so none of them travel.
    .catch(() => ({ is: 'failed' }))
    .then((reply) => process.send?.(reply))
    .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ is: 'ready' });
