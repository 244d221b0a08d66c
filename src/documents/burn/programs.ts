import type { Program } from '../redaction/types.ts';

/** This part of the product, as certificates name it. The number goes up with every change of what it writes. */
export const burner: Program = { name: 'joint-case-file burn', version: '1' };
