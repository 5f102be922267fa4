import { fail, redirect } from '@sveltejs/kit';
import { importFile } from '#lib/imports/drafts/draft.server.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { EVENT_FIELDS, eventCsv, eventId, eventProblems, type EventField } from './event-csv.ts';

export function load(event) {
	requireRole(event, 'analyst');
	return { timeZones: Intl.supportedValuesOf('timeZone') };
}

export const actions = {
	default: async (event) => {
		const reader = requireRole(event, 'analyst');
		const form = await event.request.formData();
		const values = Object.fromEntries(
			EVENT_FIELDS.map((field) => [field, String(form.get(field) ?? '').trim()])
		) as Record<EventField, string>;
		values.organisation = reader.organisation.name;
		values.event_id = eventId(values.title, values.announced_at_local);
		const problems = eventProblems(values);
		if (Object.keys(problems).length > 0) return fail(400, { values, problems, refused: null });
		const outcome = await importFile(getRuntime(), reader.scope, {
			kind: 'events',
			datasetName: 'Events',
			fileName: `${values.event_id}.csv`,
			bytes: new TextEncoder().encode(eventCsv(values)),
			mode: 'append'
		});
		const left = outcome.report.issues.find((issue) => issue.severity === 'error' || issue.severity === 'fatal');
		if (left) return fail(400, { values, problems: {}, refused: left });
		redirect(303, `/o/${event.params.organisation}/events/${values.event_id}`);
	}
};
