import { expect, test } from 'vitest';
import { figureFrame, rowsFor, type FigurePlace } from './figure-frame.ts';
import { serverLanguage } from './language.server.ts';

const version = (kind: string, datasetId: string, number: number) => ({
	...{ dataset: kind, datasetId, kind, version: number, asOf: '2024-12-31' }
});
const VERSIONS = [version('roster', 'a1', 3), version('staffing-requirements', 'b2', 1)];
const reader = (tier: 'analyst' | 'executive') =>
	({ tier, organisation: { slug: 'acme' } }) as Parameters<typeof rowsFor>[0];

function rows(tier: 'analyst' | 'executive', versions = VERSIONS) {
	const place: FigurePlace = {
		...{ page: 'https://muster.example/o/acme/coverage', query: '', figures: '/o/acme/figures' },
		...{ isSample: false, retrievedOn: '2024-12-31', ...rowsFor(reader(tier)) }
	};
	return figureFrame('coverage', place, { versions }, serverLanguage('en')).downloads?.rows;
}

test('an analyst is led to all rows of the 2 versions a figure rests on, also after a 4th version was published', () => {
	expect(rows('analyst')).toEqual([
		{ text: 'Roster, version 3', href: '/o/acme/data/a1/export?version=3' },
		{ text: 'Minimum staffing, version 1', href: '/o/acme/data/b2/export?version=1' }
	]);
});

test('an executive is led to no rows, and nobody where a figure rests on none', () => {
	expect(rows('executive')).toBeUndefined();
	expect(rows('analyst', [])).toBeUndefined();
});
