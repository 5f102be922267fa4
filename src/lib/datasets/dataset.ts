import type { Severity } from '../imports/issue.ts';
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
	| 'headcounts';

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
	/** Public facts: a cell that cannot be read is left empty with a warning and the row is kept. */
	keepsUnreadableCells?: boolean;
	/** Rules that need the whole row; see `RowRule`. */
	openRules?: (context: RuleContext) => RowRule;
}

export interface RuleContext {
	plan: ImportPlan;
	/** Place of a field in `storedFields`. */
	slotOf: (field: string) => number;
	isMapped: (field: string) => boolean;
}
/** What a rule says of a row; a finding of severity error leaves the row out. */
export type ReportFinding = (
	code: string,
	severity: Severity,
	field: string | null,
	details?: Record<string, string | number>
) => void;
/** Checks and completes one row in place. `textOf` is the trimmed text of a field's cell. */
export type RowRule = (values: CellValue[], report: ReportFinding, textOf: (field: string) => string) => void;

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
	return layout.fields.filter((field) => !field.isIdentifier && !field.isRecognisedOnly && !field.partOf);
}
