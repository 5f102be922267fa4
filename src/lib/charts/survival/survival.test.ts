import { expect, test } from 'vitest';
import { chartLanguage } from '../export-language.ts';
import { survivalLayout } from './survival-layout.ts';
import type { SurvivalCurve, SurvivalStep } from './survival-layout.ts';
import { survivalTable } from './survival-table.ts';

function step(time: number, share: number, atRisk: number, bounds: [number, number] | null = null): SurvivalStep {
	return { time, share, atRisk, lower: bounds?.[0] ?? null, upper: bounds?.[1] ?? null };
}
function curve(group: string, steps: SurvivalStep[], until: number, censored: number[] = []): SurvivalCurve {
	return { group, steps, until, censored, risk: [0, 10, 20].map((time) => ({ time, atRisk: 30 - time })) };
}

test('a curve is flat until its next step: at half time it stands on 100%, then on 50% to its last observation', () => {
	const { plot, curves } = survivalLayout([curve('a', [step(0, 1, 30), step(10, 0.5, 20)], 20)], 680);
	const [middle, half] = [(plot.left + plot.right) / 2, (plot.top + plot.bottom) / 2];
	expect(curves[0].points[1]).toMatchObject({ x: middle, y: half });
	expect(curves[0].path).toBe(
		`M${plot.left},${plot.top}h${middle - plot.left}v${half - plot.top}h${plot.right - middle}`
	);
	expect(curves[0].end).toMatchObject({ x: plot.right, y: half, share: 0.5 });
});

test('with 9 at risk the curve goes on faintly, with 10 it does not', () => {
	const drawn = (atRisk: number) =>
		survivalLayout([curve('a', [step(0, 1, 30), step(10, 0.5, atRisk)], 20)], 680).curves[0];
	expect(drawn(10).faintPath).toBe('');
	expect(drawn(9).faintPath).toMatch(/^M/);
});

test('a censored person stands on the curve of that time, and nothing is drawn for one before its start', () => {
	const { curves, plot } = survivalLayout([curve('a', [step(5, 1, 30), step(10, 0.5, 20)], 20, [2, 15])], 680);
	expect(curves[0].ticks).toEqual([
		{ x: plot.left + 0.75 * (plot.right - plot.left), y: (plot.top + plot.bottom) / 2 }
	]);
});

test('2 curves have bands, 3 have none', () => {
	const steps = [step(0, 1, 30), step(10, 0.5, 20, [0.3, 0.7])];
	const bands = (count: number) =>
		survivalLayout(
			Array.from({ length: count }, (_, index) => curve(`g${index}`, steps, 20)),
			680
		).curves.map(({ band }) => band !== null);
	expect(bands(2)).toEqual([true, true]);
	expect(bands(3)).toEqual([false, false, false]);
});

test('the numbers at risk 30, 20 and 10 stand below 0, 10 and 20', () => {
	const { xTicks, curves } = survivalLayout([curve('a', [step(0, 1, 30)], 20)], 680);
	expect(xTicks.map((tick) => tick.value)).toEqual([0, 10, 20]);
	expect(curves[0].risk.cells).toEqual(xTicks.map((tick) => ({ x: tick.at, atRisk: 30 - tick.value })));
});

test('the table has one row a step: 50.0% (30.0% to 70.0%) of 20 at risk after 10', () => {
	const table = survivalTable([curve('a', [step(0, 1, 30), step(10, 0.5, 20, [0.3, 0.7])], 20)], chartLanguage('en'));
	expect(table.rows.map((row) => row.map((cell) => cell.text))).toEqual([
		['a', '0', '100%', '–', '–', '30'],
		['a', '10', '50.0%', '30.0%', '70.0%', '20']
	]);
});
