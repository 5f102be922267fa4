import { describe, expect, test } from 'vitest';
import { checkFile } from '../src/lib/imports/check-file.ts';
import { bytesInMemory } from '../src/lib/imports/file/file-bytes.ts';
import { BAD_INPUT, type BadInput, type Verdict } from './support/bad-input.ts';

/** What the command line says of a file: with what every file of its kind is asked, then with all answers. */
async function verdictOf({ kind, bytes, given, answers, event }: BadInput) {
	const file = bytesInMemory(bytes());
	const events = event && [{ ...event, eventId: 'e', title: 'e', question: 'opt_in_to_stay' as const }];
	const found = await checkFile({ file, kind, answers: given, events });
	const asked = found.questions.filter(({ answer }) => answer === undefined).map(({ code }) => code);
	const settled =
		found.verdict === 'asks' ? await checkFile({ file, kind, answers: { ...given, ...answers }, events }) : found;
	const { report, fatal } = settled;
	const issues = report?.issues.filter(({ severity }) => severity === 'error' || severity === 'warning') ?? [];
	const verdict: Verdict =
		found.verdict === 'refused' ? 'refuse' : asked.length > 0 ? 'ask' : issues.length > 0 ? 'report' : 'accept';
	const open = settled.questions.filter(({ answer }) => answer === undefined).map(({ id }) => id);
	return { verdict, fatal, asked, issues, open, rows: report?.rowCount ?? 0, counts: report?.counts ?? {} };
}

describe('each class of bad input has its verdict', () => {
	test.each(BAD_INPUT.map((input) => [input.name, input.expected.verdict, input] as const))(
		'%s: %s',
		async (_, __, input) => {
			const { codes, line, column, rows, verdict } = input.expected;
			const result = await verdictOf(input);
			expect(result.verdict, JSON.stringify(result).slice(0, 2000)).toBe(verdict);
			if (verdict === 'refuse') {
				expect([result.fatal?.code]).toEqual(codes);
				if (line !== undefined) expect(result.fatal?.line).toBe(line);
				return;
			}
			if (rows !== undefined) expect(result.rows).toBe(rows);
			expect(result.open).toEqual([]);
			if (verdict === 'ask') expect(result.asked).toEqual(codes);
			if (verdict === 'accept') expect(codes.filter((code) => !(code in result.counts))).toEqual([]);
			if (verdict !== 'report') return;
			expect([...new Set(result.issues.map(({ code }) => code))]).toEqual(codes);
			expect(result.issues[0]).toMatchObject({ line, ...(column !== undefined && { column }) });
		}
	);

	test('every name is used once', () => {
		expect(new Set(BAD_INPUT.map(({ name }) => name)).size).toBe(BAD_INPUT.length);
	});
});
