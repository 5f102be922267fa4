import type { ColumnPlan, ImportPlan } from '#lib/imports/plan.ts';

/** What the analyst answered: the columns as mapped, and the answers by question id. */
export interface DraftAnswers {
	plan: Partial<ImportPlan>;
	answers: Record<string, string>;
	/** Message key below `data.` where the form contradicts itself. */
	problem: string | null;
}

/**
 * Reads the draft's form. Fields: `column:<position>` (canonical field or ''), `answer:<question id>`,
 * `word:<question id>:<word>` (for questions about the words of a column). One field for two columns is refused.
 */
export function readAnswers(form: FormData, plan: ImportPlan): DraftAnswers {
	const columns = plan.columns.map((column) => mappedColumn(column, form.get(`column:${column.position}`)));
	const used = columns.flatMap((column) => column.field ?? []);
	const answers = new Map<string, string>();
	const words = new Map<string, Map<string, string>>();
	for (const [name, value] of form.entries()) {
		if (typeof value !== 'string') continue;
		if (name.startsWith('answer:') && value !== '') answers.set(name.slice('answer:'.length), value);
		const word = /^word:([^|]+)\|([\s\S]*)$/.exec(name);
		if (word && value !== '') words.set(word[1], (words.get(word[1]) ?? new Map()).set(word[2], value));
	}
	for (const [id, mapping] of words) answers.set(id, JSON.stringify(Object.fromEntries(mapping)));
	return {
		plan: { columns },
		answers: Object.fromEntries(answers),
		problem: new Set(used).size === used.length ? null : 'field-twice'
	};
}

/** The column with the field chosen for it; what was decided for its former field goes with a new one. */
function mappedColumn(column: ColumnPlan, chosen: FormDataEntryValue | null): ColumnPlan {
	if (chosen === null || chosen === (column.field ?? '')) return column;
	return { position: column.position, header: column.header, field: chosen === '' ? null : String(chosen) };
}
