import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies } from '../../src/lib/roles/role-families.server.ts';
import type { KindId } from '../../src/lib/datasets/dataset.ts';
import type { Scope } from '../../src/lib/server/database.ts';
import type { Secrets } from '../support/release-leaks.ts';
import type { TestDatabase } from '../support/database.ts';

export const EVENT = 'zqevent-2009-ultimatum';
/** What stands in the files of the company and must never reach a researcher: everything else there has a common name. */
export const SECRETS: Secrets = {
	canaries: ['zqperson', 'zqname', 'zqtitle', 'zqevent', 'zqsource', '@zqmail'],
	years: '199[1-6]|2009'
};

// People of each title, and how many of them said stay, said leave, said nothing: 4 of payroll and 6 keepers are few.
const TITLES: [title: string, stay: number, leave: number, silent: number][] = [
	['Security Engineer', 37, 21, 12],
	['Site Reliability Engineer', 33, 15, 12],
	['Account Executive', 34, 14, 12],
	['Payroll Specialist', 28, 4, 12],
	['Zqtitle Keeper', 3, 1, 2]
];

interface Person {
	id: string;
	title: string;
	answer: 'stay' | 'leave' | null;
	place: number;
}

/** A company of 240 people with an ultimatum in March 2009, read in by the path of every upload. */
export async function fillCompany({ io }: TestDatabase, scope: Scope): Promise<void> {
	await io.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	const people = employees();
	const file = (kind: KindId, text: string, more = {}) =>
		importFile(io, scope, { kind, datasetName: kind, fileName: `${kind}.csv`, bytes: Buffer.from(text), ...more });
	await file('events', eventsFile());
	await file('roster', rosterFile(people), {
		plan: { asOf: '2010-01-31', exitConvention: 'last-day' }
	});
	await file('ultimatum-responses', answersFile(people), { eventId: EVENT });
}

function employees(): Person[] {
	const answers = TITLES.flatMap(([title, stay, leave, silent]) => [
		...Array.from({ length: stay }, () => ({ title, answer: 'stay' as const })),
		...Array.from({ length: leave }, () => ({ title, answer: 'leave' as const })),
		...Array.from({ length: silent }, () => ({ title, answer: null }))
	]);
	return answers.map((each, place) => ({ ...each, place, id: `ZQPERSON-${String(place).padStart(5, '0')}` }));
}

function rosterFile(people: Person[]): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const lines = people.map(({ id, title, answer, place }) => {
		const hired = `${1991 + (place % 6)}-${two((place % 12) + 1)}-${two((place % 27) + 1)}`;
		const left = answer === 'stay' ? '' : `2009-${two((place % 8) + 4)}-${two((place % 27) + 1)}`;
		return `${id},${hired},${left},${title},L${(place % 3) + 1},Zqname${place} Person,p${place}@zqmail.example`;
	});
	return ['person_id,hire_date,exit_date,job_title,level,full_name,email', ...lines].join('\n') + '\n';
}

function answersFile(people: Person[]): string {
	const lines = people.flatMap(({ id, answer, place }) =>
		answer === null ? [] : [`${id},${answer},2009-03-04T${10 + (place % 10)}:05:00+01:00`]
	);
	return ['person_id,answer,responded_at', ...lines].join('\n') + '\n';
}

function eventsFile(): string {
	return [
		'event_id,organisation,event_type,title,announced_on,announced_at_local,deadline_at_local,time_zone,question,silence_rule,source',
		`${EVENT},Acme,ultimatum,Zqevent: yes or leave,2009-03-02,2009-03-02T09:00,2009-03-05T17:00,Europe/Paris,opt_in_to_stay,resign,zqsource`
	].join('\n');
}
