import type { Field, Layout } from '../datasets/dataset.ts';

/** A Frictionless Table Schema, as far as event files use it. */
export interface TableSchema {
	fields: SchemaField[];
	missingValues: string[];
	primaryKey?: string;
	foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
}
export interface SchemaField {
	name: string;
	type: 'string' | 'number' | 'integer' | 'date' | 'datetime' | 'boolean';
	constraints?: { required?: true; minimum?: number; maximum?: number; pattern?: string; enum?: string[] };
}

const PARTIAL_DATE = '\\d{4}(-\\d{2}(-\\d{2})?)?';
const LOCAL_TIME = '\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2})?)?';
// A file writes a percentage as it is printed: 8.4 is 8.4 %.
const PERCENT_SCALE = 100;

const TYPES: Record<Field['type'], SchemaField['type']> = {
	...{ text: 'string', code: 'string', 'partial-date': 'string', 'local-time': 'string', 'person-id': 'string' },
	...{ range: 'string', decimal: 'number', percent: 'number', integer: 'integer', date: 'date', instant: 'datetime' },
	'yes-no': 'boolean'
};
const KEYS: Record<string, string> = { events: 'event_id', incidents: 'incident_id' };
const EVENT_REFERENCES: Record<string, string> = {
	'executive-departures': 'related_event_id',
	incidents: 'related_event_id',
	'team-impacts': 'event_id'
};

/** The columns a file of public facts has, in the order of the kind: a range is its bounds and its words. */
export function packageFields(layout: Layout): Field[] {
	return layout.fields.filter((field) => !field.isIdentifier && !field.isRecognisedOnly && field.type !== 'range');
}

/** The Table Schema of a kind of public facts, with the columns of `header` in its order, or all of them. */
export function tableSchema(kind: Layout & { id: string }, header: readonly string[] | null = null): TableSchema {
	const known = new Map(packageFields(kind).map((field) => [field.name, field]));
	const names = header ?? [...known.keys()];
	const unknown = names.filter((name) => !known.has(name));
	if (unknown.length > 0) throw new Error(`A file of ${kind.id} has no column "${unknown.join('", "')}".`);
	const key = KEYS[kind.id];
	const reference = EVENT_REFERENCES[kind.id];
	return {
		fields: names.map((name) => schemaField(known.get(name)!, name === key)),
		missingValues: [''],
		...(key && { primaryKey: key }),
		...(reference && {
			foreignKeys: [{ fields: reference, reference: { resource: 'events', fields: 'event_id' } }]
		})
	};
}

function schemaField(field: Field, isKey: boolean): SchemaField {
	const constraints = constraintsOf({ ...field, isRequired: field.isRequired || isKey });
	return { name: field.name, type: TYPES[field.type], ...(Object.keys(constraints).length > 0 && { constraints }) };
}

function constraintsOf(field: Field): NonNullable<SchemaField['constraints']> {
	const scale = field.type === 'percent' ? PERCENT_SCALE : 1;
	return {
		...(field.isRequired && { required: true as const }),
		...(field.minimum !== undefined && field.partOf?.bound !== 'text' && { minimum: field.minimum * scale }),
		...(field.maximum !== undefined && { maximum: field.maximum * scale }),
		...(field.type === 'partial-date' && { pattern: PARTIAL_DATE }),
		...(field.type === 'local-time' && { pattern: LOCAL_TIME }),
		...(field.codes && { enum: Object.keys(field.codes) })
	};
}
