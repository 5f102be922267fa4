import { PACKED_SAMPLES } from './bad-input/packed-samples.ts';
import { SHAPE_SAMPLES } from './bad-input/shape-samples.ts';
import { ROW_SAMPLES } from './bad-input/row-samples.ts';
import { VALUE_SAMPLES } from './bad-input/value-samples.ts';
import type { BadInput } from './bad-input/sample.ts';

export type { BadInput, Verdict } from './bad-input/sample.ts';

/** One entry for every class of bad input and what must become of it, whichever way the file comes. */
export const BAD_INPUT: BadInput[] = [...SHAPE_SAMPLES, ...PACKED_SAMPLES, ...VALUE_SAMPLES, ...ROW_SAMPLES];
