import { expect, test } from 'vitest';
import messages from '#lib/messages/en/issues.json';
import { issueName } from './issue-text.ts';

test('every code that has a sentence has a name of a few words too', () => {
	const codes = Object.keys(messages).filter((key) => /^[A-Z][A-Z0-9_]+$/.test(key));
	expect(codes.length).toBeGreaterThan(60);
	const named = new Set<string>();
	for (const code of codes) issueName((key) => String(named.add(key)), code);
	const missing = [...named].map((key) => key.replace('issues.', '')).filter((key) => !(key in messages));
	expect(missing).toEqual([]);
});
