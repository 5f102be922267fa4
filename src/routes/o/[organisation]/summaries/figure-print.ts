import { createHash } from 'node:crypto';
import type { Figure } from '#lib/charts/figure.ts';

export const LONGEST_SUMMARY = 600;
const DEPTH = 3;

/**
 * A fingerprint of everything a figure says and of the filters and versions it says it for. Two figures with one print
 * show the same words and numbers. The day of reading and the address of the site are not in it.
 */
export function figurePrint(figure: Figure): string {
	const { id, title, subtitle, filters = null, notes, dataDate, sources, table } = figure;
	const generated = figure.ownSummary?.generated ?? figure.summary;
	const said = [
		id,
		viewOf(figure),
		title,
		subtitle,
		filters,
		generated,
		notes,
		dataDate,
		sources.map(({ text }) => text)
	];
	const cells = table.rows.map((row) => row.map(({ text, value }) => [text, value]));
	return createHash('sha256')
		.update(JSON.stringify([said, table.columns, cells]))
		.digest('hex');
}

/** The filters and versions of a figure, as its permanent link says them. */
export function viewOf({ permalink }: Pick<Figure, 'permalink'>): string {
	const link = permalink?.frozen ?? permalink?.live;
	return link === undefined ? '' : new URL(link).search;
}

/** The figures that stand in a view by name, as `figures.coverage` or `analysis.clocks.figure` do; none are in lists. */
export function figuresIn(view: object, depth = DEPTH): Figure[] {
	return Object.values(view).flatMap((part: unknown) => {
		if (typeof part !== 'object' || part === null || Array.isArray(part) || ArrayBuffer.isView(part)) return [];
		if (isFigure(part)) return [part];
		return depth > 1 ? figuresIn(part, depth - 1) : [];
	});
}

function isFigure(part: object): part is Figure {
	return 'summary' in part && 'table' in part && 'permalink' in part;
}

/** What was typed as plain text on one line; null where nothing is left or it is too long. */
export function summaryText(typed: string): string | null {
	const text = typed.replace(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim();
	return text === '' || text.length > LONGEST_SUMMARY ? null : text;
}
