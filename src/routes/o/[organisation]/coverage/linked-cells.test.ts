import { expect, test } from 'vitest';
import { linkedCells } from './linked-cells.ts';

const cell = (row: string) => ({ row, column: 'May 2024', part: 1, whole: 4, isSuppressed: false });

test('cells of Security response are linked to the role security by its name; a function without a role to none', () => {
	const rows = [
		{ name: 'Security response', roleFamily: 'security' },
		{ name: 'Board', roleFamily: null }
	];
	const cells = linkedCells([cell('Security response'), cell('Board')], rows, (role) => `The role ${role}`);
	expect(cells).toEqual([
		{ ...cell('Security response'), link: 'The role security' },
		{ ...cell('Board'), link: undefined }
	]);
});
