import type { Field } from '#lib/datasets/dataset.ts';
import { civilDate } from '#lib/statistics/civil-date.ts';
import type { ImportPlan } from '../plan.ts';
import { cellReader } from '../values/cells.ts';
import type { CellValue } from './row-sink.ts';

/** A value of a row that is no line of the file, for the sentence about it. Only dates are numbers there. */
export function shownValue(value: CellValue): string {
	return typeof value === 'number' ? civilDate(value) : typeof value === 'string' ? value : '';
}

/** What the plan gives all rows, by slot; a text that the field cannot hold gives nothing. */
export function constantValues(fields: Field[], plan: ImportPlan): [slot: number, value: CellValue][] {
	return Object.entries(plan.constants ?? {}).flatMap(([name, text]) => {
		const slot = fields.findIndex((field) => field.name === name);
		if (slot < 0) return [];
		const column = { position: 0, header: '', field: name };
		return [[slot, cellReader(fields[slot], column, plan)(text).value] as [number, CellValue]];
	});
}
