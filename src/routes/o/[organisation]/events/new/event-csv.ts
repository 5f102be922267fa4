/** The fields of the form, by their canonical names in the events kind. */
export const EVENT_FIELDS = [
	'event_id',
	'organisation',
	'event_type',
	'title',
	'announced_at_local',
	'deadline_at_local',
	'time_zone',
	'question',
	'silence_rule',
	'population_on',
	'severance_months',
	'source'
] as const;
export type EventField = (typeof EVENT_FIELDS)[number];

/** Problems of the form by field: a message key below `data.`. */
export type EventProblems = Partial<Record<EventField, string>>;

/** What is missing or impossible before the event goes through the import; the import checks the rest. */
export function eventProblems(values: Record<EventField, string>): EventProblems {
	const problems: EventProblems = {};
	for (const field of ['title', 'announced_at_local', 'deadline_at_local', 'population_on', 'source'] as const)
		if (values[field] === '') problems[field] = 'value-needed';
	if (!Intl.supportedValuesOf('timeZone').includes(values.time_zone) && values.time_zone !== 'UTC')
		problems.time_zone = 'zone-unknown';
	if (!problems.deadline_at_local && values.deadline_at_local <= values.announced_at_local)
		problems.deadline_at_local = 'deadline-before';
	return problems;
}

/** One event as a file of the events kind, so that a form takes the same way as an upload. */
export function eventCsv(values: Record<EventField, string>): string {
	const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
	return [EVENT_FIELDS.join(','), EVENT_FIELDS.map((field) => quoted(values[field])).join(',')].join('\r\n') + '\r\n';
}

/** A stable id made of the title and the day. 'Hardcore' on 2022-11-16 is 'hardcore-2022-11-16'. */
export function eventId(title: string, announcedAt: string): string {
	const words = title
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.split(/[^a-z0-9]+/)
		.filter((word) => word !== '');
	return [...words, announcedAt.slice(0, 10)].join('-').slice(0, 64);
}
