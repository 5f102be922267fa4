import { expect, test } from 'vitest';
import { nameWithoutLink, sentenceWithoutLink } from './mail-name.ts';

test('a name that is an address is none any more in a mail, in 6 spellings', () => {
	const linked = [
		'https://evil.example/login',
		'www.evil.example',
		'evil。example',
		'mailto:mallory@evil.example',
		'\\\\evil.example\\share',
		'Acme\u202e moc.live//:sptth'
	];
	for (const name of linked) {
		const words = nameWithoutLink(name).split(' ');
		expect(words.filter((word) => /[./\\:@。]\S/u.test(word))).toEqual([]);
		expect(nameWithoutLink(name)).not.toMatch(/\u202e/);
	}
});

test('names stay readable: Booking.com, Acme S.A. and a name in two lines', () => {
	expect(['Booking.com', 'Acme S.A.', 'Acme\r\n Ltd'].map(nameWithoutLink)).toEqual([
		'Booking. com',
		'Acme S. A.',
		'Acme Ltd'
	]);
	expect(nameWithoutLink('Société Générale & Fils')).toBe('Société Générale & Fils');
});

test('a sentence keeps 64.0%, 17:00 and a narrow space, and no address that a name brought along', () => {
	const said = 'Acme : 64.0% de 7,500, échéance 17:00 (New York).';
	expect(sentenceWithoutLink(said)).toBe(said);
	const named = [
		'evil.example',
		'7.evil.example',
		'evil.7even.example',
		'https://evil.example/1',
		'1.2.3.4/5',
		'a@b.c'
	];
	expect(named.map(sentenceWithoutLink)).toEqual([
		...['evil. example', '7. evil. example', 'evil. 7even. example', 'https: / / evil. example/ 1', '1.2.3.4/ 5'],
		'a@ b. c'
	]);
	expect(sentenceWithoutLink('one\r\n\r\nhttp\u202e')).toBe('one http ');
});
