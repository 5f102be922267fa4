import type { Issue, Severity } from '../imports/issue.ts';
import type { ImportPlan } from '../imports/plan.ts';
import type { CellValue } from '../imports/check/row-sink.ts';

export type KindId =
	| 'roster'
	| 'events'
	| 'ultimatum-responses'
	| 'executive-departures'
	| 'incidents'
	| 'staffing-requirements'
	| 'team-impacts'
	| 'headcounts'
	| 'requisitions';

/**
 * How a cell becomes a value. `date`: civil date 'YYYY-MM-DD'. `partial-date`: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'.
 * `instant`: ISO text in UTC. `local-time`: 'YYYY-MM-DDThh:mm[:ss]'. `range`: { low, best, high, text }.
 */
export type FieldType =
	| 'text'
	| 'person-id'
	| 'date'
	| 'partial-date'
	| 'instant'
	| 'local-time'
	| 'integer'
	| 'decimal'
	| 'percent'
	| 'code'
	| 'yes-no'
	| 'range';

/** One canonical column of a kind. `name` is snake_case as in the template and the database. */
export interface Field {
	name: string;
	type: FieldType;
	isRequired: boolean;
	/** Normalised header names (lower case, no accents, blanks for punctuation) that suggest this field. */
	synonyms: { en: string[]; fr: string[]; de: string[] };
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	/** For code fields: stored code to the normalised words that mean it, in three languages. */
	codes?: Record<string, string[]>;
	/** Shown for mapping, never stored: names, e-mail, birth dates, addresses. */
	isIdentifier?: boolean;
	/** Recognised so that it is not taken for another field (a contract's end is no exit); not stored. */
	isRecognisedOnly?: boolean;
	/** The range field this column is one bound of (`affected_low` of `affected`) and which bound it is. */
	partOf?: { field: string; bound: 'low' | 'best' | 'high' | 'text' };
	/** Range fields whose table keeps the words of the source in `<name>_text`. */
	hasText?: boolean;
	/**
	 * Read to put rows together into employments, not stored itself: always where a column fits (a rehire date), or once
	 * the analyst has said that the file is of that layout (the period of a snapshot, a movement).
	 */
	isConverted?: 'always' | 'asked';
	/** A field that is needed only where none of these is mapped. */
	isReplacedBy?: string[];
	/** One value may hold for all rows of a file that has no such column: the type of a list of layoffs, its source. */
	maySuitAllRows?: true;
	example: string;
}

/** A published figure: bounds as far as the source gives them, with its words. */
export interface Range {
	low: number | null;
	best: number | null;
	high: number | null;
	text: string;
}

/** One shape of rows: a table and the fields that fill it. */
export interface Layout {
	/** Database table its rows go to (a fixed literal; never from input). */
	table: string;
	fields: Field[];
	/** At least one field of each group must be mapped, e.g. [['job_title', 'department', 'role_family']]. */
	requiredGroups: string[][];
	/** True where rows are about people: a person-id field is hashed, rows are sorted by person in columns. */
	isAboutPeople: boolean;
	/** Rows are employments: they may have to be put together from other rows, and are compared person by person. */
	isEmployments?: boolean;
	/**
	 * A file may hold one count in a column by type or by period: the field of the count, and those that take the type or
	 * the period. `words` name types, by code.
	 */
	countsByType?: { value: string; name: string; on: string; words?: Record<string, string[]> };
	/** Public facts: a cell that cannot be read is left empty with a warning and the row is kept. */
	keepsUnreadableCells?: boolean;
	/** Rules that need the whole row; see `RowRule`. */
	openRules?: (context: RuleContext) => RowRule;
	/** Keeps rows back where one of them may take the place of another; null where this file has none. */
	openHold?: (context: RuleContext) => RowHold | null;
}

export interface RuleContext {
	plan: ImportPlan;
	/** Place of a field in `checkedFields`. */
	slotOf: (field: string) => number;
	isMapped: (field: string) => boolean;
	/** What is published already and may be named by rows; null where nothing of the kind is published. */
	known: KnownReferences;
}
/** What other datasets define: ids, and the hours of an ultimatum. */
export interface KnownReferences {
	person?: (id: string) => boolean;
	function?: (id: string) => boolean;
	event?: (id: string) => boolean;
	/** Answers: from when to when they count for the event that was answered; absent where it does not say. */
	window?: AnswerWindow;
	/** Answers added to published ones: when this person answered in time before, in milliseconds since 1970. */
	answered?: (id: string) => number | null;
}
/** Instants in milliseconds since 1970, both inclusive. */
export interface AnswerWindow {
	announcedAt: number;
	deadlineAt: number;
}
/** What a rule says of a row; a finding of severity error leaves the row out. */
export type ReportFinding = (
	code: string,
	severity: Severity,
	field: string | null,
	details?: Record<string, string | number>
) => void;
/** Says something of a line of the file, or of the file where no line is given. An error leaves a row out. */
export type ReportAtEnd = (
	code: string,
	severity: Severity,
	at: { line?: number; field?: string },
	details?: Issue['details']
) => void;
/** Checks and completes one row in place. `textOf` is the trimmed text of a field's cell, '' for rows put together. */
export interface RowRule {
	(values: CellValue[], report: ReportFinding, textOf: (field: string) => string, line: number): void;
	/** Says after the last row what only all of them show. */
	end?: (report: ReportAtEnd) => void;
}

/** Takes checked rows, and gives those that are left once all are known, each under the line it came from. */
export interface RowHold {
	take(values: readonly CellValue[], line: number): void;
	end(report: ReportAtEnd, emit: (values: CellValue[], line: number) => void): void;
}

/** A checked row in field order of the kind: null is empty. */
export type Row = Record<string, unknown>;

/** What the registry knows of a kind: everything the upload form, template, data dictionary and check need. Pure. */
export interface DatasetKind extends Layout {
	id: KindId;
	/** A second layout of the kind, used where a column is mapped to `markedBy`. */
	alternative?: Layout & { markedBy: string };
}

/** The layout of a file of this kind: the alternative one where a column is mapped to the field that marks it. */
export function layoutOf(kind: DatasetKind, mappedFields: Iterable<string | null>): Layout {
	const alternative = kind.alternative;
	return alternative && [...mappedFields].includes(alternative.markedBy) ? alternative : kind;
}

/** The fields a row sink receives, in order: those stored, without identifiers and parts of ranges. */
export function storedFields(layout: Layout): Field[] {
	return layout.fields.filter(
		(field) => !field.isIdentifier && !field.isRecognisedOnly && !field.partOf && !field.isConverted
	);
}

/** The fields the rules of a layout see: those stored, then those read only to put rows together. */
export function checkedFields(layout: Layout): Field[] {
	return [...storedFields(layout), ...layout.fields.filter((field) => field.isConverted)];
}
