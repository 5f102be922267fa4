import type { Field, Layout } from '#lib/datasets/dataset.ts';
import type { ImportPlan, InspectedColumn, Question, QuestionChoice } from '../plan.ts';
import type { HeaderChange } from '../header-change.ts';
import type { Mapping } from '../mapping.ts';
import { choice, isDecided } from './question-context.ts';

/** Asks for each field that needs a column and has none, or that several columns fit equally well. */
export function fieldQuestions(
	layout: Layout,
	mapping: Mapping,
	columns: InspectedColumn[],
	mapped: Set<string | null>,
	plan: ImportPlan
): Question[] {
	const questions: Question[] = [];
	const pick = (positions: InspectedColumn[]) =>
		positions.map(({ position, header, examples }) =>
			choice(String(position), { header, examples: examples.slice(0, 3).join(', ') })
		);
	for (const { field, columns: fitting } of mapping.ambiguous) {
		if (mapped.has(field) || isDecided(plan, `field:${field}`)) continue;
		const candidates = fitting.map((index) => columns[index]);
		const isDuplicate = candidates.every(({ header }) => header === candidates[0].header);
		questions.push({
			id: `field:${field}`,
			code: isDuplicate ? 'HEADER_DUPLICATE' : 'HEADER_AMBIGUOUS',
			choices: [...pick(candidates), choice('none')],
			examples: candidates.map(({ header }) => header),
			details: { field, a: candidates[0].position, b: candidates[1].position, header: candidates[0].header }
		});
	}
	const asked = new Set(questions.map(({ id }) => id));
	const isGiven = (name: string) =>
		mapped.has(name) || asked.has(`field:${name}`) || Object.hasOwn(plan.constants ?? {}, name);
	for (const names of [...requiredFields(layout), ...layout.requiredGroups]) {
		if (names.some((name) => partsOf(layout, name).some(isGiven))) continue;
		const field = layout.fields.find(({ name }) => name === names[0]);
		const free = columns.filter((_, index) => plan.columns[index].field === null);
		questions.push({
			id: `field:${names[0]}`,
			code: 'HEADER_MISSING',
			choices: [...pick(free), ...constantChoices(field)],
			examples: [],
			details: { field: names[0], alternatives: names.join(', ') },
			...(field?.maySuitAllRows && !field.codes && { takesText: field.type === 'text' ? 'text' : 'date' })
		});
	}
	return questions;
}

/** Asks once where a file has other columns than the one its source is known by. */
export function headerChangeQuestion(plan: ImportPlan, change: HeaderChange | null): Question[] {
	if (!change || change.added.length + change.gone.length === 0 || isDecided(plan, 'header-changed')) return [];
	const added = change.added.map((position) => plan.columns[position - 1].header);
	return [
		{
			id: 'header-changed',
			code: 'HEADER_CHANGED',
			choices: [choice('keep'), choice('forget')],
			examples: [...added, ...change.gone].slice(0, 3),
			details: {
				count: added.length + change.gone.length,
				added: added.join(', ') || '–',
				gone: change.gone.join(', ') || '–'
			}
		}
	];
}

/** One value for all rows, offered where a file may well have no column for it. */
function constantChoices(field: Field | undefined): QuestionChoice[] {
	return field?.maySuitAllRows ? Object.keys(field.codes ?? {}).map((code) => choice(`=${code}`)) : [];
}

/** A range is there too where one of its bounds is. */
function partsOf(layout: Layout, name: string): string[] {
	return [name, ...layout.fields.filter(({ partOf }) => partOf?.field === name).map((field) => field.name)];
}

function requiredFields(layout: Layout): string[][] {
	return layout.fields
		.filter(({ isRequired }) => isRequired)
		.map(({ name, isReplacedBy }) => [name, ...(isReplacedBy ?? [])]);
}
