/** The process in which the verifier takes files apart. */
import { lookAt } from './look.ts';
import type { VerifyRequest } from './verify.ts';

process.on('message', ({ pdf, against, path }: VerifyRequest) => {
  lookAt(pdf, against, path)
    .then((report) => process.send?.({ is: 'report', report }))
    // The words of a parser's own error may quote the document, so none of them travel.
    .catch(() => process.send?.({ is: 'failed' }))
    .catch(() => process.exit(1));
});
process.on('disconnect', () => process.exit(0));
process.send?.({ is: 'ready' });
