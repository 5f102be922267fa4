import { civilDate, dayNumber } from '#lib/statistics/civil-date.ts';
import type { ColumnPlan, ImportPlan, Question } from '../plan.ts';
import { periodDays } from '../spells/period-days.ts';
import { dayOfText, readDateText } from '../values/dates.ts';
import { isArtefact } from '../values/words.ts';
import { choice, columnQuestion, isDecided, type MappedColumn } from './question-context.ts';
import type { Watchers } from './watchers.ts';
import { codeOfWord, codeWords } from '../values/words.ts';

/** The questions that only a roster has, about its meaning rather than its cells. */
export interface RosterEvidence {
	plan: ImportPlan;
	mapped: MappedColumn[];
	watchers: Pick<Watchers, 'status' | 'people' | 'identities'>;
	today: string | null;
}

/**
 * Its day, what an exit date means, who is right where status and dates differ, reasons that are no separation, ids of
 * two people, and people who are no longer in the last of several snapshots.
 */
export function rosterQuestions({ plan, mapped, watchers, today }: RosterEvidence): Question[] {
	const questions: (Question | null)[] = [];
	const of = (name: string) => mapped.find(({ field }) => field.name === name);
	const exit = of('exit_date') ?? (plan.rowsAre === 'movements' ? of('action_date') : undefined);
	if (plan.asOf === null) questions.push(asOfQuestion(mapped, today, plan));
	// A column named exit_date is our template's: its meaning is defined.
	if (exit && exit.column.header.trim() !== 'exit_date' && !isDecided(plan, 'exit-convention'))
		questions.push({
			id: 'exit-convention',
			code: 'EXIT_CONVENTION',
			column: exit.column.position,
			header: exit.column.header,
			choices: [choice('last-day'), choice('first-day-not-employed')],
			examples: exit.profile.examples.slice(0, 3),
			suggestion: 'last-day'
		});
	const status = of('status');
	if (status && exit && watchers.status && plan.statusConflict === null)
		questions.push(conflictQuestion(plan, status, exit.column, watchers.status.counts));
	questions.push(
		artefactQuestion(of('separation_reason')),
		conflictingIds(plan, watchers),
		missingQuestion(plan, watchers)
	);
	return questions.filter((question) => question !== null);
}

function artefactQuestion(reason: MappedColumn | undefined): Question | null {
	if (!reason || reason.column.artefacts) return null;
	const words = [...reason.profile.rare].filter(([word]) => isArtefact(word)).map(([word, count]) => ({ word, count }));
	if (words.length === 0) return null;
	return columnQuestion('artefact', 'SPELL_ARTEFACT', reason.column, {
		choices: [choice('no-separation'), choice('separation')],
		examples: words.slice(0, 3).map(({ word }) => word),
		words,
		details: { value: words[0].word, count: words.reduce((sum, { count }) => sum + count, 0) }
	});
}

function conflictingIds(plan: ImportPlan, { identities }: RosterEvidence['watchers']): Question | null {
	if (!identities || identities.conflicts === 0 || plan.idConflict) return null;
	return {
		id: 'id-conflict',
		code: 'SPELL_ID_CONFLICT',
		choices: [choice('split'), choice('exclude'), choice('keep')],
		examples: [],
		details: { count: identities.conflicts, line: identities.lines[0] }
	};
}

function missingQuestion(plan: ImportPlan, { people }: RosterEvidence['watchers']): Question | null {
	if (!people || plan.snapshotMissing) return null;
	const count = people.missing();
	if (count === 0) return null;
	return {
		id: 'snapshot-missing',
		code: 'SPELL_MISSING_PERIOD',
		choices: [choice('employed'), choice('last-seen'), choice('unknown')],
		examples: [],
		details: { count }
	};
}

function asOfQuestion(mapped: MappedColumn[], today: string | null, plan: ImportPlan): Question {
	const last = ['hire_date', 'exit_date', 'action_date', 'period']
		.flatMap((name) => mapped.filter(({ field }) => field.name === name))
		.map(({ profile, column, field }) =>
			field.name === 'period'
				? lastPeriod([...(profile.words?.keys() ?? [])], plan, column)
				: profile.dates.span(column.dateOrder ?? profile.dates.decide().order).last
		)
		.filter((day) => day !== null)
		.sort()
		.at(-1);
	const suggestion = last && today && last > today ? today : last;
	return {
		id: 'as-of',
		code: 'AS_OF',
		choices: [],
		examples: [],
		details: { last: last ?? '' },
		...(suggestion && { suggestion })
	};
}

/** The record date of the last snapshot. */
function lastPeriod(periods: string[], plan: ImportPlan, column: ColumnPlan): string | null {
	const days = periods.map(periodDays(plan.snapshotDay ?? 'last', column)).filter((day) => day > -1_000_000);
	return days.length === 0 ? null : civilDate(Math.max(...days));
}

function conflictQuestion(
	plan: ImportPlan,
	status: MappedColumn,
	exit: ColumnPlan,
	cross: ReadonlyMap<string, ReadonlyMap<string, number>>
): Question | null {
	const known = codeWords(status.field.codes ?? {});
	const asOf = plan.asOf === null ? null : dayNumber(plan.asOf);
	const words: { word: string; count: number }[] = [];
	const table = crossTable(cross, exit, asOf);
	for (const [word, exits] of cross) {
		const code = new Map(Object.entries(status.column.words ?? {})).get(word) ?? codeOfWord(word, known);
		if (code !== 'active' && code !== 'leave' && code !== 'future') continue;
		let count = 0;
		for (const [text, rows] of exits) if (isPast(text, exit, asOf)) count += rows;
		if (count > 0) words.push({ word, count });
	}
	if (words.length === 0) return null;
	return {
		id: 'status-conflict',
		code: 'SPELL_STATUS',
		column: status.column.position,
		header: status.column.header,
		choices: [choice('dates'), choice('status'), choice('exclude')],
		examples: words.slice(0, 3).map(({ word }) => word),
		words,
		table,
		details: { count: words.reduce((sum, { count }) => sum + count, 0) }
	};
}

/** How often each status stands beside no exit, an exit before the snapshot, and one on its day or later. */
function crossTable(
	cross: ReadonlyMap<string, ReadonlyMap<string, number>>,
	exit: ColumnPlan,
	asOf: number | null
): Question['table'] {
	const rows = [...cross].map(([label, exits]) => {
		const counts = [0, 0, 0];
		for (const [text, count] of exits) {
			const isEmpty = text === '' || exit.emptyWords?.includes(text);
			counts[isEmpty ? 0 : isPast(text, exit, asOf) ? 1 : 2] += count;
		}
		return { label, counts };
	});
	return { columns: ['fields.exit-none', 'fields.exit-past', 'fields.exit-later'], rows };
}

/** True where an exit lies before the snapshot; without a snapshot every exit counts. */
function isPast(text: string, column: ColumnPlan, asOf: number | null): boolean {
	if (text === '' || column.emptyWords?.includes(text)) return false;
	const written = readDateText(text);
	if (!written) return false;
	const day = dayOfText(written, { ...column, dateOrder: column.dateOrder ?? 'dmy' });
	return asOf === null || typeof day === 'string' || day < asOf;
}
