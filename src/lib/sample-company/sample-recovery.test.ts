import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMetricFiles } from '../../start/metric-files.ts';
import { RECOVERY } from '../metrics/recovery/recovery-metric.server.ts';
import { sampleFiles } from './sample-files.ts';

// Worked out by hand from the requisitions of the sample company and the people who work on 31 December 2024.
let folder: string;
let found: ReturnType<typeof RECOVERY.compute>;
const row = (functionId: string) => found.rows.find((each) => each.functionId === functionId)!;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'muster-recovery-'));
	const files = sampleFiles().filter(({ kind }) => ['roster', 'staffing-requirements', 'requisitions'].includes(kind));
	const read = files.map(({ kind, chunks, fileName }) => {
		const path = join(folder, fileName);
		writeFileSync(path, Buffer.concat([...chunks()]));
		return { input: kind === 'staffing-requirements' ? 'staffing' : kind, path } as const;
	});
	const answers = { roster: { 'as-of': '2024-12-31', 'exit-convention': 'last-day' } };
	const { tables } = await readMetricFiles(read as Parameters<typeof readMetricFiles>[0], answers, '2025-01-01');
	found = RECOVERY.compute(tables, v.parse(RECOVERY.parameters, {}));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('security is 11 short; 5 start on 13 January and 6 on 3 February: back then, 12 x 11 + 21 x 6 = 258 person-days', () => {
	expect(row('security-response')).toMatchObject({ required: 68, present: 57, knownStarts: 11, open: 0 });
	expect(row('security-response').backBy.map(({ on }) => on)).toEqual(['2025-02-03', '2025-02-03', '2025-02-03']);
	expect(row('security-response').personDaysExpected).toBe(258);
});

test('operations are 8 short, 6 start on 20 January and both open ones are needed: 9 February to 21 March', () => {
	// 14 at risk at 40 days, 8 events, 6 censored at 91 days: S is 13/14, 12/14, 10/14 at 60, 9/14, 8/14, 7/14 at 90, 0 at
	// 100. Both start within d days with (1 - S(20 + d)) squared: 0.082 at d = 40, 0.25 at d = 70, 1 at d = 80.
	expect(row('site-operations')).toMatchObject({ required: 165, present: 157, knownStarts: 6, open: 2, basis: 'own' });
	expect(row('site-operations').backBy.map(({ on }) => on)).toEqual(['2025-02-09', '2025-03-21', '2025-03-21']);
	// 19 days of 8, then 2 S(20 + d) for ten days each.
	expect(row('site-operations').personDaysExpected).toBeCloseTo(19 * 8 + (20 * (13 + 12 + 10 + 9 + 8 + 7)) / 14, 9);
});

test('content moderation is 21 short and has 5 open requisitions: not back within a year, 21 x 365 person-days', () => {
	expect(row('content-moderation')).toMatchObject({
		required: 256,
		present: 235,
		open: 5,
		basis: 'all',
		beyondExperience: 5
	});
	expect(row('content-moderation').backBy.map(({ on }) => on)).toEqual([null, null, null]);
	// Open for 244 days, the slowest that was filled took 120: nothing is expected of them.
	expect(row('content-moderation').personDaysExpected).toBe(21 * 365);
});

test('time to fill: 6 of 17 filled in security is fewer than half, so no median; 95 days in operations', () => {
	// 17 opened; 11 with a start to come are censored at 120 and 106 days: 6 of them before 120, none before 100.
	// At 60, 70, 80, 90 and 100 days 16/17, 15/17, 14/17, 13/17, 12/17 are open; at 120, of the 6 left 5/6: 10/17.
	expect(found.summary.fill.find(({ role }) => role === 'security')).toMatchObject({
		...{ filled: 6, open: 11, cancelled: 0 },
		started: { days: null }
	});
	expect(found.summary.fill.find(({ role }) => role === 'trust-safety')).toMatchObject({
		...{ filled: 0, open: 5, cancelled: 3, started: { days: null } }
	});
	// 14 at risk at 40 days: one half left after the seventh start, at 90; the next event is at 100.
	expect(found.summary.fill.find(({ role }) => role === 'sre-operations')?.started.days).toBe(95);
});
