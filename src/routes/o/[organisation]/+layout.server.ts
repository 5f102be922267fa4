import { requireRole, ROLES } from '#lib/server/permissions.ts';
import { serverLanguage } from '../../language.server.ts';
import { frozenView } from './frozen-view.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async (event) => {
	const reader = requireRole(event, ...ROLES);
	const { organisation, roles } = reader;
	const { slug, name, isSample } = organisation;
	const frozen = await frozenView(reader, event.url, serverLanguage(event.locals.locale));
	return { organisation: { slug, name, isSample }, roles, frozen };
};
