import { describe, expect, test } from 'vitest';
import { kindById } from '../src/lib/datasets/registry.ts';
import { BAD_INPUT, type BadInput } from './support/bad-input.ts';
import { readTable } from './support/read-table.ts';

async function verdictOf({ kind, bytes, given, answers }: BadInput) {
	const definition = kindById(kind)!;
	const content = bytes();
	const { first, open, rows, report } = await readTable(definition, content, {
		answers: { ...given, ...answers },
		size: 65_536
	});
	const asked = first.questions.filter(({ id }) => !Object.hasOwn(given, id)).map(({ code }) => code);
	const found = report.issues.filter(({ severity }) => severity === 'error' || severity === 'warning');
	const fatal = first.fatal ?? report.fatal;
	const verdict = fatal ? 'refuse' : asked.length > 0 ? 'ask' : found.length > 0 ? 'report' : 'accept';
	return { verdict, fatal, asked, found, open: open.map(({ id }) => id), rows: rows.length, counts: report.counts };
}

describe('each class of bad input has its verdict', () => {
	test.each(BAD_INPUT.map((input) => [input.name, input.expected.verdict, input] as const))(
		'%s: %s',
		async (_, __, input) => {
			const { codes, line, column, rows, verdict } = input.expected;
			const result = await verdictOf(input);
			expect(result.verdict, JSON.stringify(result)).toBe(verdict);
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
			expect([...new Set(result.found.map(({ code }) => code))]).toEqual(codes);
			expect(result.found[0]).toMatchObject({ line, ...(column !== undefined && { column }) });
		}
	);

	test('every name is used once', () => {
		expect(new Set(BAD_INPUT.map(({ name }) => name)).size).toBe(BAD_INPUT.length);
	});
});
