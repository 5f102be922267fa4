import { expect, test } from 'vitest';
import { retentionIn } from './retention-form.ts';

const ID = '3f2a91c0-0000-4000-8000-000000000001';

test('30 days, an empty field without limit, and a dataset of 400 days are read; other names are not', () => {
	const form = new FormData();
	const fields = {
		uploads: ' 30 ',
		drafts: '',
		datasets: '4000',
		[`dataset-${ID}`]: '400',
		'dataset-1': '5',
		role: 'x'
	};
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	expect(retentionIn(form)).toEqual({
		rules: { uploads: 30, drafts: null, 'former-versions': null, datasets: 4000 },
		datasets: new Map([[ID, 400]])
	});
});

test.each(['-1', '1.5', '1e3', 'ten', '123456'])('"%s" is no number of days', (value) => {
	const form = new FormData();
	form.append('uploads', value);
	expect(retentionIn(form).rules.uploads).toBeNaN();
});
