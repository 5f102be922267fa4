import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../test/support/database.ts';
import { loadResponseColumns } from '#lib/datasets/ultimatum-responses/ultimatum-responses.server.ts';
import { classifyAnswers, LEAVE, STAY } from '#lib/metrics/people-asked.server.ts';
import { publishedVersions } from '#lib/server/dataset-store.ts';
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

test('an added answer replaces the published one of its person unless that is later; the metric counts 3 of 8', async () => {
	const { id } = await createOrganisation(db.database);
	const scope = { organisation: id, account: (await createAccount(db.database, { organisation: id })).id };
	await importFile(db.io, scope, {
		...{ kind: 'events', datasetName: 'Events', fileName: 'events.csv' },
		bytes: Buffer.from(EVENTS)
	});
	const send = (rows: string[], mode: 'replace' | 'append') =>
		importFile(db.io, scope, {
			...{ kind: 'ultimatum-responses', datasetName: 'Answers', fileName: 'answers.csv', eventId: 'paris', mode },
			bytes: Buffer.from(['person_id,answer,responded_at', ...rows, ''].join('\n'))
		});
	const published = ['1,stay,2022-11-17T09:00:00Z', '2,stay,2022-11-17T15:00:00Z', '3,stay,2022-11-16T07:00:00Z'];
	await send(published, 'replace');
	const added = [
		'1,stay,2022-11-17T10:00:00Z',
		'1,leave,2022-11-17T11:00:00Z',
		'2,leave,2022-11-17T14:59:59Z',
		'3,leave,2022-11-17T09:00:00Z',
		'1,stay,2022-11-17T16:00:01Z'
	];
	const { version, report } = await send(added, 'append');
	expect([version, report.rowCount]).toEqual([2, 8]);
	expect(report.issues.map(({ code, severity, line, details }) => [code, severity, line, details])).toEqual([
		['RESPONSE_LATE', 'info', 6, { deadline: '2022-11-17T16:00:00Z' }],
		['RESPONSE_SUPERSEDED', 'info', 2, { other: 3 }],
		['RESPONSE_REPLACES', 'info', 3, { earlier: '2022-11-17T09:00:00Z' }],
		['RESPONSE_OLDER', 'info', 4, { later: '2022-11-17T15:00:00Z' }]
	]);
	// 3 counted, 3 superseded (09:00 and 10:00 of person 1, 14:59:59 of person 2), 1 late, 1 early.
	const [{ versionId, revision }] = await db.io.database.inOrganisation(scope, async (tx) =>
		(await publishedVersions(tx, scope)).filter(({ kind }) => kind === 'ultimatum-responses')
	);
	const table = await loadResponseColumns(db.io, scope, { versionId, revision });
	const matches = Int32Array.of(0, 1, 2);
	const window = { announcedAt: Date.UTC(2022, 10, 16, 8), deadlineAt: Date.UTC(2022, 10, 17, 16) };
	const { answers, ...found } = classifyAnswers(table, { memberOf: matches, count: 3 }, window);
	expect(found).toMatchObject({ rows: 8, superseded: 3, late: 1, beforeAnnouncement: 1, unknownPerson: 0 });
	expect([...answers].sort()).toEqual([STAY, LEAVE, LEAVE]);
	expect((await send(added.slice(0, 1), 'replace')).report.counts).toEqual({});
});
