/** A message key with parameters; the page turns it into a sentence. Numbers stay numbers. */
export interface Note {
	key: string;
	details?: Record<string, string | number>;
}

/** Which published version of which dataset a result rests on. */
export interface VersionReference {
	dataset: string;
	datasetId: string;
	kind: string;
	version: number;
	/** Civil date the data were true, or of publishing. */
	asOf: string | null;
}

/** A small output table of a metric with all a reader needs to judge it. Plain data, safe to send. */
export interface Result<Row, Summary = Record<string, never>> {
	metric: string;
	/** e.g. 'people', 'share of asked' */
	unit: string;
	rows: Row[];
	summary: Summary;
	notes: Note[];
	versions: VersionReference[];
}

/** What a reader may see: METHODS 0.8. Every result passes `protect` for the tier before it leaves the server. */
export type Tier = 'analyst' | 'executive' | 'research' | 'public';

/** A count that may be hidden: null with `suppressed` true is shown as the mark "c", never as zero. */
export interface Interval {
	lower: number | null;
	upper: number | null;
	/** Name of the method, e.g. 'wilson'. */
	method: string;
	level: number;
}

/** Until which day a person counts: notice given, last day worked, or the legal end of employment (all inclusive). */
export type Clock = 'announced' | 'worked' | 'legal';

/** Whether people employed as contractors are counted. */
export type Contractors = 'in' | 'out';
