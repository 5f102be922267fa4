import { expect, test } from 'vitest';
import { readBroughtList } from './brought-list.server.ts';

test('two people under headings, with semicolons and Windows line ends; one without a date, one without a group', () => {
	expect(readBroughtList('\uFEFFid;date of birth;group\r\nP0;1982-06-30;\r\nP19;;B\r\n')).toEqual({
		people: [
			{ personId: 'P0', bornOn: '1982-06-30', group: null },
			{ personId: 'P19', bornOn: null, group: 'B' }
		]
	});
});

test('30 February, a second line of one person, a fourth cell and a lone id are named by their line', () => {
	expect(readBroughtList('P0,1982-02-30')).toEqual({ line: 1 });
	expect(readBroughtList('P0,1982-02-28\nP0,1982-02-28')).toEqual({ line: 2 });
	expect(readBroughtList('P0,1982-02-28\n\nP1,1982-02-28,A,B')).toEqual({ line: 3 });
	expect(readBroughtList('P0')).toEqual({ line: 1 });
	expect(readBroughtList('P0,1982-02-28\n"P1,1982-02-28')).toEqual({ line: 2 });
	expect(readBroughtList(' \n')).toEqual({ line: 0 });
});
