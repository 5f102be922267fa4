import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { coverageLayout, gapOf, sortedByGap } from './coverage-layout.ts';
import type { CoverageDatum } from './coverage-layout.ts';
import { coverageTable } from './coverage-table.ts';

function role(
	name: string,
	required: number,
	qualified: number | null,
	extra: Partial<CoverageDatum> = {}
): CoverageDatum {
	const status = qualified === 0 ? 'orphaned' : qualified !== null && qualified < required ? 'breach' : 'ok';
	return { functionId: name, name, required, qualified, qualifiedBefore: null, status, belowSince: null, ...extra };
}

test('9 of 15 is a gap of −6, 17 of 10 of +7, and a suppressed count has none', () => {
	expect([role('a', 15, 9), role('b', 10, 17), role('c', 3, null)].map(gapOf)).toEqual([-6, 7, null]);
});

test('the largest gap comes first, equal gaps by name, suppressed roles last', () => {
	const rows = [
		role('Hidden', 9, null),
		role('Zeta', 8, 4),
		role('Alpha', 4, 0),
		role('Site', 15, 9),
		role('Spare', 1, 9)
	];
	expect(sortedByGap(rows).map((row) => row.name)).toEqual(['Site', 'Alpha', 'Zeta', 'Spare', 'Hidden']);
});

test('on 680 pixels zero stands at 208 and 20 people at 502: 10 people are 147 pixels', () => {
	const layout = coverageLayout([role('Site', 20, 10, { qualifiedBefore: 15 })], 680);
	const [mark] = layout.marks;
	expect(layout.zero).toBe(208);
	expect([mark.now, mark.before, mark.minimum]).toEqual([355, 428.5, 502]);
});

test('rows of 46 pixels follow each other below an axis of 24', () => {
	const layout = coverageLayout([role('a', 5, 1), role('b', 5, 2)], 680, 22);
	expect(layout.marks.map((mark) => mark.y)).toEqual([69, 115]);
	expect([layout.plotTop, layout.plotBottom, layout.height]).toEqual([46, 138, 142]);
});

test('a narrow drawing stacks name, marks and value and uses the whole width', () => {
	const layout = coverageLayout([role('a', 20, 20)], 288);
	const [mark] = layout.marks;
	expect([layout.zero, mark.minimum]).toEqual([8, 278]);
	expect(mark.name.y).toBeLessThan(mark.y);
	expect(mark.value.y).toBeGreaterThan(mark.y);
	expect([mark.name.x, mark.value.x]).toEqual([0, 0]);
});

test('status is a shape as well as a colour, one for each of five', () => {
	const states = ['orphaned', 'breach', 'no_slack', 'ok', 'not_required'] as const;
	const layout = coverageLayout(
		states.map((status) => role(status, 1, 1, { status })),
		680
	);
	expect(new Set(layout.marks.map((mark) => mark.shape)).size).toBe(5);
	expect(layout.marks.filter((mark) => mark.isShort).map((mark) => mark.datum.status)).toEqual(['breach', 'orphaned']);
});

test('a suppressed count has no dot and no zero', () => {
	const [mark] = coverageLayout([role('Hidden', 3, null)], 680).marks;
	expect(mark.now).toBeNull();
});

test('no rows make an empty drawing with an axis', () => {
	const layout = coverageLayout([], 680);
	expect([layout.marks.length, layout.height]).toEqual([0, 28]);
});

test('the table has the rows of the drawing in its order, with "c" for a hidden count', () => {
	const rows = [role('Hidden', 3, null), role('Site', 15, 9, { qualifiedBefore: 31, belowSince: '2022-11-18' })];
	const table = coverageTable(rows, chartLanguage('en'));
	expect(table.rows.map((cells) => cells.map((cell) => cell.text))).toEqual([
		['Site', '9', '15', '−6', '31', 'below minimum', '18 November 2022'],
		['Hidden', 'c', '3', 'c', '–', 'not shown', '–']
	]);
	expect(table.rows[0].map((cell) => cell.value)).toEqual(['Site', 9, 15, -6, 31, 'below minimum', '2022-11-18']);
});
