import { deepEqual, ok } from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { MetricTables } from '../../src/lib/metrics/metric-definition.server.ts';
import { prepareRoster } from '../../src/lib/metrics/prepare-roster.server.ts';
import { codeColumn } from '../../src/lib/server/columns.ts';
import { addDays } from '../../src/lib/statistics/civil-date.ts';
import type { BenchFiles } from './bench-files.ts';
import { openDuck, prepareQuestion } from './duckdb-peer.ts';
import { metricQuestions, type BenchTables, type MetricQuestion } from './metric-questions.ts';
import { compare, milliseconds, type Comparison } from './rotation.ts';
import { sampleRoles } from './sample-roles.ts';

const CLOSE = 1e-9;

/**
 * The measures, computed from columns in memory, beside DuckDB in process with two threads on tables of its own and a
 * loop written by hand for the question. Each round asks for another day, so no result is served
 * from memory. The first question comes right after the columns were read, when only the employments are known.
 */
export async function compareMetrics(
	tables: BenchTables & Required<Pick<MetricTables, 'requirements'>>,
	files: BenchFiles,
	rounds: number
): Promise<Comparison[]> {
	const functions = tables.requirements.map((row) => ({
		functionId: row.functionId,
		roleFamily: row.roleFamily ?? ''
	}));
	const duck = await openDuck({ ...files, roles: sampleRoles(), functions });
	const results = [];
	for (const question of metricQuestions()) results.push(await compareOne(question, tables, duck, rounds));
	duck.closeSync();
	return results;
}

async function compareOne(
	question: MetricQuestion,
	tables: BenchTables,
	duck: DuckDBConnection,
	rounds: number
): Promise<Comparison> {
	const { title, day, answer, query, values } = question;
	const ask = await prepareQuestion(duck, query);
	same(answer(tables, day), await ask(values(day)), title);
	const later = counter(day);
	const firstLater = counter(day);
	const theirs = counter(day);
	const hand = handWritten(question, tables);
	return compare(title, rounds, [
		{ name: 'Muster', run: () => milliseconds(() => answer(tables, later())) },
		{ name: 'DuckDB, 2 threads', run: () => milliseconds(() => ask(values(theirs()))) },
		{ name: 'loop written by hand', run: () => milliseconds(hand) },
		{
			name: 'Muster, first question after loading',
			run: () => {
				const fresh = { ...tables, roster: { ...tables.roster } };
				prepareRoster(fresh.roster, fresh.roles);
				return milliseconds(() => answer(fresh, firstLater()));
			}
		}
	]);
}

/** A day further each time. */
function counter(day: string): () => string {
	let asked = 0;
	return () => addDays(day, ++asked % 20);
}

function handWritten({ hand }: MetricQuestion, tables: BenchTables): () => unknown {
	const { roster, roles } = tables;
	const role = { codes: roles.codes, size: roles.families.length };
	const ofColumn = (name: string) => {
		const { codes, words } = codeColumn(roster, name);
		return { codes, size: words.length };
	};
	if (hand.group === 'role') return () => hand.run(tables, role);
	if (hand.group === 'department') return () => hand.run(tables, ofColumn('department'));
	const level = ofColumn('level');
	const codes = Uint16Array.from(role.codes, (code, row) => code * level.size + level.codes[row]);
	return () => hand.run(tables, { codes, size: role.size * level.size });
}

/** Fails where an answer of ours is not that of the query: words and counts alike, fractions to nine digits. */
function same(ours: (string | number | null)[][], theirs: (string | number | null)[][], title: string): void {
	deepEqual(
		ours.map((column) => column.length),
		theirs.map((column) => column.length),
		title
	);
	ours.forEach((column, index) =>
		column.forEach((value, row) => {
			const other = theirs[index][row];
			if (typeof value === 'number' && typeof other === 'number')
				ok(Math.abs(value - other) <= CLOSE * Math.max(1, Math.abs(value)), `${title}: ${value} is not ${other}`);
			else deepEqual(value, other, title);
		})
	);
}

/** Reads a file once so that every contestant finds it in the page cache. */
export async function warmFile(file: string): Promise<void> {
	for await (const chunk of createReadStream(file)) if (chunk === null) return;
}
