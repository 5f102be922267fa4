import { expect, test } from 'vitest';
import { flowBarsLayout } from './flow-bars-layout.ts';
import { flowLayout, type FlowDatum } from './flow-layout.ts';

const flow = (role: string, outcome: string, people: number | null): FlowDatum => ({ role, outcome, people });
const DATA = [flow('a', 'stayed', 30), flow('a', 'left', 10), flow('b', 'left', 60), flow('b', 'stayed', 0)];

test('30 stayed and 10 left of 40: three quarters and one quarter of a bar of 464 pixels, a pixel apart', () => {
	const [a, b] = flowBarsLayout(DATA, 680).bars;
	expect(a.segments).toEqual([
		{ outcome: 0, x: 192, width: 347 },
		{ outcome: 1, x: 540, width: 115 }
	]);
	expect(b.segments).toEqual([{ outcome: 1, x: 192, width: 463 }]);
});

test('outcomes have the order, and so the colours, of the ribbons', () => {
	expect(flowBarsLayout(DATA, 680).outcomes).toEqual(flowLayout(DATA, 680).outcomes.map(({ name }) => name));
});

test('a hidden pair has no part, and the others share the bar', () => {
	const [bar] = flowBarsLayout([flow('a', 'stayed', 30), flow('a', 'left', null)], 680).bars;
	expect(bar.segments).toEqual([{ outcome: 0, x: 192, width: 463 }]);
});
