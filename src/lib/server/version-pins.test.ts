import { expect, test } from 'vitest';
import { readPins, versionPins } from './version-pins.ts';

const roster = { datasetId: '3f2a91c0-0000-4000-8000-000000000001', version: 3 };
const staffing = { datasetId: '77be01aa-0000-4000-8000-000000000002', version: 1 };

test('version 3 of one dataset and 1 of another are named in one word, whatever their order', () => {
	expect(versionPins([roster, staffing])).toBe('3f2a91c0-3.77be01aa-1');
	expect(versionPins([staffing, roster, roster])).toBe('3f2a91c0-3.77be01aa-1');
});

test('what was written is read; 4 words that are no versions are left out', () => {
	expect(readPins('3f2a91c0-3.77be01aa-1')).toEqual(['3f2a91c0-3', '77be01aa-1']);
	expect(readPins("3f2a91c0-3.3f2a91c0-0.zz.3f2a91c0-1234567890.'or'1'='1")).toEqual(['3f2a91c0-3']);
	expect(readPins(null)).toBeNull();
	expect(readPins('')).toBeNull();
});

test('of 1,000 versions the first 40 are read', () => {
	expect(readPins(Array.from({ length: 1000 }, (_, index) => `3f2a91c0-${index + 1}`).join('.'))).toHaveLength(40);
});
