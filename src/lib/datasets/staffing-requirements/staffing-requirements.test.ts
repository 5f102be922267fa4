import { describe, expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { dayNumber } from '../../statistics/civil-date.ts';
import { STAFFING_REQUIREMENTS } from './staffing-requirements.ts';

describe('two layouts of one kind', () => {
	test('functions: a requirement of 0 stays, yes and oui are critical', async () => {
		const { rows, open } = await readTable(
			STAFFING_REQUIREMENTS,
			'function_id;name;effectif minimum;critique\np;Paie;3;oui\nv;Visites;0;non\n'
		);
		expect(open).toEqual([]);
		expect(rows.map(({ values }) => [values.function_id, values.required_min, values.critical])).toEqual([
			['p', 3, 1],
			['v', 0, 0]
		]);
	});

	test('qualifications: a person column makes the second layout', async () => {
		const { rows } = await readTable(
			STAFFING_REQUIREMENTS,
			'Matricule,function_id,level,since\n004217,incident-command,lead,2021-05-01\n'
		);
		expect(rows).toEqual([
			{
				line: 2,
				values: { person_id: '004217', function_id: 'incident-command', level: 'lead', since: dayNumber('2021-05-01') }
			}
		]);
	});

	test('an impossible date leaves the requirement out: it never comes into force at another time', async () => {
		const { rows, report } = await readTable(
			STAFFING_REQUIREMENTS,
			'function_id,name,required_min,from_date\na,A,1,2022-02-30\nb,B,1,2022-02-28\n'
		);
		expect([rows.length, report.counts]).toEqual([1, { DATE_IMPOSSIBLE: 1 }]);
	});

	test('critical written as 2 is asked', async () => {
		const { open } = await readTable(STAFFING_REQUIREMENTS, 'function_id,name,required_min,critical\na,A,1,2\n');
		expect(open).toMatchObject([{ code: 'VALUE_UNMAPPED', column: 4, words: [{ word: '2', count: 1 }] }]);
	});
});
