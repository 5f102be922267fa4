import { describe, expect, test } from 'vitest';
import { checkFile } from './check-file.ts';
import { bytesInMemory } from './file/file-bytes.ts';
import { headerChange, nearestProfile } from './header-change.ts';
import type { ImportPlan } from './plan.ts';

const ANSWERS = { 'as-of': '2023-06-30', 'words:5': '{"X":"voluntary"}', 'field:person_id': '1' };
const first = 'Key,Start Date,Dept,Joined,Leaving Type\n1,9/20/2019,IT,x,X\n2,2/11/2023,HR,y,X\n';
const check = (text: string, answers: Record<string, string> = {}, profile?: ImportPlan) =>
	checkFile({ file: bytesInMemory(Buffer.from(text)), kind: 'roster', answers, profile });
const planOf = async () => (await check(first, ANSWERS)).plan!;
const asked = ({ questions }: Awaited<ReturnType<typeof check>>) =>
	questions.filter(({ answer }) => answer === undefined).map(({ id }) => id);

describe('a second file of a source', () => {
	test('with the same header asks only for its day: the mapping, the words and the order are remembered', async () => {
		const profile = await planOf();
		const found = await check(first, {}, profile);
		expect(asked(found)).toEqual(['as-of']);
		expect(found.plan?.columns.map(({ field }) => field)).toEqual([
			'person_id',
			'hire_date',
			'department',
			null,
			'separation_type'
		]);
	});

	test('HEADER_CHANGED: one new and one lost column are asked once, the others keep what was decided wherever they stand', async () => {
		const profile = await planOf();
		const changed = 'Leaving Type,Key,Start Date,Dept,Country\nX,1,9/20/2019,IT,FR\nX,2,2/11/2023,HR,FR\n';
		const withoutType = changed.replaceAll(/^(?:Leaving Type|X),/gm, '');
		const found = await check(withoutType, { 'as-of': '2023-06-30' }, profile);
		expect(found.questions.find(({ id }) => id === 'header-changed')).toMatchObject({
			code: 'HEADER_CHANGED',
			details: { count: 2, added: 'Country', gone: 'Leaving Type' }
		});
		expect(asked(found)).toEqual(['header-changed']);
		const moved = await check(changed, { 'as-of': '2023-06-30', 'header-changed': 'keep' }, profile);
		expect(moved.verdict).toBe('importable');
		expect(moved.plan?.columns.map(({ field, words }) => [field, words])).toEqual([
			['separation_type', { X: 'voluntary' }],
			['person_id', undefined],
			['hire_date', undefined],
			['department', undefined],
			['country', undefined]
		]);
	});

	test('"forget" maps all columns again and asks what was asked the first time', async () => {
		const found = await check(
			first.replaceAll(/,(?:Joined|x|y),/g, ',').replace('Dept', 'Department'),
			{ 'as-of': '2023-06-30', 'header-changed': 'forget' },
			await planOf()
		);
		expect(asked(found)).toEqual(['field:person_id', 'words:4']);
	});

	test('a file that shares 1 of 4 imported columns is another source: nothing is remembered and nothing said', async () => {
		const profile = await planOf();
		expect(headerChange(profile, ['Key', 'hire_date', 'department'])).toBeNull();
		expect(asked(await check('Key,hire_date,department\n1,2020-01-31,IT\n', {}, profile))).toEqual([
			'field:person_id',
			'as-of'
		]);
	});
});

test('the nearest of several plans is taken: one column lost rather than two', async () => {
	const near = await planOf();
	const far = {
		...near,
		columns: near.columns.map((column, i) => (i === 1 ? { ...column, header: 'Begin' } : column))
	};
	const headers = ['Key', 'Start Date', 'Dept', 'Country'];
	expect(nearestProfile([far, near], headers)).toBe(near);
	expect(nearestProfile([], headers)).toBeNull();
});
