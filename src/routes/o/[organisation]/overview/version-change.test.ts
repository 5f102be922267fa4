import { expect, test } from 'vitest';
import { serverLanguage } from '../../../language.server.ts';
import { changeSentences } from './version-change.server.ts';

const former = { version: 2, asOf: '2024-03-31', people: 120, below: ['Security', 'Payroll'] };
const present = { version: 3, asOf: '2024-04-30', people: 95, below: ['Security', 'Ads'] };

test('120 to 95 people is −25; ads fell below, payroll is back', () => {
	expect(changeSentences(present, former, serverLanguage('en'))).toEqual([
		'Roster version 3 (data of 30 April 2024) replaced version 2 (data of 31 March 2024).',
		'95 people are employed, 120 by the version before: −25.',
		'Newly below its minimum: Ads.',
		'Back at its minimum: Payroll.'
	]);
});

test('the same two roles below both times are told as no change, in French too', () => {
	const same = { ...present, below: former.below };
	expect(changeSentences(same, former, serverLanguage('en')).at(-1)).toBe(
		'No role went below its minimum or came back: 2 are below.'
	);
	expect(changeSentences(same, former, serverLanguage('fr')).at(-1)).toBe(
		'Aucun rôle n’est passé sous son minimum ni n’y est revenu\u202f: 2 sont au-dessous.'
	);
});

test('without a minimum only versions and people are compared', () => {
	expect(changeSentences({ ...present, below: null }, former, serverLanguage('en'))).toHaveLength(2);
});
