import { ANNOUNCED_AT, DEADLINE_AT, LEVELS, ROLES, SITES, TIMELINE } from './company-model.ts';
import type { RoleProfile } from './company-model.ts';
import { cumulative, randomFor } from './random.ts';
import type { Random } from './random.ts';

export interface Answer {
	answer: 'stay' | 'leave';
	/** Milliseconds since 1970-01-01T00:00Z. */
	respondedAt: number;
}

/** How an employment ended, with the three dates of the three clocks as day numbers. */
export interface Ending {
	noticedOn: number;
	lastWorkedOn: number;
	exitedOn: number;
	type: string;
	reason: string;
	regretted: '' | 'yes' | 'no';
}

export interface SamplePerson {
	id: string;
	role: RoleProfile;
	title: string;
	level: string;
	site: string;
	country: string;
	employmentType: string;
	fte: string;
	hiredOn: number;
	ending: Ending | null;
	isLaidOff: boolean;
	/** Employed on the day the ultimatum addresses. */
	isAsked: boolean;
	answers: Answer[];
}

const roleShares = cumulative(ROLES.map((role) => role.share));
const backfillShares = cumulative(ROLES.map((role) => role.backfills));
const levelShares = cumulative(LEVELS.map(([, share]) => share));
const siteShares = cumulative(SITES.map(([, , share]) => share));
const HOUR = 3_600_000;
const YEAR = 365.25;

/**
 * How many rows the roster has for `people` employed on the evening before the layoff: these, half as many who had
 * left before, and a sixteenth as many hired afterwards. 640,000 people give 1,000,000 rows.
 */
export function rosterSize(people: number): { former: number; backfills: number; rows: number } {
	const former = Math.floor(people / 2);
	const backfills = Math.floor(people / 16);
	return { former, backfills, rows: people + former + backfills };
}

/** The person in row `index` of the roster; every third of the early rows is somebody who had left before. */
export function samplePerson(seed: number, people: number, index: number): SamplePerson {
	const random = randomFor(seed, index);
	const { former, backfills, rows } = rosterSize(people);
	const isBackfill = index >= rows - backfills;
	const person = draft(random, index, isBackfill);
	if (isBackfill) return withLaterLife(random, { ...person, hiredOn: backfillDay(random) });
	if (index % 3 === 2 && index < former * 3) return formerPerson(random, person);
	const tenure = Math.min(random.exponential(3.1 * YEAR), TIMELINE.takeover - TIMELINE.firstHire);
	return presentPerson(random, { ...person, hiredOn: weekday(TIMELINE.takeover - 1 - Math.floor(tenure)) });
}

function draft(random: Random, index: number, isBackfill: boolean): SamplePerson {
	const role = ROLES[random.weighted(isBackfill ? backfillShares : roleShares)];
	const [level, , title] = LEVELS[random.weighted(levelShares)];
	const [site, country] = SITES[random.weighted(siteShares)];
	const contract = random.next();
	return {
		id: String(index + 1).padStart(7, '0'),
		role,
		title: title(role.titles[random.integer(role.titles.length)], role.department),
		level,
		site,
		country,
		employmentType: contract < 0.95 ? 'employee' : contract < 0.98 ? 'fixed_term' : 'intern',
		fte: random.chance(0.94) ? '1' : random.chance(0.7) ? '0.8' : '0.5',
		hiredOn: TIMELINE.firstHire,
		ending: null,
		isLaidOff: false,
		isAsked: false,
		answers: []
	};
}

function formerPerson(random: Random, person: SamplePerson): SamplePerson {
	// Hiring grew with the company: the square root moves the draw towards later years.
	const span = TIMELINE.takeover - 60 - TIMELINE.firstHire;
	const hiredOn = weekday(TIMELINE.firstHire + Math.floor(Math.sqrt(random.next()) * span));
	const most = TIMELINE.takeover - 1 - hiredOn;
	const stayed = Math.floor(random.exponential(2.2 * YEAR));
	const exitedOn = hiredOn + (stayed < most ? stayed : Math.floor(random.next() * most));
	return { ...person, hiredOn, ending: ordinaryEnding(random, hiredOn, exitedOn) };
}

function presentPerson(random: Random, person: SamplePerson): SamplePerson {
	if (random.chance(person.role.laidOff)) return { ...person, isLaidOff: true, ending: layoffEnding() };
	const asked = { ...person, isAsked: true };
	if (!random.chance(person.role.leaves)) {
		return withLaterLife(random, { ...asked, answers: answersOfStayers(random) });
	}
	const manner = random.next();
	if (manner < 0.36) {
		return {
			...asked,
			answers: [{ answer: 'leave', respondedAt: answeredAt(random) }],
			ending: ultimatumEnding('declined')
		};
	}
	if (manner < 0.94) return { ...asked, ending: ultimatumEnding('silent') };
	// Too late: silent under the rule. Half of them were taken back.
	const late: Answer = { answer: 'stay', respondedAt: DEADLINE_AT + 60_000 + Math.floor(random.exponential(5 * HOUR)) };
	const isTakenBack = random.chance(0.5);
	return { ...asked, answers: [late], ending: isTakenBack ? null : ultimatumEnding('silent') };
}

function withLaterLife(random: Random, person: SamplePerson): SamplePerson {
	const from = Math.max(person.hiredOn, TIMELINE.lastWorked + 10);
	const left = from + Math.floor(random.exponential(6 * YEAR));
	if (left > TIMELINE.asOf) return person;
	return { ...person, ending: ordinaryEnding(random, person.hiredOn, left) };
}

function layoffEnding(): Ending {
	return {
		noticedOn: TIMELINE.layoff,
		lastWorkedOn: TIMELINE.layoff,
		exitedOn: TIMELINE.layoffEnd,
		type: 'involuntary',
		reason: 'Layoff of 5 March 2024',
		regretted: ''
	};
}

function ultimatumEnding(manner: 'declined' | 'silent'): Ending {
	return {
		noticedOn: TIMELINE.deadline,
		lastWorkedOn: TIMELINE.lastWorked,
		exitedOn: TIMELINE.ultimatumEnd,
		type: `ultimatum-${manner}`,
		reason: manner === 'silent' ? 'No answer by the deadline' : 'Declined the new terms',
		regretted: ''
	};
}

const ORDINARY: [share: number, type: string, reason: string][] = [
	[79, 'voluntary', 'Resigned'],
	[13, 'involuntary', 'Dismissed'],
	[5, 'end-of-contract', 'Contract ended'],
	[2.8, 'retirement', 'Retired'],
	[0.2, 'death', 'Died']
];
const ordinaryShares = cumulative(ORDINARY.map(([share]) => share));

function ordinaryEnding(random: Random, hiredOn: number, exitedOn: number): Ending {
	const [, type, reason] = ORDINARY[random.weighted(ordinaryShares)];
	const isForeseen = type !== 'death';
	const lastWorkedOn = isForeseen ? Math.max(hiredOn, exitedOn - random.integer(6)) : exitedOn;
	const noticedOn = isForeseen ? Math.max(hiredOn, exitedOn - 14 - random.integer(30)) : exitedOn;
	const regretted = type === 'voluntary' ? (random.chance(0.4) ? 'yes' : 'no') : '';
	return { noticedOn: Math.min(noticedOn, lastWorkedOn), lastWorkedOn, exitedOn, type, reason, regretted };
}

// Some answer "leave" first and think again; a few have answered an earlier survey before the announcement.
function answersOfStayers(random: Random): Answer[] {
	const final: Answer = { answer: 'stay', respondedAt: answeredAt(random) };
	const draw = random.next();
	if (draw < 0.03) {
		const earlier = ANNOUNCED_AT + Math.floor(random.next() * (final.respondedAt - ANNOUNCED_AT));
		return [{ answer: 'leave', respondedAt: earlier }, final];
	}
	if (draw < 0.035)
		return [{ answer: 'stay', respondedAt: ANNOUNCED_AT - Math.ceil(random.next() * 20 * HOUR) }, final];
	return [final];
}

/** A third answer in the last hour, a quarter in the first eight, the rest in between; never after the deadline. */
function answeredAt(random: Random): number {
	const part = random.next();
	if (part < 0.33) return DEADLINE_AT - Math.floor(random.next() * HOUR);
	if (part < 0.58) return ANNOUNCED_AT + Math.floor(random.next() * 8 * HOUR);
	return ANNOUNCED_AT + Math.floor(random.next() * (DEADLINE_AT - ANNOUNCED_AT));
}

function backfillDay(random: Random): number {
	return weekday(TIMELINE.firstBackfill + random.integer(TIMELINE.asOf - 20 - TIMELINE.firstBackfill));
}

/** The day itself, or the Monday after a weekend. Day 0 (1970-01-01) was a Thursday. */
function weekday(day: number): number {
	const ofWeek = (day + 3) % 7;
	return ofWeek < 5 ? day : day + 7 - ofWeek;
}
