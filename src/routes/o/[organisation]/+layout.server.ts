import { leftDrafts } from '#lib/server/left-drafts.ts';
import { requireRole, ROLES, type Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { serverLanguage } from '../../language.server.ts';
import { frozenView } from './frozen-view.server.ts';
import type { LayoutServerLoad } from './$types';

/** How many imports wait for an analyst who reads, without the one that is being opened; null for others. */
async function leftImports({ roles, scope }: Reader, { draft }: { draft?: string }): Promise<number | null> {
	if (!roles.includes('analyst')) return null;
	const left = await getRuntime().database.inOrganisation(scope, (tx) => leftDrafts(tx, scope));
	return left.filter((id) => id !== draft).length;
}

export const load: LayoutServerLoad = async (event) => {
	const reader = requireRole(event, ...ROLES);
	const { organisation, roles } = reader;
	const { slug, name, isSample } = organisation;
	const frozen = await frozenView(reader, event.url, serverLanguage(event.locals.locale));
	return { organisation: { slug, name, isSample }, roles, frozen, left: await leftImports(reader, event.params) };
};
