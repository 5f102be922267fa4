import { reportLine } from '../lib/imports/check/report-csv.ts';
import type { Computed } from '../lib/metrics/metric-definition.server.ts';

type Scalar = string | number | boolean | null;

/** The first 16 digits of a person key, as results name people. */
const PERSON = /^[0-9a-f]{16}$/;

/**
 * Rows of a result as CSV: nested values under dotted names (`interval.lower`), lists as JSON, empty where undefined.
 * Texts are quoted, and written so that no spreadsheet runs them.
 *
 * @param wanted columns to write, in this order; all where absent
 * @throws RangeError for a column there is not
 */
export function rowsAsCsv(rows: readonly object[], wanted?: readonly string[]): string {
	const flat = rows.map((row) => flattened(row));
	const all = [...new Set(flat.flatMap((row) => Object.keys(row)))];
	const names = wanted ?? all;
	const unknown = names.find((name) => rows.length > 0 && !all.includes(name));
	if (unknown !== undefined) throw new RangeError(`There is no column "${unknown}"; there are ${all.join(', ')}.`);
	const lines = flat.map((row) =>
		reportLine(
			',',
			names.map((name) => cellOf(row[name] ?? null))
		)
	);
	return [reportLine(',', names), ...lines].join('');
}

function cellOf(value: Scalar): string | number | null {
	return typeof value === 'boolean' ? String(value) : value;
}

function flattened(value: object, before = ''): Record<string, Scalar> {
	const pairs = Object.entries(value).flatMap(([name, own]: [string, unknown]): [string, Scalar][] => {
		if (Array.isArray(own)) return [[before + name, JSON.stringify(own)]];
		if (typeof own === 'object' && own !== null) return Object.entries(flattened(own, `${before}${name}.`));
		return [[before + name, own as Scalar]];
	});
	return Object.fromEntries(pairs);
}

/** A result in which people are named by their ids in the file instead of their keys. */
export function withIds<Result extends Computed<object, object>>(result: Result, ids: Map<string, string>): Result {
	return named(result, ids) as Result;
}

function named(value: unknown, ids: Map<string, string>): unknown {
	if (typeof value === 'string') return (PERSON.test(value) && ids.get(value)) || value;
	if (Array.isArray(value)) return value.map((own) => named(own, ids));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, named(own, ids)]));
}

/** JSON in which an unlimited value is the word "Infinity", since JSON has no such number. */
export function jsonOf(value: unknown): string {
	const written = (_: string, own: unknown) =>
		typeof own === 'number' && !Number.isFinite(own)
			? String(own)
			: ArrayBuffer.isView(own)
				? [...(own as Float64Array)]
				: own;
	return `${JSON.stringify(value, written, 2)}\n`;
}
