import type { KindId } from '../datasets/dataset.ts';

export type Encoding =
	| 'utf-8'
	| 'utf-16le'
	| 'utf-16be'
	| 'windows-1252'
	| 'iso-8859-15'
	| 'windows-1250'
	| 'windows-1251'
	| 'macintosh'
	| 'ibm850'
	| 'shift_jis'
	| 'gb18030';
export type Delimiter = ',' | ';' | '\t' | '|';
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/**
 * Everything decided about one file before its rows are checked: by detection, by a remembered profile, by the
 * analyst. Stored as JSON with the version, so that the same bytes and the same plan give the same rows.
 */
export interface ImportPlan {
	kind: string;
	encoding: Encoding;
	delimiter: Delimiter;
	/** How quotes inside quoted cells are written; absent: doubled. */
	escape?: 'doubled' | 'backslash';
	/** Workbooks: the sheet that is read. Its rows are the lines, whatever its cells hold. */
	sheet?: string;
	/** Physical line of the header row. */
	headerLine: number;
	/** One entry per source column, by position. */
	columns: ColumnPlan[];
	/** Roster: the day the file was true ('YYYY-MM-DD'). */
	asOf: string | null;
	/** Whether exit dates are the last day employed or the first day not employed. */
	exitConvention: 'last-day' | 'first-day-not-employed';
	/** Roster: what wins where status and dates contradict each other. */
	statusConflict: 'dates' | 'status' | 'exclude' | null;
	/** Responses: the event answered, with what decides how an answer is read. */
	event: { eventId: string; question: 'opt_in_to_stay' | 'opt_in_to_leave'; timeZone: string } | null;
	/** Fields without a column whose value is the same for all rows, as text: { event_type: 'layoff' }. */
	constants?: Record<string, string>;
	/** Last row that equals the column totals is left out. */
	skipTotalRow: boolean;
	/** Roster: what one row is; absent: one employment. Columns are mapped to `period` or `action` accordingly. */
	rowsAre?: 'employments' | 'snapshots' | 'movements';
	/** Snapshots of a year or a month: whether they were true on its first or its last day. */
	snapshotDay?: 'first' | 'last';
	/** Snapshots: what became of people who are not in the last one and were never said to have left. */
	snapshotMissing?: 'employed' | 'last-seen' | 'unknown';
	/** Roster: what to do with an id that stands for two people by name and birth date. */
	idConflict?: 'keep' | 'exclude' | 'split';
	/** Events: what rows of one organisation and day are, by the key of the question. */
	eventTwins?: Record<string, 'same' | 'different'>;
	/** Counts by type, or by period, in columns of their own: each of them is a row. */
	typeColumns?: TypeColumns;
	/** Roster: what becomes of people of the published version who are not in a new full file; asked before publishing. */
	missingPeople?: 'unchanged' | 'date-unknown' | 'removed';
	/** Roster: people taken over before are asked about again, though they were said to be unchanged. */
	asksAgain?: true;
	/** Names the analyst's corrections of cells, which are kept beside the plan. */
	corrections?: string;
	/** Ids of the questions answered, so that reading the file again with this plan does not ask them again. */
	decided?: string[];
}

export interface ColumnPlan {
	/** 1 is the first column. */
	position: number;
	header: string;
	/** Canonical field, or null: do not import. */
	field: string | null;
	dateOrder?: DateOrder;
	decimalMark?: '.' | ',';
	/** A currency sign or unit around every number of the column, left out when reading. */
	affix?: { before: string; after: string };
	/** IANA zone of instants written without an offset. */
	timeZone?: string;
	/** Source word (trimmed, as in the file) to code; '' means empty. */
	words?: Record<string, string>;
	/** Words of this column that mean empty. */
	emptyWords?: string[];
	/** Words asked about that do not mean empty. */
	keptWords?: string[];
	/** Reasons of an exit that stand for no separation: an import of old data, a change of position. */
	artefacts?: string[];
	/** Headers of sensitive data: imported only where the analyst allowed it. */
	isAllowed?: boolean;
	/** Why it was allowed, in the analyst's words. */
	allowedBecause?: string;
	/** Rule for dates without a day or month: the first or last day meant, or the row is left out. */
	partialDates?: 'first' | 'last' | 'exclude';
	/** First year of the hundred years that two-digit years belong to. */
	centuryStart?: number;
	/** Date system of spreadsheet day numbers; 'exclude' leaves such rows out. */
	serialSystem?: '1900' | '1904' | 'exclude';
	percentScale?: 'fraction' | 'hundred';
}

/** Counts by type in columns of their own, each of which is read as a row of its own. */
export interface TypeColumns {
	/** Field of the counts; all of `columns` are mapped to it. */
	value: string;
	/** Field that takes the header of the column: the type, or the period. */
	name: string;
	/** Positions, in the order of the rows. */
	columns: number[];
	/** Position of the column that adds them up: read to compare, not stored. */
	total?: number;
	zeros: 'kept' | 'left-out';
}

/** A question to the analyst: one per column or per file, never per row. `id` is stable, e.g. 'date-order:5'. */
export interface Question {
	id: string;
	/** Issue code of severity ask, e.g. DATE_ORDER. */
	code: string;
	/** Column position where it concerns one. */
	column?: number;
	header?: string;
	/** Values that may be answered; empty where any text is valid (an as-of date, a time zone). */
	choices: QuestionChoice[];
	/** Three real values and what else is shown beside the question. */
	examples: string[];
	details?: Record<string, string | number>;
	answer?: string;
	/** Answer proposed by detection; shown preselected only where evidence supports it. */
	suggestion?: string;
	/** Counts shown beside the question, such as status against exit; `columns` are message keys. */
	table?: { columns: string[]; rows: { label: string; counts: number[] }[] };
	/** A text behind '=' is an answer too: the value of the field for all rows. */
	takesText?: 'text' | 'date';
	/** For questions about many words of one column (VALUE_UNMAPPED, RESPONSE_ANSWER): word, count. */
	words?: { word: string; count: number; suggestion?: string }[];
}
export interface QuestionChoice {
	value: string;
	/** Evidence for this choice: parameters of the message `questions.CODE.value`. */
	details?: Record<string, string | number>;
}

/** What reading a file found, shown to the analyst beside the plan, each guess with its evidence. */
export interface Inspection {
	rowCount: number;
	lineCount: number;
	/** Evidence sentences as message key and parameters, e.g. { key: 'evidence.delimiter', details: { rows: 14999, columns: 10 } }. */
	evidence: { key: string; details: Record<string, string | number> }[];
	columns: InspectedColumn[];
	/** Questions that the rows themselves answered, with that `answer`; another answer may be given instead. */
	guesses?: Question[];
	/** The kind the file is far likelier to be than the one it was sent as. */
	otherKind?: KindId;
	/** First 20 records as text. */
	sample: { line: number; cells: string[] }[];
}
export interface InspectedColumn {
	position: number;
	header: string;
	filled: number;
	/** Up to five real values. */
	examples: string[];
	/** Suggested field with the reason ('synonym', 'values', 'profile', 'exact') and confidence 0-1. */
	suggestion: { field: string; reason: string; confidence: number } | null;
	/** True where the column is a direct identifier or special category that is not stored by default. */
	isIdentifier: boolean;
	dateOrder?: { order: DateOrder | null; proofs: number; examples: string[]; isSplit: boolean };
	decimalMark?: { mark: '.' | ',' | null; proofs: number; examples: string[] };
}
