import { expect, test } from 'vitest';
import { waterfallLayout } from '#lib/charts/waterfall/waterfall-layout.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { wilsonText } from '../../drawn-view.ts';
import { funnelSteps } from './funnel-figure.ts';
import { bundledParts } from './organisation-parts.ts';

const english = serverLanguage('en');

test('100 asked less 20 who said leave less 30 silent is 50 who said stay, each with its share of those asked', () => {
	const steps = funnelSteps({ asked: 100, stay: 50, leave: 20, silent: 30 }, english)!;
	expect(steps.map((step) => `${step.id} ${step.count} ${step.note ?? ''}`)).toEqual([
		'asked 100 ',
		'leave -20 20.0% (20 of 100)',
		'silent -30 30.0% (30 of 100)',
		'stay 50 50.0% (50 of 100)'
	]);
	expect(() => waterfallLayout(steps, 680)).not.toThrow();
});

test('where one answer is hidden there is no funnel', () => {
	expect(funnelSteps({ asked: 100, stay: 50, leave: null, silent: null }, english)).toBeNull();
});

test('81 of 263 has the Wilson interval 25.5% to 36.6%, nobody of nobody has none', () => {
	expect(wilsonText(81, 263, english)).toBe('25.5%–36.6%');
	expect(wilsonText(0, 0, english)).toBe('–');
});

test('20 departments: the 13 largest by name and 7 together; nobody is lost', () => {
	const parts = Array.from({ length: 20 }, (_, index) => ({ path: [`d${index}`], people: 100 - index, left: index }));
	const drawn = bundledParts(parts, (count) => `${count} others`);
	expect(drawn).toHaveLength(14);
	expect(drawn.at(-1)).toEqual({ path: ['7 others'], people: 602 - 14, left: 112 });
	expect(drawn.reduce((sum, part) => sum + part.people, 0)).toBe(parts.reduce((sum, part) => sum + part.people, 0));
});

test('seven roles of one department: five by name, two together inside it', () => {
	const roles = Array.from({ length: 7 }, (_, index) => ({ path: ['Ops', `r${index}`], people: 10, left: 1 }));
	const drawn = bundledParts([{ path: ['Ops'], people: 70, left: 7 }, ...roles], (count) => `${count} others`);
	expect(drawn.map((part) => part.path.join('/'))).toEqual([
		'Ops',
		'Ops/r0',
		'Ops/r1',
		'Ops/r2',
		'Ops/r3',
		'Ops/r4',
		'Ops/2 others'
	]);
	expect(drawn.at(-1)).toMatchObject({ people: 20, left: 2 });
});
