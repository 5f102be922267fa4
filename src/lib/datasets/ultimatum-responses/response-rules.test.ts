import { expect, test } from 'vitest';
import { checkFile } from '#lib/imports/check-file.ts';
import { bytesInMemory } from '#lib/imports/file/file-bytes.ts';
import type { EventForResponses } from '#lib/imports/questions/question-context.ts';
import { answerWindow } from '#lib/imports/check/answer-window.ts';

// Midnight in New York is 05:00Z, five in the afternoon 22:00Z: standard time, five hours behind.
const hours = { announcedAtLocal: '2022-11-16T00:00', deadlineAtLocal: '2022-11-17T17:00' };
const event = {
	...{ eventId: 'e1', title: 'Click yes to stay', question: 'opt_in_to_stay', timeZone: 'America/New_York' },
	...hours
} satisfies EventForResponses;

async function checked(rows: string[], events: EventForResponses[] = [event]) {
	const file = bytesInMemory(Buffer.from(['person_id,answer,responded_at', ...rows, ''].join('\n')));
	const { report } = await checkFile({ file, kind: 'ultimatum-responses', events });
	if (!report) throw new Error('Questions are open.');
	const issues = report.issues.map(({ code, severity, line, column, details }) => [
		...[code, severity, line, column],
		details
	]);
	return { rows: report.rowCount, counts: report.counts, issues };
}

test('midnight to 17:00 in New York is 05:00Z to 22:00Z of the next day', () => {
	expect(answerWindow(event)).toEqual({
		announcedAt: Date.UTC(2022, 10, 16, 5),
		deadlineAt: Date.UTC(2022, 10, 17, 22)
	});
});

test.each([
	['no announcement', { announcedAtLocal: null }],
	['no deadline', { deadlineAtLocal: undefined }],
	['no zone', { timeZone: null }],
	['a deadline that is only a day', { deadlineAtLocal: '2022-11-17' }],
	['a zone that is none', { timeZone: 'EST5' }]
])('with %s there is no window', (_, missing) => {
	expect(answerWindow({ ...event, ...missing })).toBeNull();
});

test('a second before the announcement is early, a second after the deadline late, both ends are in time', async () => {
	const { rows, counts, issues } = await checked([
		'1,stay,2022-11-16T04:59:59Z',
		'2,stay,2022-11-16T05:00:00Z',
		'3,leave,2022-11-17T17:00:00-05:00',
		'4,leave,2022-11-17T22:00:01Z'
	]);
	expect(rows).toBe(4);
	expect(counts).toEqual({ RESPONSE_EARLY: 1, RESPONSE_LATE: 1 });
	expect(issues).toEqual([
		['RESPONSE_EARLY', 'info', 2, 3, { announced: '2022-11-16T05:00:00Z' }],
		['RESPONSE_LATE', 'info', 5, 3, { deadline: '2022-11-17T22:00:00Z' }]
	]);
});

test('of 3 answers in time the last by the clock counts, wherever it stands; a late one replaces none', async () => {
	const { rows, counts, issues } = await checked([
		'1,stay,2022-11-17T12:00:00Z',
		'1,leave,2022-11-17T21:00:00Z',
		'1,stay,2022-11-16T12:00:00Z',
		'1,stay,2022-11-18T12:00:00Z',
		'2,stay,2022-11-17T12:00:00Z'
	]);
	expect(rows).toBe(5);
	expect(counts).toEqual({ RESPONSE_LATE: 1, RESPONSE_SUPERSEDED: 2 });
	expect(issues).toEqual([
		['RESPONSE_LATE', 'info', 5, 3, { deadline: '2022-11-17T22:00:00Z' }],
		['RESPONSE_SUPERSEDED', 'info', 2, 3, { other: 3 }],
		['RESPONSE_SUPERSEDED', 'info', 4, 3, { other: 3 }]
	]);
});

test('of 2 answers at one instant the later line counts', async () => {
	const { issues } = await checked(['1,stay,2022-11-17T12:00:00Z', '1,leave,2022-11-17T12:00:00Z']);
	expect(issues).toEqual([['RESPONSE_SUPERSEDED', 'info', 2, 3, { other: 3 }]]);
});

test('nothing is said where the event has no deadline', async () => {
	const rows = ['1,stay,2001-01-01T00:00:00Z', '1,leave,2040-01-01T00:00:00Z'];
	expect((await checked(rows, [{ ...event, deadlineAtLocal: null }])).counts).toEqual({});
});
