import { organisationsOf } from '#lib/server/organisations.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { account, locale, theme } = locals;
	const organisations =
		locals.organisations ??
		(account ? await getRuntime().database.inSystem((tx) => organisationsOf(tx, account.id), account.id) : []);
	return {
		locale,
		theme,
		account: account && { displayName: account.displayName, email: account.email },
		organisations: organisations.map(({ slug, name, isSample }) => ({ slug, name, isSample }))
	};
};
