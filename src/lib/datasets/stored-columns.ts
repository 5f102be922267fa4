import { storedFields, type Field, type Layout } from './dataset.ts';

/** How a checked value stands in its database column. */
export type StoredAs =
	'text' | 'number' | 'date' | 'instant' | 'boolean' | 'person-key' | 'low' | 'best' | 'high' | 'range-text';

export interface StoredColumn {
	/** Column of the layout's table. */
	name: string;
	as: StoredAs;
	/** Index among `storedFields(layout)`. */
	field: number;
}

const AS: Record<Exclude<Field['type'], 'range'>, StoredAs> = {
	text: 'text',
	code: 'text',
	'partial-date': 'text',
	'local-time': 'text',
	'person-id': 'person-key',
	date: 'date',
	instant: 'instant',
	integer: 'number',
	decimal: 'number',
	percent: 'number',
	'yes-no': 'boolean'
};

/** The database columns a layout's rows fill, in the order of its stored fields; a range fills three or four. */
export function storedColumns(layout: Layout): StoredColumn[] {
	return storedFields(layout).flatMap((field, index): StoredColumn[] => {
		if (field.type === 'range') return rangeColumns(field, index);
		const as = AS[field.type];
		return [{ name: as === 'person-key' ? 'person_key' : field.name, as, field: index }];
	});
}

function rangeColumns(field: Field, index: number): StoredColumn[] {
	const bounds = (['low', 'best', 'high'] as const).map((as) => ({ name: `${field.name}_${as}`, as, field: index }));
	return field.hasText ? [...bounds, { name: `${field.name}_text`, as: 'range-text', field: index }] : bounds;
}
