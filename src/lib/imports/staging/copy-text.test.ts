import { expect, test } from 'vitest';
import { copyField, copyString } from './copy-text.ts';

test('a tab, both line ends and a backslash are escaped and a NUL is left out', () => {
	expect(copyString('a\tb\nc\rd\\e\0f')).toBe('a\\tb\\nc\\rd\\\\ef');
	expect(copyString('Zoë, "x"; \\N')).toBe('Zoë, "x"; \\\\N');
});

test('day 19,313 is 2022-11-17, and an empty date is NULL', () => {
	const date = copyField({ name: 'hire_date', as: 'date', field: 0 });
	expect([date(19_313), date(null)]).toEqual(['2022-11-17', '\\N']);
});

test('an instant is written in UTC and yes-no as t or f', () => {
	expect(copyField({ name: 'responded_at', as: 'instant', field: 0 })(0)).toBe('1970-01-01T00:00:00.000Z');
	const flag = copyField({ name: 'regretted', as: 'boolean', field: 0 });
	expect([flag(1), flag(0), flag(null)]).toEqual(['t', 'f', '\\N']);
});

test('"up to 336" fills the upper bound and the text of a range, 3 columns of 4', () => {
	const range = { low: null, best: 300, high: 336, text: 'up to\t336' };
	const columns = (['low', 'best', 'high', 'range-text'] as const).map((as) => copyField({ name: as, as, field: 0 }));
	expect(columns.map((field) => field(range))).toEqual(['\\N', '300', '336', 'up to\\t336']);
	expect(columns.map((field) => field(null))).toEqual(['\\N', '\\N', '\\N', '\\N']);
});
