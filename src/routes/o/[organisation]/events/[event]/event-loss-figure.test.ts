import { expect, test } from 'vitest';
import { chartLanguage } from '#lib/charts/export-language.ts';
import { forestTable } from '#lib/charts/forest/forest-table.ts';
import type { EventLossRow } from '#lib/metrics/registry-events.server.ts';
import { lossRows } from './event-loss-figure.ts';

function row(group: string, people: number, finding: EventLossRow['finding'], odds: number | null): EventLossRow {
	return {
		dimension: 'role',
		group,
		people,
		left: 2,
		rate: 2 / people,
		interval: { lower: 0, upper: 1, method: 'wilson', level: 0.95 },
		expected: null,
		restRate: null,
		rateDifference: null,
		riskRatio: null,
		oddsRatio: odds,
		oddsLower: odds === null ? null : odds / 2,
		oddsUpper: odds === null ? null : odds * 2,
		oddsRatioSample: null,
		adjustedResidual: null,
		p: null,
		pCentral: null,
		pMinlike: null,
		pHarder: null,
		q: finding === 'harder' ? 0.01 : null,
		finding
	};
}

test('the largest of 3 tested groups stands first, the 2 too small to test last', () => {
	const rows = lossRows(
		[
			row('tiny', 4, 'too-small', null),
			row('b', 40, 'harder', 3),
			row('a', 400, 'chance-not-excluded', 1.1),
			row('small', 3, 'too-small', null),
			row('c', 30, 'lighter', 0.4)
		],
		(group) => group.toUpperCase()
	);
	expect(rows.map(({ group, state }) => [group, state])).toEqual([
		['A', 'tested'],
		['B', 'tested'],
		['C', 'tested'],
		['TINY', 'too-small'],
		['SMALL', 'too-small']
	]);
	expect(chartLanguage('en').format.number(rows[1].ratio, 1)).toBe('3');
});

test('in the table of the loss an adjusted p of 0.00042 is only said to be small and keeps its value; untested is a dash', () => {
	const losses = [{ ...row('b', 40, 'harder', 3), q: 0.00042 }, row('tiny', 4, 'too-small', null)];
	const { columns, rows } = forestTable(
		lossRows(losses, (group) => group),
		chartLanguage('en')
	);
	const at = columns.findIndex(({ id }) => id === 'q');
	expect(rows.map((cells) => cells[at])).toEqual([
		{ text: 'q < 0.001', value: 0.00042 },
		{ text: '–', value: null }
	]);
});
