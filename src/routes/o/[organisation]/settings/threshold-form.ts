import type { Thresholds } from '#lib/server/thresholds.ts';

/** The numbers of the form; what is no whole number comes back as NaN. */
export function thresholdsIn(form: FormData): Thresholds {
	return { executive: countIn(form.get('executive')), research: countIn(form.get('research')) };
}

function countIn(value: FormDataEntryValue | null): number {
	const text = typeof value === 'string' ? value.trim() : '';
	return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}
