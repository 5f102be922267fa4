import { asItIs } from '#lib/server/disclosure/protect.ts';
import type { Protection } from '#lib/server/disclosure/protect.ts';
import type { Result } from '../metric.ts';
import type { WhatIfRow, WhatIfSummary } from './what-if.ts';

/** Analysts see everything; executives no segments: role by level by site is a cross of attributes with small counts. */
export const whatIfProtection: Protection<Result<WhatIfRow, WhatIfSummary>> = {
	analyst: asItIs,
	executive: (result) => ({ ...result, summary: { ...result.summary, segments: null } })
};
