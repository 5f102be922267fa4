import type { Layout } from '#lib/datasets/dataset.ts';
import { headerKey } from '../file/header-words.ts';
import type { ImportPlan, Question, QuestionChoice } from '../plan.ts';
import type { PeriodEvidence } from '../spells/period-evidence.ts';
import type { ColumnProfile } from '../values/column-profile.ts';
import { codeOfWord, codeWords } from '../values/words.ts';
import { choice, isDecided } from './question-context.ts';

export interface LayoutEvidence {
	layout: Layout;
	plan: ImportPlan;
	columns: readonly ColumnProfile[];
	records: number;
	periods: PeriodEvidence | null;
}

/**
 * Asks what one row of a roster is where the rows show that it may not be one employment: a snapshot of a person in a
 * period, or one movement. Everything else depends on the answer, so it is asked first.
 */
export function layoutQuestions(evidence: LayoutEvidence): Question[] {
	const { plan, periods } = evidence;
	if (plan.rowsAre || !periods) return [];
	const movements = isDecided(plan, 'movements') ? null : movementQuestion(evidence);
	if (movements) return [movements];
	const snapshots = isDecided(plan, 'snapshots') ? null : snapshotQuestion(evidence);
	return snapshots ? [snapshots] : [];
}

const PERIOD_WORDS = new Set(
	[
		...[
			'year',
			'status year',
			'record date',
			'recorddate key',
			'snapshot date',
			'snapshot',
			'period',
			'as of',
			'month'
		],
		...['reporting year', 'reporting date', 'reporting period', 'fiscal year', 'data date', 'effective month'],
		...['jahr', 'stichtag', 'berichtsjahr', 'monat', 'berichtsmonat'],
		...['année', 'exercice', 'période', 'mois', 'date de situation', 'date d’arrêté']
	].map(headerKey)
);

function snapshotQuestion({ plan, columns, periods, records }: LayoutEvidence): Question | null {
	const found = periods!.found(columns, records);
	if (found.length === 0) return null;
	const named = (index: number) => PERIOD_WORDS.has(headerKey(plan.columns[index].header));
	found.sort((a, b) => Number(named(b.index)) - Number(named(a.index)));
	const choices = found.slice(0, 4).flatMap(({ index, isPartial, periods: count }): QuestionChoice[] => {
		const { position, header } = plan.columns[index];
		const details = { header, periods: count };
		// The next reading tells earlier from later snapshots.
		plan.columns[index].dateOrder ??= columns[index].dates.decide().order ?? undefined;
		if (!isPartial) return [choice(`${position}`, { ...details, day: 'given' })];
		return [
			choice(`${position}:last`, { ...details, day: 'last' }),
			choice(`${position}:first`, { ...details, day: 'first' })
		];
	});
	const { header } = plan.columns[found[0].index];
	return {
		id: 'snapshots',
		code: 'SPELL_SNAPSHOTS',
		choices: [...choices, choice('none')],
		examples: columns[found[0].index].examples.slice(0, 3),
		details: { header, repeats: periods!.repeats, rows: records }
	};
}

/** A column of actions, among them hires and exits, and the columns that may say on which day. */
function movementQuestion({ layout, plan, columns, periods, records }: LayoutEvidence): Question | null {
	const mapped = new Set(plan.columns.map(({ field }) => field));
	if (periods!.repeats === 0 || (mapped.has('hire_date') && mapped.has('exit_date'))) return null;
	const known = codeWords(layout.fields.find(({ name }) => name === 'action')?.codes ?? {});
	const actions = plan.columns.findIndex((_, index) => isAction(columns[index], known));
	if (actions < 0) return null;
	const dates = plan.columns.filter(({ position }) => {
		const { dates: found, filled } = columns[position - 1];
		return filled * 10 >= records * 9 && (found.count - found.serials) * 2 > filled;
	});
	if (dates.length === 0) return null;
	const { header } = plan.columns[actions];
	return {
		id: 'movements',
		code: 'SPELL_MOVEMENTS',
		choices: [
			...dates.slice(0, 4).map((date) => choice(`${actions + 1}@${date.position}`, { header, date: date.header })),
			choice('none')
		],
		examples: [...(columns[actions].words ?? new Map<string, number>()).keys()].slice(0, 3),
		details: { header, rows: records }
	};
}

function isAction(column: ColumnProfile, known: Map<string, string>): boolean {
	const words = column.words;
	if (!words || words.size < 2) return false;
	let rows = 0;
	const codes = new Set<string>();
	for (const [word, count] of words) {
		const code = codeOfWord(word, known);
		if (code === null) continue;
		codes.add(code);
		rows += count;
	}
	const hasBoth = (codes.has('hire') || codes.has('rehire')) && codes.has('exit');
	return hasBoth && rows * 2 >= column.filled;
}
