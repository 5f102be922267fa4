import { civilDate } from '#lib/statistics/civil-date.ts';
import type { Field } from '#lib/datasets/dataset.ts';
import { dayOfText, readDateText, type DateText } from './dates.ts';
import { withoutAffix } from './affix.ts';
import { instantReader, readInstantText } from './instants.ts';
import type { Severity } from '../issue.ts';
import { decimalsOf, numberOfText, readNumberText } from './numbers.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import { rangeOfText } from './ranges.ts';
import type { CellValue } from '../check/row-sink.ts';
import { answerUnder, codeOfWord, codeWords, yesNo } from './words.ts';

/** Something to say about a cell. An error leaves the row out; a warning keeps the row, with the value or without it. */
export interface CellProblem {
	code: string;
	severity: Severity;
	details?: Record<string, string | number>;
}
export interface ReadCell {
	value: CellValue;
	problem: CellProblem | null;
}
/** Reads a trimmed, non-empty text of one column. */
export type CellReader = (text: string) => ReadCell;

const good = (value: CellValue): ReadCell => ({ value, problem: null });
const bad = (code: string, details?: CellProblem['details'], severity: Severity = 'error'): ReadCell => ({
	value: null,
	problem: { code, severity, details }
});

/** How the cells of a column become values of a field under the plan. */
export function cellReader(field: Field, column: ColumnPlan, plan: ImportPlan): CellReader {
	switch (field.type) {
		case 'text':
		case 'person-id':
			return textCell(field);
		case 'date':
			return dateCell(column, plan);
		case 'partial-date':
			return partialDateCell(column);
		case 'instant':
			return instantCell(column, plan);
		case 'local-time':
			return localTimeCell(column);
		case 'integer':
		case 'decimal':
		case 'percent':
			return withoutUnit(column, numberCell(field, column));
		case 'code':
			return codeCell(field, column, plan);
		case 'yes-no':
			return yesNoCell(column);
		case 'range':
			return rangeCell(column);
	}
}

function withoutUnit({ affix }: ColumnPlan, read: CellReader): CellReader {
	return affix ? (text) => read(withoutAffix(text, affix)) : read;
}

/** A figure keeps the words of its source, its unit included. */
function rangeCell({ decimalMark = '.', affix }: ColumnPlan): CellReader {
	return (text) => good({ ...rangeOfText(affix ? withoutAffix(text, affix) : text, decimalMark), text });
}

function textCell(field: Field): CellReader {
	const limit = field.maxLength ?? 10_000;
	return (text) => {
		if (text.length > limit) return bad('CELL_TOO_LONG', { length: text.length, limit });
		return { value: text, problem: textRemark(text, field.type === 'text') };
	};
}

function textRemark(text: string, mayBeFormula: boolean): CellProblem | null {
	for (let i = 0; i < text.length; i++) {
		const c = text.charCodeAt(i);
		if (c === 0xfffd) return { code: 'CELL_MOJIBAKE', severity: 'warning' };
		if ((c < 32 && c !== 9 && c !== 10 && c !== 13) || c === 127) return { code: 'CELL_CONTROL', severity: 'warning' };
	}
	if (/[ÂÃ][\u0080-\u00bf]|â€/.test(text)) return { code: 'CELL_MOJIBAKE', severity: 'warning' };
	if (mayBeFormula && /^[=+@-]./.test(text) && !readNumberText(text)) return { code: 'CELL_FORMULA', severity: 'info' };
	return null;
}

/** A date, also with a time behind it: the day as written, never moved by a zone. */
function writtenDate(text: string): DateText | null {
	const date = readDateText(text);
	if (date) return date;
	const timed = readInstantText(text);
	return timed && readDateText(timed.date);
}

function dateCell(column: ColumnPlan, plan: ImportPlan): CellReader {
	const asOfYear = Number((plan.asOf ?? '2000').slice(0, 4));
	const range = { from: asOfYear - 80, to: asOfYear + 20 };
	return (text) => {
		const written = writtenDate(text);
		if (!written) return bad('DATE_INVALID');
		const day = dayOfText(written, column);
		if (typeof day === 'string') return bad(day);
		const year = Number(civilDate(day).slice(0, 4));
		if (plan.asOf && (year < range.from || year > range.to))
			return { value: day, problem: { code: 'DATE_RANGE', severity: 'warning', details: range } };
		return good(day);
	};
}

/** Years of public facts; what lies outside is most likely mistyped. */
const PUBLIC_YEARS = { from: 1850, to: 2100 };

function partialDateCell(column: ColumnPlan): CellReader {
	const read = partialDate(column);
	return (text) => {
		const cell = read(text);
		const year = Number(String(cell.value ?? PUBLIC_YEARS.from).slice(0, 4));
		if (cell.problem || (year >= PUBLIC_YEARS.from && year <= PUBLIC_YEARS.to)) return cell;
		return { ...cell, problem: { code: 'DATE_RANGE', severity: 'warning', details: PUBLIC_YEARS } };
	};
}

function partialDate(column: ColumnPlan): CellReader {
	return (text) => {
		const written = writtenDate(text);
		if (!written) return bad('DATE_INVALID');
		if (written.form === 'partial') {
			const month = written.month === null ? '' : `-${String(written.month).padStart(2, '0')}`;
			return good(`${String(written.year).padStart(4, '0')}${month}`);
		}
		const day = dayOfText(written, column);
		return typeof day === 'string' ? bad(day) : good(civilDate(day));
	};
}

function instantCell(column: ColumnPlan, plan: ImportPlan): CellReader {
	const read = instantReader(column, column.timeZone ?? plan.event?.timeZone ?? null);
	return (text) => {
		const result = read(text);
		if ('problem' in result) return bad(result.problem);
		if (result.kind === 'unique') return good(result.milliseconds);
		return {
			value: result.milliseconds,
			problem: { code: result.kind === 'gap' ? 'TIME_GAP' : 'TIME_OVERLAP', severity: 'warning' }
		};
	};
}

function localTimeCell(column: ColumnPlan): CellReader {
	return (text) => {
		const written = readInstantText(text);
		const date = written && readDateText(written.date);
		if (!written || !date || written.zone) return bad('TIME_INVALID');
		const day = dayOfText(date, column);
		if (typeof day === 'string') return bad(day);
		if (written.precision === 'day') return good(civilDate(day));
		const clock = new Date(written.time).toISOString().slice(11, written.precision === 'minute' ? 16 : 19);
		return good(`${civilDate(day)}T${clock}`);
	};
}

/** What an integer column of the database holds. */
const LARGEST_INTEGER = 2_147_483_647;

function numberCell(field: Field, column: ColumnPlan): CellReader {
	const mark = column.decimalMark ?? '.';
	const largest = field.type === 'integer' ? LARGEST_INTEGER : 1e15;
	const { minimum = -largest, maximum = largest } = field;
	return (text) => {
		const written = readNumberText(text);
		let value = written && numberOfText(written, mark);
		if (!written || value === null) return bad('NUMBER_INVALID');
		if (written.isPercent && field.type === 'integer') return bad('NUMBER_INVALID');
		if (written.isPercent || column.percentScale === 'hundred') value = scaled(value, decimalsOf(written, mark));
		if (field.type === 'integer' && !Number.isInteger(value)) return bad('NUMBER_INVALID');
		if (value < minimum || value > maximum) return bad('NUMBER_RANGE', { minimum, maximum });
		return good(value);
	};
}

/** A hundredth, rounded to the digits written, so that 8.4 % is 0.084. */
function scaled(value: number, decimals: number): number {
	return Number((value / 100).toFixed(Math.min(decimals + 2, 20)));
}

function codeCell(field: Field, column: ColumnPlan, plan: ImportPlan): CellReader {
	const known = codeWords(field.codes ?? {});
	const chosen = new Map(Object.entries(column.words ?? {}));
	return (text) => {
		const word = chosen.get(text);
		if (word !== undefined) return word === '' ? good(null) : good(word);
		const answer = field.name === 'answer' && plan.event ? answerUnder(text, plan.event.question) : null;
		const code = answer ?? codeOfWord(text, known);
		return code === null ? bad(field.name === 'answer' ? 'RESPONSE_ANSWER' : 'VALUE_UNMAPPED') : good(code);
	};
}

function yesNoCell(column: ColumnPlan): CellReader {
	const chosen = new Map(Object.entries(column.words ?? {}));
	return (text) => {
		const word = chosen.get(text) ?? text;
		if (word === '') return good(null);
		const value = yesNo(word);
		return value === null ? bad('VALUE_UNMAPPED') : good(value);
	};
}
