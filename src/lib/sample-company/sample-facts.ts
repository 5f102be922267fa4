import { COMPANY, ROLES, ULTIMATUM_EVENT } from './company-model.ts';

export interface SampleCounts {
	employed: number;
	laidOff: number;
	asked: number;
	didNotStay: number;
}
type Fact = Record<string, string | number>;

const SOURCE = 'Generated sample, nobody exists';
const TAKEOVER_EVENT = 'tumblebird-2024-02-26-takeover';
const LAYOFF_EVENT = 'tumblebird-2024-03-05-layoff';

/** The events of the invented company, with the counts of its own roster. */
export function sampleEvents(counts: SampleCounts): Fact[] {
	return [
		event(
			TAKEOVER_EVENT,
			'executive-departures',
			'New owner, two executives dismissed',
			'2024-02-26',
			count('affected', 2)
		),
		event(LAYOFF_EVENT, 'layoff', 'About half of the company laid off', '2024-03-05', {
			notice_on: '2024-03-05',
			effective_on: '2024-03-15',
			...count('affected', counts.laidOff),
			...count('base', counts.employed)
		}),
		event(ULTIMATUM_EVENT, 'ultimatum', 'Stay under the new terms, or leave with three months of pay', '2024-03-19', {
			announced_at_local: '2024-03-19T09:00',
			deadline_at_local: '2024-03-21T17:00',
			time_zone: 'America/New_York',
			question: 'opt_in_to_stay',
			silence_rule: 'resign',
			round: 1,
			population_on: '2024-03-18',
			severance_months: 3,
			effective_on: '2024-04-30',
			...count('affected', counts.didNotStay),
			...count('base', counts.asked),
			terms: 'no answer counts as leaving'
		}),
		event('tumblebird-2024-04-15-hiring', 'other', 'Hiring starts again', '2024-04-15')
	];
}

const EVENT_COLUMNS = [
	'event_id',
	'organisation',
	'event_type',
	'title',
	'announced_on',
	'notice_on',
	'effective_on',
	'announced_at_local',
	'deadline_at_local',
	'time_zone',
	'question',
	'silence_rule',
	'round',
	'population_on',
	'severance_months',
	'affected_low',
	'affected_best',
	'affected_high',
	'affected_unit',
	'base_low',
	'base_best',
	'base_high',
	'figure_status',
	'terms',
	'confidence',
	'source'
];

function event(id: string, type: string, title: string, announcedOn: string, more: Fact = {}): Fact {
	const empty = Object.fromEntries(EVENT_COLUMNS.map((column) => [column, '']));
	const figure: Fact = 'affected_best' in more ? { affected_unit: 'people', figure_status: 'reported' } : {};
	return {
		...empty,
		event_id: id,
		organisation: COMPANY,
		event_type: type,
		title,
		announced_on: announcedOn,
		confidence: 'high',
		source: SOURCE,
		...figure,
		...more
	};
}

function count(name: string, value: number): Fact {
	return { [`${name}_low`]: value, [`${name}_best`]: value, [`${name}_high`]: value };
}

/** Holders of posts, named by their post only. */
export function sampleDepartures(): Fact[] {
	const left = (
		post: string,
		on: string,
		kind: string,
		event: string,
		actingStart = '',
		permanentStart = ''
	): Fact => ({
		person: `Holder of the post: ${post}`,
		organisation: COMPANY,
		post,
		announced_on: on,
		effective_on: on,
		kind,
		last_day: on,
		acting_start: actingStart,
		permanent_start: permanentStart,
		related_event_id: event,
		confidence: 'high',
		source: SOURCE
	});
	return [
		left('Chief Executive Officer', '2024-02-26', 'dismissed', TAKEOVER_EVENT, '2024-02-27', '2024-06-03'),
		left('Chief Financial Officer', '2024-02-26', 'dismissed', TAKEOVER_EVENT, '2024-02-28', '2024-05-13'),
		left('Chief Information Security Officer', '2024-03-08', 'resigned', LAYOFF_EVENT, '2024-03-25'),
		left('Chief Privacy Officer', '2024-03-08', 'resigned', LAYOFF_EVENT),
		left('Head of Trust and Safety', '2024-03-11', 'resigned', LAYOFF_EVENT, '2024-03-12', '2024-07-01'),
		left('Head of Operations', '2024-03-21', 'accepted_offer', ULTIMATUM_EVENT, '2024-04-02'),
		left('Head of Data', '2024-03-21', 'accepted_offer', ULTIMATUM_EVENT, '', '2024-09-02')
	];
}

/** Outages before and after the events, so that no order suggests a cause. */
export function sampleIncidents(people: number): Fact[] {
	const incident = (startedAt: string, endedAt: string, service: string, severity: string, share: number): Fact => {
		const reports = Math.round(people * share);
		return {
			incident_id: `tumblebird-${startedAt.slice(0, 10)}`,
			organisation: COMPANY,
			started_at: startedAt,
			ended_at: endedAt,
			service,
			severity,
			peak_reports_low: reports,
			peak_reports_best: reports,
			peak_reports_high: reports,
			peak_reports_unit: 'reports',
			cause_status: 'no cause given',
			confidence: 'high',
			source: SOURCE
		};
	};
	return [
		incident('2023-06-14T07:12:00Z', '2023-06-14T08:02:00Z', 'website', 'minor', 0.4),
		incident('2023-11-02T21:40:00Z', '2023-11-03T00:15:00Z', 'messages', 'major', 1.6),
		incident('2024-03-23T11:05:00Z', '2024-03-23T13:47:00Z', 'website', 'major', 2.2),
		incident('2024-04-09T16:30:00Z', '2024-04-09T22:10:00Z', 'ads', 'major', 0.9),
		incident('2024-05-28T03:18:00Z', '', 'search', 'minor', 0.5),
		incident('2024-09-17T18:55:00Z', '2024-09-17T19:41:00Z', 'website', 'minor', 0.7)
	];
}

/** The minimum staff of the seven critical roles, in proportion to the company before the layoff. */
export function sampleRequirements(people: number): Fact[] {
	return ROLES.flatMap(({ family, minimum, function: need }) =>
		minimum === undefined || need === undefined
			? []
			: [
					{
						function_id: need.id,
						name: need.name,
						role_family: family,
						required_min: Math.ceil(people * minimum),
						critical: 'yes',
						from_date: '2022-01-01',
						owner: need.owner,
						source: 'Continuity plan 2022 (fictitious)'
					}
				]
	);
}
