import { describe, expect, test } from 'vitest';
import { DateEvidence } from './date-evidence.ts';

function decide(texts: [string, number][]) {
	const evidence = new DateEvidence();
	for (const [text, count] of texts) evidence.add(text, count);
	return evidence.decide();
}

describe('the order of day and month', () => {
	test('2 rows with a part above 12 in front prove day first', () => {
		expect(
			decide([
				['3/4/2022', 5],
				['25/12/2021', 2]
			])
		).toMatchObject({ order: 'dmy', question: null, proofs: 2, examples: ['25/12/2021'], isSplit: false });
	});

	test('1 row with a part above 12 behind proves month first', () => {
		expect(
			decide([
				['3/4/2022', 5],
				['9/20/2019', 1]
			])
		).toMatchObject({ order: 'mdy', question: null, proofs: 1 });
	});

	test('DATE_ORDER: no proof is a question with both ranges', () => {
		expect(
			decide([
				['3/4/2022', 5],
				['1/12/2022', 1]
			])
		).toMatchObject({
			order: null,
			question: 'DATE_ORDER',
			dmy: { first: '2022-04-03', last: '2022-12-01' },
			mdy: { first: '2022-01-12', last: '2022-03-04' }
		});
	});

	test('DATE_MIXED: 3 rows day first and 2 month first are a question', () => {
		expect(
			decide([
				['25/12/2021', 3],
				['12/25/2021', 2]
			])
		).toMatchObject({ order: null, question: 'DATE_MIXED', dmy: { proofs: 3 }, mdy: { proofs: 2 } });
	});

	test('a spreadsheet split the column: 25-12-1991 beside 7/12/1985 is day first in both', () => {
		expect(
			decide([
				['25-12-1991', 1823],
				['7/12/1985', 1177]
			])
		).toMatchObject({
			order: 'dmy',
			question: null,
			proofs: 1823,
			isSplit: true,
			dmy: { first: '1985-12-07', last: '1991-12-25' },
			otherwise: { first: '1985-07-12', last: '1991-12-25' }
		});
	});

	test('the wrong reading of a split column errs in no row, it only spreads: 2022-01-09 instead of 2022-09-01', () => {
		expect(
			decide([
				['14-12-2022', 1],
				['9/1/2022', 1],
				['1/12/2022', 1]
			])
		).toMatchObject({
			isSplit: true,
			dmy: { first: '2022-01-09', last: '2022-12-14' },
			otherwise: { first: '2022-01-12', last: '2022-12-14' }
		});
	});

	test('dates whose two parts are equal ask nothing', () => {
		expect(decide([['3/3/2022', 5]]).question).toBeNull();
	});

	test('ISO dates and month names ask nothing', () => {
		expect(
			decide([
				['2022-11-17', 5],
				['17 Nov 2022', 1]
			])
		).toMatchObject({ order: 'ymd', question: null });
	});
});

describe('what else a column shows', () => {
	test('placeholders, serial numbers, partial and short years are counted and leave the range alone', () => {
		const evidence = new DateEvidence();
		for (const [text, count] of [
			['2022-11-17', 3],
			['9999-12-31', 4],
			['01/01/1900', 2],
			['44197', 1],
			['2022-11', 6],
			['1/2/22', 5]
		] as const)
			evidence.add(text, count);
		expect([...evidence.placeholders]).toEqual([
			['9999-12-31', 4],
			['01/01/1900', 2]
		]);
		expect([evidence.serials, evidence.partials, evidence.shortYears, evidence.count]).toEqual([1, 6, 5, 21]);
		expect(evidence.span('ymd')).toEqual({ first: '2022-11-17', last: '2022-11-17' });
	});

	test('times without an offset are naive, an abbreviation is remembered', () => {
		const evidence = new DateEvidence();
		for (const text of ['2022-11-17T16:00:00Z', '2022-11-17 16:00', '17/11/2022 16:00 MESZ']) evidence.add(text, 1);
		expect([evidence.withTime, evidence.naive, [...evidence.abbreviations.keys()]]).toEqual([3, 2, ['MESZ']]);
	});
});
