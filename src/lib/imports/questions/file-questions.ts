import type { Field, Layout } from '#lib/datasets/dataset.ts';
import type { ImportPlan, InspectedColumn, Question } from '../plan.ts';
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
	for (const names of [...requiredFields(layout), ...layout.requiredGroups]) {
		const id = `field:${names[0]}`;
		if (names.some((name) => mapped.has(name) || asked.has(`field:${name}`))) continue;
		questions.push({
			id,
			code: 'HEADER_MISSING',
			choices: pick(columns.filter((_, index) => !mapped.has(mapping.suggestions[index]?.field ?? ''))),
			examples: [],
			details: { field: names[0], alternatives: names.join(', ') }
		});
	}
	return questions;
}

function requiredFields(layout: Layout): string[][] {
	return layout.fields
		.filter(({ isRequired }) => isRequired)
		.map(({ name, isReplacedBy }: Field) => [name, ...(isReplacedBy ?? [])]);
}
