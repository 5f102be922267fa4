import { getRuntime } from '#lib/server/runtime.ts';
import { isSetupPending } from '#lib/server/setup.ts';
import { landingCases } from './landing-cases.server.ts';
import { serverLanguage } from './language.server.ts';
import type { PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => ({
	needsSetUp: locals.account === null && (await isSetupPending(getRuntime().database)),
	cases: await landingCases(url, serverLanguage(locals.locale))
});
