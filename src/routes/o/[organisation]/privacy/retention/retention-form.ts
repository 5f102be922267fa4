import type { RetentionRules } from '#lib/server/retention.ts';

const DATASET = /^dataset-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** The numbers of the form; an empty field is without limit, and what is no whole number comes back as NaN. */
export function retentionIn(form: FormData): { rules: RetentionRules; datasets: Map<string, number | null> } {
	const rules = {
		uploads: daysIn(form.get('uploads')),
		drafts: daysIn(form.get('drafts')),
		'former-versions': daysIn(form.get('former-versions')),
		datasets: daysIn(form.get('datasets'))
	};
	const datasets = new Map<string, number | null>();
	for (const [name, value] of form) {
		const id = DATASET.exec(name)?.[1];
		if (id) datasets.set(id, daysIn(value));
	}
	return { rules, datasets };
}

function daysIn(value: FormDataEntryValue | null): number | null {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return null;
	return /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
}
