import { describe, expect, test } from 'vitest';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import { serverLanguage } from '../../../language.server.ts';
import type { CaseEvent } from '../../../library/[case]/case-rows.ts';
import type { Coverage } from '../coverage/coverage-figure.ts';
import type { Headcount } from '../coverage/headcount-figure.ts';
import type { Responses } from '../events/[event]/response-curve-figure.ts';
import { briefAnswers, riskRange, rolesBelow } from './brief-statements.ts';

const row = (name: string, required: number, qualified: number, more: Partial<CoverageRow> = {}) =>
	({
		functionId: name.toLowerCase(),
		name,
		required,
		qualified,
		shortfall: Math.max(0, required - qualified),
		departuresToBreach: Math.max(0, qualified - required + 1),
		status: qualified === 0 ? 'orphaned' : qualified < required ? 'breach' : 'ok',
		isCritical: false,
		breachProbability: null,
		breachProbabilityTogether: null,
		basis: 'role',
		owner: 'CTO',
		...more
	}) as CoverageRow;

// METHODS 3.2: ten people of whom six are required, each leaving with 20 %: 3.3 % independently, 15.8 % together.
const rows = [
	row('Payroll', 4, 2),
	row('Security', 10, 7, { isCritical: true, owner: null }),
	row('Operations', 6, 10, { breachProbability: 0.033, breachProbabilityTogether: 0.158, basis: 'qualifications' })
];
const coverage = {
	rows,
	summary: { on: '2022-12-31', clock: 'worked', noSlack: 0, leaveProbability: 0.2, horizonDays: 90 }
} as Coverage;
const event = {
	eventId: 'hardcore',
	eventType: 'ultimatum',
	title: 'Hardcore',
	announcedAtLocal: '2022-11-16T00:00',
	deadlineAtLocal: '2022-11-17T17:00',
	timeZone: 'America/New_York'
} as CaseEvent;
const headcount = {
	summary: { atStart: 7500, atEnd: 2700, from: '2022-11-15', to: '2022-12-31' }
} as Headcount;
const responses = {
	summary: {
		asked: 32,
		silent: 7,
		resolvedLeavers: 10,
		// Wilson interval of 10 of 32 at 95 %: 0.180 to 0.486.
		resolvedInterval: { lower: 0.18, upper: 0.486, method: 'wilson', level: 0.95 },
		silenceRule: 'resign'
	}
} as Responses;
const facts = { event, coverage, headcount, responses };
const answers = (language: 'en' | 'fr', of = facts) =>
	Object.fromEntries(briefAnswers(of, serverLanguage(language)).map(({ id, sentences }) => [id, sentences]));

describe('the brief', () => {
	test('tells the event with its deadline, 10 of 32 leavers with interval, and 7,500 to 2,700 people', () => {
		expect(answers('en').happened).toEqual([
			'Hardcore, announced on 16 November 2022; deadline 17 November 2022, 17:00 (New York).',
			'31% (10 of 32) counted as leaving, 95% interval 18%–49%; 22% (7 of 32) did not answer.',
			'Headcount went from 7,500 on 15 November 2022 to 2,700 on 31 December 2022: −4,800, 64.0% of 7,500.'
		]);
	});

	test('counts 2 of 3 roles below minimum and 5 people short, in both languages', () => {
		expect(answers('en').short[0]).toMatch(/^2 of 3 roles are below .* 31 December 2022, 5 people short in all;/);
		expect(answers('fr').short[0]).toMatch(/^2 des 3 rôles sont sous le minimum .*, il manque 5 personnes en tout/);
	});

	test('lists the critical role before the one with a larger gap', () => {
		const wide = [row('Ads', 10, 2), ...rows];
		expect(rolesBelow(wide).map(({ name }) => name)).toEqual(['Security', 'Ads', 'Payroll']);
	});

	test('Operations with 10 of 6 can lose 5; 3% if independently, 16% if together, at 20% each within 90 days', () => {
		expect(riskRange(rows[2], serverLanguage('en'))).toBe('3%–16%');
		expect(answers('en').next).toEqual([
			'Operations: 5 departures put it below its minimum; probability within 90 days 3%–16%.'
		]);
		expect(answers('en').sure[1]).toContain('within 90 days with 20.0%');
	});

	test('says what is not known: 7 silent, 2 roles without named people, 1 minimum without owner, the time after', () => {
		const { unknown } = answers('en');
		expect(unknown).toHaveLength(5);
		expect(unknown[0]).toMatch(/7 silent people .* counts silence as leaving/);
		expect(unknown[1]).toMatch(/for 2 roles nobody is named/);
		expect(unknown[2]).toBe('Who set the minimum of one role.');
		expect(unknown[3]).toContain('31 December 2022');
	});

	test('hidden answers are said to be hidden, without a number', () => {
		const hidden = { summary: { asked: null, silent: null, resolvedLeavers: null } } as Responses;
		expect(answers('en', { ...facts, responses: hidden }).happened[1]).toBe('The answers are too few to be shown.');
	});

	test('without event, probabilities and shortfall it says so and invents nothing', () => {
		const calm = {
			rows: [row('Payroll', 4, 6)],
			summary: { ...coverage.summary, leaveProbability: null }
		} as Coverage;
		const said = answers('en', { event: null, coverage: calm, headcount: null, responses: null } as never);
		expect(said.happened).toEqual(['No event has been published.']);
		expect(said.short[0]).toMatch(/^The one role with a minimum reaches it on 31 December 2022/);
		expect(said.next[0]).toMatch(/^No probability can be given/);
	});
});
