import { fail } from '@sveltejs/kit';
import { recordAudit } from '#lib/server/audit.ts';
import { requireRole, type Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { deleteView, listViews, saveView } from '#lib/server/saved-views.ts';
import { versionPins } from '#lib/server/version-pins.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { sectionsFor } from '../sections.ts';
import { viewAddress, viewHref } from './view-address.ts';
import type { Actions, PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const LONGEST_NAME = 120;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const { slug } = reader.organisation;
	const views = await getRuntime().database.inOrganisation(reader.scope, (tx) => listViews(tx, reader.scope));
	const from = event.url.searchParams.get('from') ?? '';
	const asked = viewAddress(from, slug);
	return {
		asked: asked && { from, page: asked.page },
		views: views
			.filter(({ page }) => isOpen(reader, page))
			.map((view) => ({
				...{ id: view.id, name: view.name, section: view.page.split('/')[0], createdBy: view.createdBy },
				isScenario: view.page === 'what-if',
				isFrozen: view.pins !== null,
				createdOn: view.createdAt.toISOString().slice(0, 10),
				href: viewHref(slug, view)
			}))
	};
};

function isOpen(reader: Reader, page: string): boolean {
	return sectionsFor(reader.roles).includes(page.split('/')[0]);
}

export const actions: Actions = {
	save: async (event) => {
		const reader = requireRole(event, 'analyst', 'executive');
		const form = await event.request.formData();
		const name = String(form.get('name') ?? '').trim();
		const address = viewAddress(String(form.get('from') ?? ''), reader.organisation.slug);
		if (address === null || !isOpen(reader, address.page)) return fail(400, { problem: 'address' });
		if (name === '' || name.length > LONGEST_NAME) return fail(400, { problem: 'name' });
		const isFrozen = form.get('frozen') === 'yes';
		const { versions } = await organisationFacts(reader);
		const present = versions.map(({ datasetId, number }) => ({ datasetId, version: number }));
		const id = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const pins = address.pins ?? (isFrozen ? versionPins(present) : null);
			const kept = await saveView(tx, reader.scope, { ...address, name, pins });
			if (kept !== null) await recordAudit(tx, reader.scope, act('view.saved', kept, event.locals.requestId));
			return kept;
		});
		return id === null ? fail(409, { problem: 'taken' }) : { saved: name };
	},
	delete: async (event) => {
		const reader = requireRole(event, 'analyst', 'executive');
		const id = String((await event.request.formData()).get('id') ?? '');
		if (!UUID.test(id)) return fail(404, { problem: 'unknown' });
		const isGone = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const gone = await deleteView(tx, reader.scope, id);
			if (gone) await recordAudit(tx, reader.scope, act('view.deleted', id, event.locals.requestId));
			return gone;
		});
		return isGone ? { deleted: true } : fail(404, { problem: 'unknown' });
	}
};

function act(action: string, objectId: string, requestId: string) {
	return { action, objectType: 'saved-view', objectId, requestId };
}
