import { createHash } from 'node:crypto';
import type { UnderstoodRow } from '../lib/imports/check-file.ts';
import { columnBuilder, type ColumnSpec, type ColumnValue } from '../lib/server/column-builder.ts';
import type { ColumnSource } from '../lib/server/column-rows.ts';
import { dayNumber } from '../lib/statistics/civil-date.ts';

type Values = UnderstoodRow['values'];

const KEY_DIGITS = 32;
const SHOWN_DIGITS = 16;

/** The key of a person on the command line: it needs no secret, since it never leaves the machine. */
export function keyOf(id: string): string {
	return createHash('sha256').update(id).digest('hex').slice(0, KEY_DIGITS);
}

/** Collects checked rows about people as the columns that metrics read, and remembers the ids behind the keys. */
export function columnsOfRows(source: ColumnSource, ids: Map<string, string>) {
	const builder = columnBuilder(source.layout);
	const converters = source.layout.columns.map(converter);
	return {
		add({ values }: UnderstoodRow): void {
			const id = String(values.person_id);
			const key = keyOf(id);
			ids.set(key.slice(0, SHOWN_DIGITS), id);
			builder.add(
				key,
				source.sources.map((name, index) => converters[index](values[name]))
			);
		},
		finish: builder.finish
	};
}

function converter(spec: ColumnSpec): (value: Values[string]) => ColumnValue {
	if (spec.type === 'day') {
		const days = new Map<string, number>();
		return (value) => {
			if (typeof value !== 'string') return null;
			const known = days.get(value) ?? dayNumber(value);
			days.set(value, known);
			return known;
		};
	}
	if (spec.type === 'instant') return (value) => (typeof value === 'string' ? Date.parse(value) : null);
	if (spec.type === 'number') return (value) => (typeof value === 'number' ? value : null);
	return (value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : typeof value === 'string' ? value : null);
}

/** A checked row about a fact, under the names metrics use: `event_id` is `eventId`. */
export function factOf({ values, line }: UnderstoodRow): Record<string, unknown> {
	const named = Object.entries(values).map(([name, value]) => [camelCase(name), value]);
	return { ...Object.fromEntries(named), line };
}

function camelCase(name: string): string {
	return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
