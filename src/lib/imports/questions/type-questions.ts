import type { Layout } from '#lib/datasets/dataset.ts';
import type { ImportPlan, Question } from '../plan.ts';
import { cellReader } from '../values/cells.ts';
import { codeOfWord, codeWords } from '../values/words.ts';
import { choice, isDecided } from './question-context.ts';
import type { CountColumns, TypeEvidence } from './type-evidence.ts';

/** Words known as types without a total that proves it: fewer may be chance. */
const LEAST_KNOWN = 2;
const SHOWN_NAMES = 4;

/**
 * Asks whether columns of counts beside each other are one count by type (or by period, where their names are dates),
 * to be read as one row each. Asked where they add up to the total, or where there is no total and the kind needs one
 * or knows their names. Answered, it is shown with its answer.
 */
export function typeQuestions(layout: Layout, plan: ImportPlan, evidence: TypeEvidence | null): Question[] {
	const { countsByType } = layout;
	const found = evidence?.found();
	if (!countsByType || !found) return [];
	const { value } = countsByType;
	const headers = found.columns.map((position) => plan.columns[position - 1].header);
	const isByPeriod = headers.every((header) => periodOf(layout, countsByType.on, header, plan) !== null);
	const name = isByPeriod ? countsByType.on : countsByType.name;
	const isDecidedNow = isDecided(plan, 'types');
	const isTaken = plan.columns.some(({ field }) => field === name);
	if (!isDecidedNow && (isTaken || (found.matches === null && !isByPeriod && !isLikely(layout, headers)))) return [];
	const total = plan.typeColumns?.total ?? plan.columns.find(isTotal(found, value))?.position ?? 0;
	const totalName = total > 0 ? plan.columns[total - 1].header : '';
	const answer = plan.typeColumns ? (plan.typeColumns.zeros === 'kept' ? 'all' : 'counted') : 'none';
	return [
		{
			id: 'types',
			code: 'HEADER_TYPES',
			choices: [
				choice('all', { rows: found.cells }),
				choice('counted', { rows: found.counted }),
				choice('none', { left: total > 0 ? 'total' : 'nothing', total: totalName })
			],
			examples: examplesOf(headers, found),
			details: {
				...{ count: headers.length, names: shortened(headers), matches: found.matches ?? 0 },
				...{ by: isByPeriod ? 'period' : 'type', total: totalName },
				...{ value, name, columns: found.columns.join(','), totalColumn: total }
			},
			...(isDecidedNow && { answer })
		}
	];
}

const isTotal =
	({ columns }: CountColumns, value: string) =>
	({ field, position }: ImportPlan['columns'][number]) =>
		field === value && !columns.includes(position);

/** Three real values, the largest kinds first as they stand in one row. */
function examplesOf(headers: string[], { example }: CountColumns): string[] {
	return headers
		.map((header, i) => ({ header, text: example[i] }))
		.filter(({ text }) => /[1-9]/.test(text))
		.slice(0, 3)
		.map(({ header, text }) => `${header}: ${text}`);
}

function shortened(headers: string[]): string {
	return headers.length > SHOWN_NAMES ? `${headers.slice(0, SHOWN_NAMES).join(', ')} …` : headers.join(', ');
}

function isLikely({ countsByType, requiredGroups }: Layout, headers: string[]): boolean {
	const { value, words } = countsByType!;
	if (requiredGroups.some((group) => group.includes(value))) return true;
	const known = codeWords(words ?? {});
	return headers.filter((header) => codeOfWord(header, known) !== null).length >= LEAST_KNOWN;
}

/** The period a header names, as the field for it holds it; null where it names none. */
function periodOf(layout: Layout, on: string, header: string, plan: ImportPlan): string | null {
	const field = layout.fields.find(({ name }) => name === on);
	const column = { position: 0, header, field: on };
	const value = field && cellReader(field, column, plan)(header.trim()).value;
	return typeof value === 'string' ? value : null;
}
