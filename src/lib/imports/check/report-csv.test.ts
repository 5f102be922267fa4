import { expect, test } from 'vitest';
import { reportLine, visible } from './report-csv.ts';

test.each([
	['=SUM(A1)', `"'=SUM(A1)"`],
	['+1+cmd', `"'+1+cmd"`],
	['-2+3', `"'-2+3"`],
	['@here', `"'@here"`],
	['\t=1', `"'\t=1"`],
	['\r=1', `"'\r=1"`],
	['\n=1', `"'\n=1"`],
	['\0=1', `"'\0=1"`],
	['＝1', `"'＝1"`],
	['say "yes"', '"say ""yes"""'],
	['-5', '"-5"'],
	['-5,25', '"-5,25"'],
	['', '']
])('the text %j is written as %s', (text, written) => {
	expect(reportLine(';', ['a', text])).toBe(`"a";${written}\r\n`);
});

test('numbers stand without quotes and what is missing stays empty', () => {
	expect(reportLine(',', [7, -5, null, undefined])).toBe('7,-5,,\r\n');
});

test('control characters are shown as 2 hexadecimal digits', () => {
	expect(visible('a\u0000b\u001bc\u007f\té')).toBe('a\\x00b\\x1Bc\\x7F\\x09é');
});
