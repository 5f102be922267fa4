import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTable } from '../../../../test/support/read-table.ts';
import { ROSTER } from '../../datasets/roster/roster.ts';
import type { ImportPlan } from '../plan.ts';

/** An employment as people tell it: days since 2010-01-01, both employed, and the titles with their first days. */
interface Told {
	person: string;
	hire: number;
	exit: number | null;
	titles: { from: number; title: string }[];
}

const START = Date.UTC(2010, 0, 1);
const LAST_YEAR = 2015;
const LAST_DAY = dayOf(`${LAST_YEAR}-12-31`);
const iso = (day: number) => new Date(START + day * 86_400_000).toISOString().slice(0, 10);
function dayOf(text: string): number {
	return (Date.parse(`${text}T00:00:00Z`) - START) / 86_400_000;
}
const isLastOfYear = (day: number) => iso(day).endsWith('-12-31');

/** Employments of one person, one after the other, from numbers that say how long each lasts and how long the pause. */
const person = fc.array(
	fc.tuple(fc.nat(900), fc.integer({ min: 2, max: 500 }), fc.array(fc.nat(700), { maxLength: 2 })),
	{
		minLength: 1,
		maxLength: 4
	}
);
const people = fc.array(person, { minLength: 1, maxLength: 8 }).map((all) =>
	all.flatMap((pieces, index) => {
		const told: Told[] = [];
		let free = index * 7;
		for (const [length, pause, changes] of pieces) {
			const hire = free;
			let exit: number | null = hire + length;
			if (isLastOfYear(exit)) exit++;
			if (hire > LAST_DAY - 400) break;
			if (exit >= LAST_DAY) exit = null;
			const end = exit ?? LAST_DAY;
			const days = [...new Set(changes.map((change) => hire + 1 + change))]
				.filter((day) => day <= end)
				.sort((a, b) => a - b);
			const titles = [hire, ...days].map((from, i) => ({ from, title: `T${i}` }));
			told.push({ person: `P${index}`, hire, exit, titles });
			if (exit === null) break;
			free = exit + pause;
		}
		return told;
	})
);

function plan(header: string, fields: (string | null)[], rest: Partial<ImportPlan>): ImportPlan {
	return {
		kind: 'roster',
		encoding: 'utf-8',
		delimiter: ',',
		headerLine: 1,
		columns: header.split(',').map((name, i) => ({ position: i + 1, header: name, field: fields[i] })),
		asOf: `${LAST_YEAR}-12-31`,
		exitConvention: 'last-day',
		statusConflict: null,
		event: null,
		skipTotalRow: false,
		...rest
	};
}

function convert(lines: string[], header: string, fields: (string | null)[], rest: Partial<ImportPlan>) {
	const { rows, report } = checkTable(
		ROSTER,
		plan(header, fields, rest),
		Buffer.from([header, ...lines, ''].join('\n')),
		100_000
	);
	const epoch = START / 86_400_000;
	const found = rows.map(({ values }) => ({
		person: String(values.person_id),
		from: Number(values.hire_date) - epoch,
		to: values.exit_date === null ? null : Number(values.exit_date) - epoch,
		title: values.job_title
	}));
	return { rows: found.sort((a, b) => a.person.localeCompare(b.person) || a.from - b.from), counts: report.counts };
}

const asMovements = (told: Told[]) =>
	told.flatMap(({ person: id, exit, titles }) => [
		...titles.map(({ from, title }, i) => `${id},${iso(from)},${i === 0 ? 'hire' : 'transfer'},${title}`),
		...(exit === null ? [] : [`${id},${iso(exit)},exit,`])
	]);

/** One row for everybody employed on 31 December, carrying the later exit too, and one for every exit of the year. */
function asSnapshots(told: Told[]): string[] {
	const lines: string[] = [];
	for (let year = 2010; year <= LAST_YEAR; year++) {
		const day = dayOf(`${year}-12-31`);
		for (const { person: id, hire, exit, titles } of told) {
			const exitText = exit === null ? '' : iso(exit);
			const title = titles.filter(({ from }) => from <= day).at(-1)?.title;
			if (hire <= day && (exit === null || exit > day))
				lines.push(`${id},${iso(hire)},${exitText},${title},${year},active`);
			if (exit !== null && iso(exit).startsWith(`${year}`))
				lines.push(`${id},${iso(hire)},${exitText},${titles.at(-1)!.title},${year},terminated`);
		}
	}
	return lines;
}

const MOVEMENT = ['person_id', 'action_date', 'action', 'job_title'];
const SNAPSHOT = ['person_id', 'hire_date', 'exit_date', 'job_title', 'period', 'status'];
const shuffled = (lines: string[], seed: number) =>
	lines
		.map((line, i) => ({ line, rank: (i * 7919 + seed * 104_729) % 10_007 }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ line }) => line);

/** The spells of rows that follow day by day, written anew. */
function joined(rows: { person: string; from: number; to: number | null }[]) {
	const spells: { person: string; hire: number; exit: number | null }[] = [];
	for (const { person: id, from, to } of rows) {
		const last = spells.at(-1);
		if (last && last.person === id && last.exit !== null && from === last.exit + 1) last.exit = to;
		else spells.push({ person: id, hire: from, exit: to });
	}
	return spells;
}
const spellsOf = (told: Told[]) =>
	told
		.map(({ person: id, hire, exit }) => ({ person: id, hire, exit }))
		.sort((a, b) => a.person.localeCompare(b.person) || a.hire - b.hire);

describe('employments written as another layout and read back', () => {
	test('a list of movements in any order gives the same employments, titles and days (200 companies)', () => {
		fc.assert(
			fc.property(people, fc.nat(1000), (told, seed) => {
				const { rows, counts } = convert(shuffled(asMovements(told), seed), 'id,day,move,title', MOVEMENT, {
					rowsAre: 'movements'
				});
				const expected = told
					.flatMap(({ person: id, exit, titles }) =>
						titles.map(({ from, title }, i) => ({
							person: id,
							from,
							to: i === titles.length - 1 ? exit : titles[i + 1].from - 1,
							title
						}))
					)
					.sort((a, b) => a.person.localeCompare(b.person) || a.from - b.from);
				expect(rows).toEqual(expected);
				expect(counts).not.toHaveProperty('SPELL_UNPAIRED');
			}),
			{ numRuns: 200 }
		);
	});

	test('yearly snapshots in any order give the same spells and the headcount of every record date (200 companies)', () => {
		fc.assert(
			fc.property(people, fc.nat(1000), (told, seed) => {
				const { rows, counts } = convert(shuffled(asSnapshots(told), seed), 'id,in,out,title,year,status', SNAPSHOT, {
					rowsAre: 'snapshots',
					snapshotDay: 'last'
				});
				expect(joined(rows)).toEqual(spellsOf(told));
				expect(counts).not.toHaveProperty('SPELL_HEADCOUNT');
				expect(counts).not.toHaveProperty('SPELL_MISSING_PERIOD');
			}),
			{ numRuns: 200 }
		);
	});

	test('H(d) = H(d-1) - separations(d-1) + hires(d) over all days, counted from rows and from what was told', () => {
		fc.assert(
			fc.property(people, (told) => {
				const { rows } = convert(asMovements(told), 'id,day,move,title', MOVEMENT, { rowsAre: 'movements' });
				const headcount = (day: number) =>
					new Set(rows.filter(({ from, to }) => from <= day && (to === null || to >= day)).map((row) => row.person))
						.size;
				for (let day = 0; day <= LAST_DAY; day += 1) {
					const isNear = told.some(({ hire, exit }) => hire === day || exit === day - 1);
					if (!isNear && day % 97 !== 0) continue;
					const hires = told.filter(({ hire }) => hire === day).length;
					const separations = told.filter(({ exit }) => exit === day - 1).length;
					expect(headcount(day)).toBe(headcount(day - 1) - separations + hires);
				}
			}),
			{ numRuns: 30 }
		);
	});
});
