import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SEPARATION_TYPES } from './separation-types.ts';

const folder = import.meta.dirname;
const messages = JSON.parse(readFileSync(join(folder, '../messages/en/metrics.json'), 'utf8')) as Record<
	string,
	string
>;

// Keys that end in a value: every value the types allow.
const VALUES: Record<string, string[]> = {
	'metrics.attrition.denominator.': [
		'personYears',
		'dailyMean',
		'twoPoint',
		'monthEndMean',
		'monthEndPlusOpening',
		'twelfthOfMonthMean'
	],
	'metrics.attrition.fold.': ['separate', 'voluntary', 'involuntary'],
	'metrics.separation.': [...SEPARATION_TYPES],
	'metrics.departures.basis.': ['announced', 'effective'],
	'metrics.incidents.noSeries.': ['too-few-periods', 'no-exposure', 'no-estimate'],
	'metrics.loss.finding.': ['harder', 'lighter', 'chance-not-excluded', 'too-small', 'nothing-to-compare'],
	'metrics.dayZero.': ['announcement', 'deadline', 'notice', 'effective', 'given'],
	'metrics.clock.': ['announced', 'worked', 'legal'],
	'metrics.clockName.': ['announced', 'worked', 'legal'],
	'metrics.status.': ['not_required', 'orphaned', 'breach', 'no_slack', 'ok'],
	'metrics.quality.': ['missingHire', 'exitBeforeHire', 'terminatedWithoutExitDate', 'contractors'],
	'metrics.response.silence.': ['resign', 'stay', 'undetermined'],
	'metrics.response.clockChange.': ['gap', 'overlap'],
	'metrics.response.reversal.': ['level', 'site'],
	'metrics.tenure.': ['0-1', '1-2', '2-5', '5-10', '10+']
};

test('every note a metric can give, every status, clock and tenure band has a message', () => {
	const written = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/['`](metrics\.[\w.]+)(\$\{)?/g)])
		.flatMap(([, key, isOpen]) => (isOpen ? VALUES[key].map((value) => key + value) : [key]));
	const listed = Object.entries(VALUES).flatMap(([start, ends]) => ends.map((end) => start + end));
	expect(written.length).toBeGreaterThan(15);
	const known = new Set(Object.keys(messages).map((key) => `metrics.${key}`));
	expect([...written, ...listed].filter((key) => !known.has(key))).toEqual([]);
});

test('a method note that says what is hidden from executives, 1 to 4 or fewer than five, says that it may be more', () => {
	const notes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
	const paragraphs = notes.flatMap((name) =>
		readFileSync(join(folder, name), 'utf8')
			.split('\n\n')
			.filter((text) => /^\*\*/.test(text) && /executives|la direction|dirigeants/i.test(text))
			.filter((text) => /\b1 (?:to|à) 4\b|\bfive\b|\bcinq\b|\b5\b/.test(text))
			.map((text) => ({ name, text }))
	);
	expect(paragraphs.length).toBeGreaterThan(15);
	expect(paragraphs.filter(({ text }) => !/administrator|administrateur/.test(text))).toEqual([]);
});
