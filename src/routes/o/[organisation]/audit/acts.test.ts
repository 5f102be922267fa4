import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import english from '#lib/messages/en/account.json';
import { ACTS, messageKeyOf } from './acts.ts';

const sources = readdirSync('src', { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
	.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

test('every act that the code records has a name for readers of the audit log', () => {
	const recorded = sources.flatMap((source) =>
		[...source.matchAll(/action: '([a-z-]+\.[a-z-]+)'/g)].map(([, act]) => act)
	);
	expect(recorded.length).toBeGreaterThan(8);
	expect(recorded.filter((act) => messageKeyOf(act) === null)).toEqual([]);
});

test('every act has its message, and an act of a newer version is shown as it is', () => {
	const keys = Object.keys(english);
	expect(
		ACTS.map((act) => messageKeyOf(act)?.replace('account.', '')).filter((key) => !keys.includes(key ?? ''))
	).toEqual([]);
	expect(messageKeyOf('something.new')).toBeNull();
});
