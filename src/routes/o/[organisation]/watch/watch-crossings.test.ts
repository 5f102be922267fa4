import { expect, test } from 'vitest';
import type { CoverageRow } from '#lib/metrics/registry.server.ts';
import type { VacancyRow } from '#lib/metrics/registry-tenure.server.ts';
import {
	belowCrossings,
	noSlackCrossings,
	noSlackSince,
	vacancyCrossings,
	versionCrossings
} from './watch-crossings.ts';

const role = (more: Partial<CoverageRow>) =>
	({
		functionId: 'security',
		name: 'Security',
		required: 5,
		qualified: 4,
		belowSince: '2024-03-22',
		...more
	}) as CoverageRow;

test('4 of 5 is a crossing of that run; 5 of 5 and a role without a minimum are none', () => {
	expect(belowCrossings([role({}), role({ qualified: 5 }), role({ required: 0, qualified: 0 })])).toEqual([
		{
			key: 'security 2024-03-22',
			details: { role: 'Security', required: 5, qualified: 4, since: '2024-03-22' }
		}
	]);
});

test('the same run has the same key while more people leave; the next run has another', () => {
	const keys = (more: Partial<CoverageRow>) => belowCrossings([role(more)])[0].key;
	expect(keys({ qualified: 2 })).toBe(keys({}));
	expect(keys({ belowSince: '2024-09-01' })).not.toBe(keys({}));
	expect(keys({ belowSince: null })).toBe('security before');
});

test('at exactly the minimum since 4 June, when the sixth left; since the minimum rose, where that was later', () => {
	const series = [
		{ date: '2024-01-01', qualified: 6 },
		{ date: '2024-06-04', qualified: 5 }
	];
	expect(noSlackSince({ series, requiredSeries: [{ date: '2024-01-01', required: 5 }] })).toBe('2024-06-04');
	const raised = [
		{ date: '2024-01-01', required: 4 },
		{ date: '2024-07-01', required: 5 }
	];
	expect(noSlackSince({ series, requiredSeries: raised })).toBe('2024-07-01');
	expect(noSlackSince({ series: series.slice(1), requiredSeries: [{ date: '2024-01-01', required: 5 }] })).toBe(
		'2024-06-04'
	);
	const rows = [role({ status: 'no_slack', qualified: 5, series, requiredSeries: raised }), role({ status: 'breach' })];
	expect(noSlackCrossings(rows).map(({ key }) => key)).toEqual(['security 2024-07-01']);
});

test('a post vacant for 91 days crosses 90, one for 90 does not, a filled one never', () => {
	const post = (state: VacancyRow['state'], permanentDays: number) =>
		({
			organisation: 'Acme',
			post: 'CFO',
			person: 'A. Example',
			lastDay: '2024-01-31',
			state,
			permanentDays
		}) as VacancyRow;
	expect(vacancyCrossings([post('open', 91), post('open', 90), post('filled', 200)], 90)).toEqual([
		{ key: 'Acme | CFO | 2024-01-31', details: { post: 'CFO', since: '2024-01-31', days: 90 } }
	]);
});

test('no name of a post holder is kept', () => {
	const post = {
		organisation: 'Acme',
		post: 'CFO',
		person: 'A. Example',
		lastDay: null,
		state: 'open',
		permanentDays: 400
	};
	expect(JSON.stringify(vacancyCrossings([post as VacancyRow], 90))).not.toContain('Example');
});

test('version 4 with payroll back and security below is one crossing; the same roles below are none', () => {
	const roster = { datasetId: 'd1', number: 4 };
	expect(versionCrossings(roster, { present: ['Security'], former: ['Payroll'] })).toEqual([
		{ key: 'd1 4', details: { version: 4, fell: 'Security', back: 'Payroll' } }
	]);
	expect(versionCrossings(roster, { present: ['Security'], former: ['Security'] })).toEqual([]);
	expect(versionCrossings(roster, null)).toEqual([]);
});
