import { expect, test } from 'vitest';
import { openCheck } from '#lib/imports/check/check.ts';
import type { ImportPlan } from '#lib/imports/plan.ts';
import type { DatasetKind, KnownReferences } from './dataset.ts';
import { INCIDENTS } from './incidents/incidents.ts';
import { STAFFING_REQUIREMENTS } from './staffing-requirements/staffing-requirements.ts';
import { ULTIMATUM_RESPONSES } from './ultimatum-responses/ultimatum-responses.ts';

function check(kind: DatasetKind, header: string, lines: string[], known: KnownReferences) {
	const plan: ImportPlan = {
		kind: kind.id,
		encoding: 'utf-8',
		delimiter: ',',
		headerLine: 1,
		columns: header.split(',').map((name, i) => ({ position: i + 1, header: name, field: name })),
		asOf: null,
		exitConvention: 'last-day',
		statusConflict: null,
		event: { eventId: 'e', question: 'opt_in_to_stay', timeZone: 'UTC' },
		skipTotalRow: false
	};
	let rows = 0;
	const open = openCheck(kind, plan, { row: () => void rows++ }, { known });
	open.write(Buffer.from([header, ...lines, ''].join('\n')));
	const { issues } = open.end();
	return [rows, issues.map(({ code, severity, line, value }) => [code, severity, line, value])];
}
const only =
	(...ids: string[]) =>
	(id: string) =>
		ids.includes(id);

test('REF_PERSON: the answer of an unknown person is kept with a warning', () => {
	const lines = ['1,stay,2022-11-17T10:00:00Z', '9,stay,2022-11-17T10:00:00Z'];
	expect(check(ULTIMATUM_RESPONSES, 'person_id,answer,responded_at', lines, { person: only('1') })).toEqual([
		2,
		[['REF_PERSON', 'warning', 3, '9']]
	]);
});

test('REF_PERSON and REF_FUNCTION: a qualification names both, each is said on its own', () => {
	const lines = ['1,ops', '9,ops', '1,sre'];
	const known = { person: only('1'), function: only('ops') };
	expect(check(STAFFING_REQUIREMENTS, 'person_id,function_id', lines, known)).toEqual([
		3,
		[
			['REF_PERSON', 'warning', 3, '9'],
			['REF_FUNCTION', 'warning', 4, 'sre']
		]
	]);
});

test('REF_EVENT: an incident may name an event; an empty cell names none', () => {
	const lines = ['i,A,2022-12-29,tw', 'j,A,2022-12-29,', 'k,A,2022-12-29,xx'];
	const header = 'incident_id,organisation,started_on,related_event_id';
	expect(check(INCIDENTS, header, lines, { event: only('tw') })).toEqual([3, [['REF_EVENT', 'warning', 4, 'xx']]]);
});

test('where nothing is published there is nothing to compare with', () => {
	expect(check(ULTIMATUM_RESPONSES, 'person_id,answer,responded_at', ['9,stay,2022-11-17T10:00:00Z'], {})).toEqual([
		1,
		[]
	]);
});
