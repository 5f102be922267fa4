/** How exits of an ultimatum count: a legal question that the person who asks has to answer. */
export type SelectionKind = 'voluntary' | 'involuntary';

/** People of one job title, grade and age. */
export interface WorksheetRow {
	jobTitle: string;
	grade: string;
	/** Completed years on the stated date. */
	age: number;
	selectedVoluntary: number;
	selectedInvoluntary: number;
	notSelected: number;
}

export interface WorksheetSummary {
	from: string;
	to: string;
	/** The date the ages are those of. */
	agesOn: string;
	/** Unit the worksheet is about; null: everybody. */
	department: string | null;
	site: string | null;
	isPlanned: boolean;
	selectedVoluntary: number;
	selectedInvoluntary: number;
	notSelected: number;
	/** In no row: no date of birth given. */
	withoutAge: number;
	/** In no row: left by retirement, death, the end of a contract or for no stated reason. */
	leftOtherwise: number;
}
