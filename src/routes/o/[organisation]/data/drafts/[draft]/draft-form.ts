import type { DraftDecision } from '#lib/imports/drafts/draft.server.ts';
import type { ColumnPlan, ImportPlan } from '#lib/imports/plan.ts';

const MODES = ['replace', 'append', 'correct'] as const;
const MISSING = ['unchanged', 'date-unknown', 'removed'] as const;

/** What the file is (`mode`) or what becomes of missing people (`missing`); null where the form says neither. */
export function readDecision(form: FormData): DraftDecision | null {
	const mode = MODES.find((known) => known === form.get('mode'));
	if (mode) return { mode };
	if (form.get('missing') === 'ask-again') return { asksAgain: true };
	const missingPeople = MISSING.find((known) => known === form.get('missing'));
	return missingPeople ? { missingPeople } : null;
}

/**
 * Answers by question id. Fields of the form: `answer:<question id>`, and `word:<question id>|<word>` with `=<code>`
 * (an empty value is not answered yet) for questions answered word by word, whose answers become one JSON object, and
 * `text:<question id>`: one value for all rows, which wins over a choice, and `reason:<question id>`: why the
 * answer is 'allow'.
 */
export function readAnswers(form: FormData): Record<string, string> {
	const answers = new Map<string, string>();
	const texts = new Map<string, string>();
	const words = new Map<string, Map<string, string>>();
	const reasons = new Map<string, string>();
	for (const [name, value] of form.entries()) {
		if (typeof value !== 'string' || value === '') continue;
		if (name.startsWith('answer:')) answers.set(name.slice('answer:'.length), value);
		if (name.startsWith('text:') && value.trim() !== '') texts.set(name.slice('text:'.length), `=${value.trim()}`);
		if (name.startsWith('reason:')) reasons.set(name.slice('reason:'.length), value.trim());
		const word = /^word:([^|]+)\|([\s\S]*)$/.exec(name);
		if (word) words.set(word[1], (words.get(word[1]) ?? new Map()).set(word[2], value.slice(1)));
	}
	for (const [id, text] of texts) answers.set(id, text);
	for (const [id, reason] of reasons) if (answers.get(id) === 'allow') answers.set(id, `allow: ${reason}`);
	for (const [id, mapping] of words) answers.set(id, JSON.stringify(Object.fromEntries(mapping)));
	return Object.fromEntries(answers);
}

/** The columns as mapped in the form (`column:<position>`: a field or ''), or 'field-twice' where two got the same. */
export function readMapping(form: FormData, plan: ImportPlan): ColumnPlan[] | 'field-twice' {
	const columns = plan.columns.map((column) => mappedColumn(column, form.get(`column:${column.position}`)));
	const types = plan.typeColumns;
	const isByType = ({ position, field }: ColumnPlan) =>
		types !== undefined && types.columns.includes(position) && field === types.value;
	const used = columns.flatMap((column) => (isByType(column) ? [] : (column.field ?? [])));
	// Columns by type are one count and its type.
	if (types && columns.some(isByType)) used.push(types.value, types.name);
	return new Set(used).size === used.length ? columns : 'field-twice';
}

/** The column with the field chosen for it; what was decided for its former field goes with a new one. */
function mappedColumn(column: ColumnPlan, chosen: FormDataEntryValue | null): ColumnPlan {
	if (chosen === null || chosen === (column.field ?? '')) return column;
	return { position: column.position, header: column.header, field: chosen === '' ? null : String(chosen) };
}
