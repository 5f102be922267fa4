import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { importFile } from '../import-file.server.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await testDatabase();
});
afterAll(() => db.drop());

const EVENTS = [
	'event_id,organisation,event_type,announced_on,announced_at_local,deadline_at_local,time_zone,question,source',
	'paris,Acme,ultimatum,2022-11-16,2022-11-16T09:00,2022-11-17T17:00,Europe/Paris,opt_in_to_stay,memo',
	'later,Acme,ultimatum,2023-05-02,2023-05-02T09:00,2023-05-05T17:00,Europe/Paris,opt_in_to_stay,memo',
	''
].join('\n');
// Paris is an hour ahead in November: the answers are in time from 08:00Z to 16:00Z of the next day.
const ANSWERS = [
	'person_id,answer,responded_at',
	'1,stay,2022-11-16T07:59:00Z',
	'2,stay,2022-11-16T08:00:00Z',
	'2,leave,2022-11-17T16:00:00Z',
	'3,leave,2022-11-17T16:00:01Z',
	''
].join('\n');

test('answers to one of 2 published events are early or late by its own hours in Paris', async () => {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
	await importFile(db.io, scope, {
		...{ kind: 'events', datasetName: 'Events', fileName: 'events.csv' },
		bytes: Buffer.from(EVENTS)
	});
	const { report } = await importFile(db.io, scope, {
		...{ kind: 'ultimatum-responses', datasetName: 'Answers', fileName: 'answers.csv', eventId: 'paris' },
		bytes: Buffer.from(ANSWERS)
	});
	expect([report.rowCount, report.counts]).toEqual([
		4,
		{ RESPONSE_EARLY: 1, RESPONSE_LATE: 1, RESPONSE_SUPERSEDED: 1 }
	]);
	expect(report.issues.map(({ code, line, details }) => [code, line, details])).toEqual([
		['RESPONSE_EARLY', 2, { announced: '2022-11-16T08:00:00Z' }],
		['RESPONSE_LATE', 5, { deadline: '2022-11-17T16:00:00Z' }],
		['RESPONSE_SUPERSEDED', 3, { other: 4 }]
	]);
});
