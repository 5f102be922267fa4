import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { flowLayout } from './flow-layout.ts';
import type { FlowDatum } from './flow-layout.ts';
import { flowTable } from './flow-table.ts';

const flow = (role: string, outcome: string, people: number | null): FlowDatum => ({ role, outcome, people });
const DATA = [flow('a', 'stayed', 30), flow('a', 'left', 10), flow('b', 'left', 60), flow('b', 'stayed', 0)];

test('30 + 10 + 60 people: nodes are as high as their people on both sides, in one scale', () => {
	const { roles, outcomes } = flowLayout(DATA, 680);
	expect(roles.map(({ name, people }) => [name, people])).toEqual([
		['a', 40],
		['b', 60]
	]);
	expect(outcomes.map(({ name, people }) => [name, people])).toEqual([
		['stayed', 30],
		['left', 70]
	]);
	const perPerson = [...roles, ...outcomes].map(({ height, people }) => height / people);
	for (const each of perPerson) expect(each).toBeCloseTo(perPerson[0], 1);
});

test('a pair of nobody has no ribbon: 3 of 4 pairs are drawn', () => {
	expect(flowLayout(DATA, 680).ribbons.map(({ datum }) => datum.people)).toEqual([30, 10, 60]);
});

test('ribbons of one outcome lie one under the other in the order of the roles', () => {
	const ends = flowLayout(DATA, 680)
		.ribbons.filter(({ datum }) => datum.outcome === 'left')
		.map(({ path }) => {
			const [, top] = /C\S+ \S+ \d+,([\d.]+)V/.exec(path)!;
			const [, bottom] = /V([\d.]+)C/.exec(path)!;
			return [Number(top), Number(bottom)];
		});
	expect(ends[0][1]).toBeCloseTo(ends[1][0], 0);
	expect((ends[1][1] - ends[1][0]) / (ends[0][1] - ends[0][0])).toBeCloseTo(6, 0);
});

test('a hidden pair is listed and not drawn; its table cell is the mark', () => {
	const data = [flow('a', 'stayed', 30), flow('a', 'left', null)];
	expect(flowLayout(data, 680).hidden).toEqual([data[1]]);
	expect(flowLayout(data, 680).ribbons).toHaveLength(1);
	expect(flowTable(data, chartLanguage('en')).rows[1][2]).toEqual({ text: 'c', value: null });
});

test('9 roles are too many to follow', () => {
	const data = Array.from({ length: 9 }, (_, index) => flow(`r${index}`, 'left', 5));
	expect(() => flowLayout(data, 680)).toThrow('at most 8 roles and 5 outcomes');
});
