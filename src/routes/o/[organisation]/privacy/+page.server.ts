import { fail } from '@sveltejs/kit';
import { liftBlock } from '#lib/server/erasure-block.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { erasePerson } from '#lib/server/person-erasure.ts';
import { lookUpPerson } from '#lib/server/person-record.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { requireFresh } from '../../../fresh-session.server.ts';
import { personIn } from './person-field.ts';
import type { Actions, PageServerLoad } from './$types';

const LONGEST_REASON = 200;

export const load: PageServerLoad = (event) => {
	const { roles } = requireRole(event, 'administrator', 'analyst');
	requireFresh(event);
	return { mayExport: roles.includes('analyst'), maySetRules: roles.includes('administrator') };
};

export const actions: Actions = {
	find: async (event) => {
		const { scope } = requireRole(event, 'administrator', 'analyst');
		requireFresh(event);
		const id = personIn(await event.request.formData());
		if (id === null) return fail(400, { act: 'find', problem: 'no-person' });
		const places = await lookUpPerson(getRuntime(), scope, { id, requestId: event.locals.requestId });
		return { act: 'found', person: id, places };
	},

	erase: async (event) => {
		const { scope } = requireRole(event, 'administrator', 'analyst');
		requireFresh(event);
		const form = await event.request.formData();
		const id = personIn(form);
		if (id === null) return fail(400, { act: 'erase', problem: 'no-person' });
		if (form.get('sure') !== 'yes') return fail(400, { act: 'erase', problem: 'not-sure', person: id });
		const result = await erasePerson(getRuntime(), scope, { id, requestId: event.locals.requestId });
		if ('problem' in result) return fail(409, { act: 'erase', problem: result.problem, person: id });
		return { act: 'erased', erased: result.erased };
	},

	lift: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const form = await event.request.formData();
		const id = personIn(form);
		if (id === null) return fail(400, { act: 'lift', problem: 'no-person' });
		const reason = String(form.get('reason') ?? '').trim();
		if (reason === '' || reason.length > LONGEST_REASON) return fail(400, { act: 'lift', problem: 'no-reason' });
		const problem = await liftBlock(getRuntime(), scope, { id, reason, requestId: event.locals.requestId });
		return problem === null ? { act: 'lifted' } : fail(409, { act: 'lift', problem });
	}
};
