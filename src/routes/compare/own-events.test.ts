import { describe, expect, test } from 'vitest';
import { serverLanguage } from '../language.server.ts';
import { caseDataOf, type CaseEvent } from '../library/[case]/case-rows.ts';
import { comparedDayZero } from './compare-day-zero.ts';
import { remainingFigure } from './compare-figures.ts';
import { compareQuery, compareSearch } from './compare-query.ts';
import { countsTable, silenceTable } from './compare-tables.ts';
import { comparedEvent } from './compared-events.ts';
import { companyKey, foundEvents, hasEnoughFacts, ownEventId, perhapsTheSame } from './own-event-facts.ts';
import type { OwnData } from './own-events.server.ts';
import { roleRows, type TeamOfEvent } from './roles-figure.ts';

const NOTHING = { low: null, best: null, high: null, text: null };
const exact = (count: number) => ({ low: count, best: count, high: count, text: null });
const english = serverLanguage('en');

/** A row of a tracker: a company, a place, a date and a count or a share. */
function tracked(more: Partial<CaseEvent>): CaseEvent {
	return {
		...{ eventId: 'oda-layoff-2022-11-01', organisation: 'Oda', site: 'Oslo', country: 'Norway', title: null },
		...{ eventType: 'layoff', announcedOn: '2022-11-01', noticeOn: null, effectiveOn: null, reportedOn: null },
		...{ announcedAtLocal: null, deadlineAtLocal: null, timeZone: null, question: null, silenceRule: null },
		...{ severanceMonths: null, affected: exact(70), affectedUnit: null, base: NOTHING, pctReported: 0.18 },
		...{ pctDecimals: 0, figureStatus: 'reported', terms: null, groupsHit: null, outcome: null },
		...{ discrepancies: null, confidence: null, source: 'https://example.org/oda' },
		...more
	};
}
const around = caseDataOf({ events: [], departures: [], incidents: [], headcounts: [], teamImpacts: [] });
function compared(
	event: CaseEvent,
	teamImpacts: TeamOfEvent[] = [],
	own: Partial<OwnData> = { isOwnWorkforce: false }
) {
	const described = { id: 'Acme', version: 'events 1', labels: {} };
	const chosen = { described, event, own: own as OwnData, around: { ...around, teamImpacts }, versions: [] };
	return comparedEvent(chosen, `${event.organisation}, ${event.eventId}`, 'announcement');
}
const place = {
	...{ page: 'http://localhost/compare', query: '', figures: '/compare/figures' },
	isSample: false,
	retrievedOn: '2026-11-22'
};

describe('what a tracker or a notice must say to be compared', () => {
	test('a day and a count or a share are enough; a month, or no figure without a roster, is not', () => {
		expect(hasEnoughFacts(tracked({}), false)).toBe(true);
		expect(hasEnoughFacts(tracked({ affected: NOTHING }), false)).toBe(true);
		expect(hasEnoughFacts(tracked({ affected: NOTHING, pctReported: null }), false)).toBe(false);
		expect(hasEnoughFacts(tracked({ announcedOn: '2022-11' }), false)).toBe(false);
		expect(hasEnoughFacts(tracked({ announcedOn: null, noticeOn: '2022-11-01' }), false)).toBe(true);
		expect(hasEnoughFacts(tracked({ affected: NOTHING, pctReported: null }), true)).toBe(true);
		expect(hasEnoughFacts(tracked({ announcedOn: '2022-11' }), true)).toBe(false);
	});

	test('70 people and 18%: a base of 379 to 400, 82% remained; a count alone has no share', () => {
		// 70 / 0.185 = 378.4, 70 / 0.175 = 400: by hand.
		const { press, remaining } = compared(tracked({}));
		expect(press.base).toMatchObject({ low: 379, high: 400 });
		expect(remaining!.low).toBeCloseTo(0.815, 12);
		expect(remaining!.high).toBeCloseTo(0.825, 12);
		expect(compared(tracked({ pctReported: null })).remaining).toBeNull();
	});

	test('the day of a notice stands in for an announcement that nobody dated', () => {
		const notice = tracked({ announcedOn: null, noticeOn: '2022-11-04', effectiveOn: '2023-01-04' });
		expect(comparedDayZero(notice, 'announcement')).toEqual({ on: '2022-11-04', kind: 'notice' });
		expect(comparedDayZero(notice, 'closing')).toEqual({ on: '2023-01-04', kind: 'closing' });
	});

	test('the figure names its source and its status, and says that such an event has no roles', () => {
		const figure = remainingFigure([compared(tracked({}))], place, english);
		expect(figure.table.rows[0].slice(1).map((cell) => cell.text)).toEqual([
			...['announcement', '1 November 2022', '70', '389 (379–400)', '81.5%', '82%', '82.5%'],
			...['a rounded percentage', 'reported', 'https://example.org/oda']
		]);
		expect(figure.notes.join(' ')).toContain('They have no roles, no roster and no answers.');
	});
});

test('what a tracker does not tell is a dash, not a zero: departures, incidents, question, silence', () => {
	const event = compared(tracked({}));
	expect(
		countsTable([event], english)
			.rows[0].slice(1)
			.map(({ text }) => text)
	).toEqual(Array(6).fill('–'));
	expect(
		silenceTable([event], english)
			.rows[0].slice(1)
			.map(({ text }) => text)
	).toEqual(Array(5).fill('–'));
	const departure = {
		...{ person: 'A', organisation: 'Oda', post: 'Officer', announcedOn: '2022-11-04', effectiveOn: null },
		...{ kind: 'resigned', note: null, confidence: null, source: 'press' }
	};
	const { chosen } = event;
	const known = { ...chosen, around: { ...chosen.around, departures: [departure] } };
	const [row] = countsTable([comparedEvent(known, 'Oda', 'announcement')], english).rows;
	expect(row.slice(1, 4).map(({ value }) => value)).toEqual([0, 1, 0]);
	expect(row.slice(5).map(({ text }) => text)).toEqual(['–', '–']);
});

describe('which events are told apart', () => {
	test('“ACME, Inc.” and “Acme” are one company, “Acme Labs” is another', () => {
		expect(companyKey('ACME, Inc.')).toBe(companyKey('Acme'));
		expect(companyKey('Société Générale S.A.')).toBe(companyKey('Societe Generale'));
		expect(companyKey('Acme Labs')).not.toBe(companyKey('Acme'));
		expect(companyKey('Co')).toBe('co');
	});

	test('one company within 3 days may be one event told twice; another place or a fourth day is not', () => {
		const twice = (more: Partial<CaseEvent>) => perhapsTheSame([compared(tracked({})), compared(tracked(more))]).length;
		expect(twice({ organisation: 'ODA Ltd', announcedOn: '2022-11-04' })).toBe(1);
		expect(twice({ site: null })).toBe(1);
		expect(twice({ announcedOn: '2022-11-05' })).toBe(0);
		expect(twice({ site: 'Bergen' })).toBe(0);
		expect(twice({ organisation: 'Odd' })).toBe(0);
	});

	test('each word is looked for in company, place and date', () => {
		const events = [tracked({}), tracked({ eventId: 'b', organisation: 'Bolt', site: 'Oslo' })];
		expect(foundEvents(events, 'oslo').length).toBe(2);
		expect(foundEvents(events, 'OSLO oda 2022-11').map(({ organisation }) => organisation)).toEqual(['Oda']);
		expect(foundEvents(events, 'bergen')).toEqual([]);
	});

	test('an id with a comma stays one id in an address', () => {
		const id = ownEventId('acme', 'oda, oslo');
		expect(id).toBe('acme/oda%2C%20oslo');
		const known = { ids: new Set([id]), types: [] };
		const query = compareQuery(new URLSearchParams({ events: id }), known);
		expect(query.events).toEqual([id]);
		const search = compareSearch(query);
		expect(compareQuery(new URLSearchParams(search), known).events).toEqual([id]);
	});
});

test('roles of an own roster stand in their families with their counts, those of a family of its own by its name', () => {
	const team = (family: string, people: number, left: number, names?: TeamOfEvent['names']): TeamOfEvent => ({
		...{ eventId: 'a', organisation: 'Oda', team: family, family, names, measuredOn: null },
		...{ before: exact(people), after: exact(people - left), cut: exact(left), cutPercent: null },
		...{ figureStatus: 'computed', basis: null, confidence: null, note: null, source: null }
	});
	const teams = [
		team('pickers', 100, 40, { en: 'Pickers', fr: 'Préparateurs' }),
		team('payroll', 8, 2, { en: 'Payroll', fr: 'Paie' }),
		team('', 5, 1)
	];
	const rows = roleRows([compared(tracked({}), teams)], serverLanguage('fr'));
	expect(rows.map(({ label }) => label)).toEqual(['Paie · Oda', 'Préparateurs · Oda', 'Autres équipes · Oda']);
	expect(rows[0].best).toBe(0.25);
	expect(roleRows([compared(tracked({}), teams)], english)[0].note).toBe('2 of 8, own roster');
});
