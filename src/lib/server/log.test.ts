import { expect, test } from 'vitest';
import { openLog, withoutMessage } from './log.ts';

function logged(write: (log: ReturnType<typeof openLog>) => void): string {
	let text = '';
	write(openLog('info', { write: (line) => (text += line) }));
	return text;
}

test('e-mail, password, token and cell values are blanked at the first two levels', () => {
	const text = logged((log) =>
		log.info({ email: 'ana@example.org', account: { password: 'hunter2', token: 'abc' }, issue: { value: 'Ana' } }, 'x')
	);
	expect(text).not.toMatch(/ana@example|hunter2|abc|Ana/);
	expect(text.match(/\[hidden\]/g)).toHaveLength(4);
});

test('line breaks and escapes in a value stay inside their one line', () => {
	const text = logged((log) => log.info({ file: 'a\r\n\u001b[31mb' }, 'x'));
	expect(text.split('\n')).toHaveLength(2);
	expect(text).not.toContain('\u001b');
});

test('a database error keeps its code and loses its text, detail and parameters', () => {
	const error = Object.assign(new Error('duplicate key: ana@example.org'), {
		name: 'PostgresError',
		code: '23505',
		detail: 'Key (email)=(ana@example.org)',
		parameters: ['ana@example.org']
	});
	const text = logged((log) => log.error({ err: error }, 'A request failed.'));
	expect(text).toContain('"code":"23505"');
	expect(text).not.toContain('ana@example.org');
});

test('an error without its message keeps type, code and frames, also where the message has several lines', () => {
	const error = Object.assign(new RangeError('Invalid time zone: Ana\nat home'), { code: 'ERR_ZONE' });
	const known = withoutMessage(error);
	expect(known).toMatchObject({ type: 'RangeError', code: 'ERR_ZONE' });
	expect(known.stack).toMatch(/^\s+at .*log\.test\.ts/);
	expect(JSON.stringify(known)).not.toMatch(/Ana|at home/);
});
