import type { FigureCell, FigureColumn } from './figure.ts';

/** A cell of words. */
export function textCell(text: string): FigureCell {
	return { text, value: text };
}

/** A cell of a number, written out by `write`; null is written as `missing`. */
export function numberCell(value: number | null, write: (value: number) => string, missing = '–'): FigureCell {
	return { text: value === null ? missing : write(value), value };
}

/** A cell of a civil date, ordered as a date. */
export function dateCell(date: string | null, write: (date: string) => string): FigureCell {
	return { text: date === null ? '–' : write(date), value: date };
}

export function textColumn(id: string, label: string): FigureColumn {
	return { id, label, align: 'start' };
}

export function numberColumn(id: string, label: string): FigureColumn {
	return { id, label, align: 'end' };
}
