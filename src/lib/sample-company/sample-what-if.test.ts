import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMetricFiles } from '../../start/metric-files.ts';
import type { MetricFile } from '../../start/metric-files.ts';
import type { MetricTables } from '../metrics/metric-definition.server.ts';
import { WHAT_IF } from '../metrics/what-if/what-if-metric.server.ts';
import { ULTIMATUM_EVENT } from './company-model.ts';
import { sampleFiles } from './sample-files.ts';

// What docs/what-if-replay.md shows, worked out again: page and product must not drift apart.
let folder: string;
let tables: MetricTables;
const page = readFileSync(new URL('../../../docs/what-if-replay.md', import.meta.url), 'utf8');
const scenario = (params: object) =>
	WHAT_IF.compute(tables, v.parse(WHAT_IF.parameters, { clock: 'worked', ...params }));
const EVE = { on: '2024-03-18', sigmas: [0, 1] };
const REPLAY = { ...EVE, historyEventId: ULTIMATUM_EVENT, historyDays: 12 };

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'muster-replay-'));
	const files = sampleFiles().flatMap(({ kind, chunks, fileName }): MetricFile[] => {
		const input = kind === 'staffing-requirements' ? 'staffing' : kind;
		if (input !== 'staffing' && input !== 'roster' && input !== 'events') return [];
		const path = join(folder, fileName);
		writeFileSync(path, Buffer.concat([...chunks()]));
		return [{ input, path }];
	});
	const answers = { roster: { 'as-of': '2024-12-31', 'exit-convention': 'last-day' } };
	tables = (await readMetricFiles(files, answers, '2025-01-01')).tables;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('3,826 asked: 1,913 expected to leave with nothing known, 1,341.7 with the event as its own history, 1,271 left', () => {
	const { summary } = scenario(REPLAY);
	const left = summary.segments!.reduce((sum, { history }) => sum + (history?.left ?? 0), 0);
	expect([summary.asked, left, summary.segments!.length]).toEqual([3826, 1271, 559]);
	expect(summary.expectedLeavers).toBeCloseTo(1341.7, 1);
	expect(scenario(EVE).summary.expectedLeavers).toBeCloseTo(1913, 6);
	for (const number of ['3,826', '1,271', '1,341.7', '1,913', '559']) expect(page).toContain(number);
});

test('with its own history every function lies between its 5 and 95 %, and the page has each row', () => {
	const [nothing, replay, after] = [scenario(EVE), scenario(REPLAY), scenario({ on: '2024-03-25' })];
	const numbers = (people: { people: number }[]) => [0, 2, 4].map((at) => people[at].people).join(' / ');
	for (const row of replay.rows) {
		const of = (from: typeof replay) => from.rows.find(({ functionId }) => functionId === row.functionId)!;
		const [own, shocked] = row.outlooks;
		const actual = of(after).qualified;
		expect(actual).toBeGreaterThanOrEqual(own.remaining[0].people);
		expect(actual).toBeLessThanOrEqual(own.remaining[4].people);
		expect(own.breachProbability > 0.99).toBe(actual < row.required);
		const line = page.split('\n').find((each) => each.startsWith(`| ${row.name} |`))!;
		const cells = line.split('|').map((cell) => cell.trim());
		expect([cells[2], cells[3], cells[4], cells[6], cells[8], cells[10]]).toEqual([
			...[String(row.required), String(row.qualified), numbers(of(nothing).outlooks[0].remaining)],
			...[numbers(own.remaining), numbers(shocked.remaining), String(actual)]
		]);
	}
});
