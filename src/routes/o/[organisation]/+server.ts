import { redirect } from '@sveltejs/kit';
import { hasPublishedData } from '#lib/server/organisations.ts';
import { requireRole, ROLES } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { RequestHandler } from './$types';

/** Where work starts for this reader: the figures, or the data while there are none, or the people. */
export const GET: RequestHandler = async (event) => {
	const { scope, organisation, roles } = requireRole(event, ...ROLES);
	const home = `/o/${organisation.slug}`;
	if (roles.includes('analyst')) {
		const published = await getRuntime().database.inOrganisation(scope, (tx) => hasPublishedData(tx, scope));
		redirect(303, published ? `${home}/overview` : `${home}/data`);
	}
	if (roles.includes('executive')) redirect(303, `${home}/overview`);
	redirect(303, roles.includes('administrator') ? `${home}/people` : `${home}/releases`);
};
