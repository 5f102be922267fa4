import { civilDate } from '../statistics/civil-date.ts';
import type { KindId } from '../datasets/dataset.ts';
import { DEFAULT_PEOPLE, DEFAULT_SEED, MOST_PEOPLE, ULTIMATUM_EVENT } from './company-model.ts';
import { sampleDepartures, sampleEvents, sampleIncidents, sampleRequirements } from './sample-facts.ts';
import type { SampleCounts } from './sample-facts.ts';
import { sampleRequisitions } from './sample-requisitions.ts';
import { rosterSize, samplePerson } from './sample-person.ts';
import type { SamplePerson } from './sample-person.ts';

export interface SampleOptions {
	/** Employed on the evening before the layoff, 100 to 5,000,000. */
	people?: number;
	seed?: number;
}

/** One file of the sample company, ready for the import of its kind. */
export interface SampleFile {
	kind: KindId;
	fileName: string;
	/** Set for answers: the event they answer. */
	eventId?: string;
	/** The file in UTF-8, in chunks of about 64 KiB; the same options give the same bytes. */
	chunks(): Generator<Uint8Array>;
}

const ROSTER_COLUMNS = [
	'person_id',
	'hire_date',
	'exit_date',
	'last_working_day',
	'notice_date',
	'status',
	'separation_type',
	'separation_reason',
	'regretted',
	'job_title',
	'level',
	'department',
	'division',
	'site',
	'country',
	'employment_type',
	'fte'
];
const CHUNK_CHARACTERS = 65_536;

/**
 * The seven files of the invented company, events before the answers to them. Each is generated while it is read, so
 * memory stays flat at any size.
 */
export function sampleFiles(options: SampleOptions = {}): SampleFile[] {
	const people = options.people ?? DEFAULT_PEOPLE;
	const seed = options.seed ?? DEFAULT_SEED;
	if (!Number.isInteger(people) || people < 100 || people > MOST_PEOPLE)
		throw new Error(`A sample company has 100 to ${MOST_PEOPLE} people, not ${people}.`);
	const file = (kind: KindId, lines: () => Iterable<string>, eventId?: string): SampleFile => ({
		kind,
		fileName: `${kind}.csv`,
		eventId,
		chunks: () => encoded(lines())
	});
	return [
		file('roster', () => rosterLines(seed, people)),
		file('events', () => csvLines(sampleEvents(countSample(seed, people)))),
		file('ultimatum-responses', () => answerLines(seed, people), ULTIMATUM_EVENT),
		file('executive-departures', () => csvLines(sampleDepartures())),
		file('incidents', () => csvLines(sampleIncidents(people))),
		file('staffing-requirements', () => csvLines(sampleRequirements(people))),
		file('requisitions', () => csvLines(sampleRequisitions()))
	];
}

/** All persons in the order of the roster. */
export function* samplePeople(seed: number, people: number): Generator<SamplePerson> {
	const { rows } = rosterSize(people);
	for (let index = 0; index < rows; index++) yield samplePerson(seed, people, index);
}

/** What the events file states: how many were employed, laid off and asked, and how many did not stay. */
export function countSample(seed: number, people: number): SampleCounts {
	const counts: SampleCounts = { employed: people, laidOff: 0, asked: 0, didNotStay: 0 };
	for (const person of samplePeople(seed, people)) {
		if (person.isLaidOff) counts.laidOff++;
		if (person.isAsked) counts.asked++;
		if (person.ending?.type.startsWith('ultimatum')) counts.didNotStay++;
	}
	return counts;
}

function* rosterLines(seed: number, people: number): Generator<string> {
	yield ROSTER_COLUMNS.join(',');
	const date = cachedDates();
	for (const { ending, role, ...person } of samplePeople(seed, people)) {
		const end = ending
			? `${date(ending.exitedOn)},${date(ending.lastWorkedOn)},${date(ending.noticedOn)},terminated,${ending.type},${ending.reason},${ending.regretted}`
			: ',,,active,,,';
		yield (
			`${person.id},${date(person.hiredOn)},${end},${cell(person.title)},${person.level},${role.department},` +
			`${role.division},${person.site},${person.country},${person.employmentType},${person.fte}`
		);
	}
}

function* answerLines(seed: number, people: number): Generator<string> {
	yield 'person_id,answer,responded_at';
	for (const { id, answers } of samplePeople(seed, people))
		for (const { answer, respondedAt } of answers) yield `${id},${answer},${instant(respondedAt)}`;
	// Contractors who answered although nobody had asked them.
	for (let number = 1; number <= 5; number++) yield `C${number},stay,2024-03-20T18:0${number}:00Z`;
}

function* csvLines(rows: Record<string, string | number>[]): Generator<string> {
	const columns = Object.keys(rows[0]);
	yield columns.join(',');
	for (const row of rows) yield columns.map((column) => cell(String(row[column] ?? ''))).join(',');
}

function cell(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function instant(milliseconds: number): string {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function cachedDates(): (day: number) => string {
	const texts = new Map<number, string>();
	return (day) => {
		let text = texts.get(day);
		if (text === undefined) texts.set(day, (text = civilDate(day)));
		return text;
	};
}

function* encoded(lines: Iterable<string>): Generator<Uint8Array> {
	let text = '';
	for (const line of lines) {
		text += `${line}\n`;
		if (text.length >= CHUNK_CHARACTERS) {
			yield Buffer.from(text);
			text = '';
		}
	}
	if (text !== '') yield Buffer.from(text);
}
