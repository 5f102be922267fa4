import { expect, test } from 'vitest';
import english from '#lib/messages/en/data.json';
import french from '#lib/messages/fr/data.json';
import { translator } from '#lib/messages/messages.ts';
import { datasetName } from './dataset-name.ts';

const en = translator('en', { data: english });
const fr = translator('fr', { data: french });

test('a dataset that bears only the id of its kind is called by the kind, in both languages', () => {
	const dataset = { kind: 'staffing-requirements', name: 'staffing-requirements' };
	expect(datasetName(en, dataset)).toBe('Minimum staffing');
	expect(datasetName(fr, dataset)).toBe('Effectifs minimaux');
});

test('a name that somebody gave stays as it is, also one that is the id of another kind', () => {
	expect(datasetName(en, { kind: 'roster', name: 'Roster Paris' })).toBe('Roster Paris');
	expect(datasetName(en, { kind: 'roster', name: 'events' })).toBe('events');
});
