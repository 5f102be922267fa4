import { requireRole, ROLES } from '#lib/server/permissions.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) => {
	const { organisation, roles } = requireRole(event, ...ROLES);
	const { slug, name, isSample } = organisation;
	return { organisation: { slug, name, isSample }, roles };
};
