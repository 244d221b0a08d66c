import { refuse, type Result } from '../../../domain/kernel/result.ts';
import { takeInDocument } from '../../../application/build-file.ts';
import type { Deps } from '../../../application/deps.ts';
import { viewCase } from '../../../application/view-case.ts';
import type { Upload } from '../../form-body.ts';
import type { Visit } from '../../admit.ts';

/** Largest file of any kind; the store refuses sooner what its content shows to be a document. */
const largest = 2_000_000_000;

/** How a form takes the one document of an item, in its field `file`: read and stored before anything names it. */
export const oneDocument = (deps: Deps) => ({
  fields: ['file'],
  most: 1,
  limitOf: () => largest,
  receive: async (
    { bytes, name }: Upload,
    { params: { urn } }: { readonly params: { readonly urn: string } },
    { actor }: Visit<'case:build'>,
  ): Promise<Result<Taken>> => {
    // Nobody fills the store of a case that they do not build.
    const found = await viewCase(deps, actor, urn);
    if (!found.ok) return found;
    if (!found.value.mayBuild) return refuse('not-allowed', 'Only an officer in this case changes its file.');
    const taken = await takeInDocument(deps, actor, { bytes, name });
    return taken.ok ? taken : { ok: false, refusal: { ...taken.refusal, field: 'file' } };
  },
});

type Taken = Extract<Awaited<ReturnType<typeof takeInDocument>>, { ok: true }>['value'];
