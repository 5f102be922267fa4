import { describe, expect, test } from 'vitest';
import { readTable } from '../../../../test/support/read-table.ts';
import { ULTIMATUM_RESPONSES } from './ultimatum-responses.ts';

const event = {
	eventId: 'e1',
	title: 'Click yes to stay',
	question: 'opt_in_to_stay' as const,
	timeZone: 'America/New_York'
};
const HEADER = 'person_id,answer,responded_at';
const read = (lines: string[], options: Parameters<typeof readTable>[2] = { events: [event] }) =>
	readTable(ULTIMATUM_RESPONSES, [HEADER, ...lines, ''].join('\n'), options);

describe('answers of a real form', () => {
	test('yes and no are read by the event: yes says stay under "opt in to stay" and leave under "opt in to leave"', async () => {
		const lines = ['1,Yes,2022-11-17T12:00:00Z', '2,No,2022-11-17T12:00:00Z'];
		const answers = async (question: 'opt_in_to_stay' | 'opt_in_to_leave') =>
			(await read(lines, { events: [{ ...event, question }] })).rows.map(({ values }) => values.answer);
		expect(await answers('opt_in_to_stay')).toEqual(['stay', 'leave']);
		expect(await answers('opt_in_to_leave')).toEqual(['leave', 'stay']);
	});

	test('the reading of yes is shown with its count: 2 "Yes" will count as said stay', async () => {
		const { first } = await read([
			'1,Yes,2022-11-17T12:00:00Z',
			'2,Yes,2022-11-17T12:00:00Z',
			'3,leave,2022-11-17T12:00:00Z'
		]);
		expect(first.inspection.evidence.at(-1)).toEqual({
			key: 'fields.evidence-answers',
			details: { header: 'answer', word: 'Yes', count: 2, answer: 'stay' }
		});
	});

	test('RESPONSE_ANSWER: "accept" is asked with its count, no suggestion, and no way to make it silence', async () => {
		const { first } = await read([
			'1,accept,2022-11-17T12:00:00Z',
			'2,accept,2022-11-17T12:00:00Z',
			'3,stay,2022-11-17T12:00:00Z'
		]);
		expect(first.questions).toMatchObject([
			{ id: 'words:2', code: 'RESPONSE_ANSWER', words: [{ word: 'accept', count: 2 }] }
		]);
		expect(first.questions[0].words?.[0]).not.toHaveProperty('suggestion');
		expect(first.questions[0].choices.map(({ value }) => value)).toEqual(['stay', 'leave']);
	});

	test('an unmapped answer is an error of its row, never a silent person', async () => {
		const { rows, report } = await read(['1,perhaps,2022-11-17T12:00:00Z', '2,stay,2022-11-17T12:00:00Z']);
		expect(rows.map(({ values }) => values.person_id)).toEqual(['2']);
		expect(report.issues).toMatchObject([
			{ code: 'RESPONSE_ANSWER', severity: 'error', line: 2, column: 2, value: 'perhaps' }
		]);
	});

	test('a French export: semicolons, Windows-1252, dd/mm/yyyy; the zone is asked and 23:00 in Paris is the deadline', async () => {
		const bytes = Buffer.from(
			'Matricule;Réponse;Horodatage\r\n001;Je reste;17/11/2022 23:00:00\r\n002;je pars;17/11/2022 09:05:00\r\n',
			'latin1'
		);
		const { first, rows } = await readTable(ULTIMATUM_RESPONSES, bytes, {
			events: [event],
			answers: { encoding: 'windows-1252', 'time-zone:3': 'Europe/Paris' }
		});
		expect(first.questions.map(({ code }) => code)).toEqual(['FILE_ENCODING', 'TIME_ZONE']);
		expect(first.questions[1].suggestion).toBe('America/New_York');
		expect(rows.map(({ values }) => Object.values(values))).toEqual([
			['001', 'stay', Date.UTC(2022, 10, 17, 22)],
			['002', 'leave', Date.UTC(2022, 10, 17, 8, 5)]
		]);
	});

	test('zoned rows keep their offset, the others take the chosen zone', async () => {
		const { first, rows } = await read(['1,stay,2022-11-17T17:00:00-05:00', '2,stay,2022-11-17 17:00'], {
			events: [event],
			answers: { 'time-zone:3': 'America/Los_Angeles' }
		});
		expect(first.questions).toMatchObject([{ code: 'TIME_ZONE', details: { count: 1, value: '2022-11-17 17:00' } }]);
		expect(rows.map(({ values }) => values.responded_at)).toEqual([
			Date.UTC(2022, 10, 17, 22),
			Date.UTC(2022, 10, 18, 1)
		]);
	});

	test('repeated, early and late answers are all kept: the metric classifies them', async () => {
		const { rows } = await read([
			'1,stay,2001-01-01T00:00:00Z',
			'1,leave,2022-11-17T12:00:00Z',
			'1,stay,2040-01-01T00:00:00Z'
		]);
		expect(rows).toHaveLength(3);
	});

	test('several possible events are asked; the chosen one decides what yes means', async () => {
		const other = { ...event, eventId: 'e2', title: 'Take the offer', question: 'opt_in_to_leave' as const };
		const { first, plan, rows } = await read(['1,yes,2022-11-17T12:00:00Z'], {
			events: [event, other],
			answers: { event: 'e2' }
		});
		expect(first.questions.map(({ code }) => code)).toEqual(['RESPONSE_EVENT', 'RESPONSE_ANSWER']);
		expect([plan.event?.eventId, rows[0].values.answer]).toEqual(['e2', 'leave']);
	});
});
