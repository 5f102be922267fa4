import type { KindId } from '#lib/datasets/dataset.ts';
import type { Finding } from './findings.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan, Inspection, Question } from '../plan.ts';

export type DraftStage =
	'receiving' | 'reading' | 'asking' | 'checking' | 'checked' | 'publishing' | 'done' | 'failed' | 'interrupted';

/** What publishing would change against the published version: people where rows are about people, else rows. */
export interface Difference {
	added: number;
	/** Not in the file; with `missing` they are asked about. */
	removed: number;
	changed: number;
	unchanged: number;
	/** Rosters: of the changed, how many were employed and now have an exit date. */
	ended?: number;
	/** Up to 20 changes of one field of one record, which is named by its line, never by an id. */
	samples: { line: number | null; field: string; before: string; after: string }[];
	/** Rosters: headcount at month ends that differ, old against new. */
	headcountByMonth: { month: string; before: number | null; after: number | null }[];
	/** Rosters: separations by type that differ, old against new. */
	separations?: { type: string; before: number; after: number }[];
	/** New full rosters: people of the published version who are not in the file, and how many of them were employed. */
	missing?: { people: number; employed: number };
	/** New full rosters: people missing again who were taken over before; nobody is asked about them again. */
	remembered?: number;
	/** The lines under which rows of people who are not in the file were taken over. */
	carried?: { from: number; to: number };
	/** Appended and corrected files: rows of the file whose key is published already, with the first of their lines. */
	conflicts?: { rows: number; lines: number[] };
}

/** A correction the analyst made, shown with what it changed. */
export interface CorrectionView {
	position: number;
	kind: 'cell' | 'value' | 'rows';
	rows: number;
	/** Changed cells by column. */
	cells: { header: string; count: number }[];
	/** The first changes; without a line where all rows with a value were changed. */
	samples: { line: number | null; header: string; before: string; after: string }[];
	/** Lines of a returned file that the draft does not have. */
	unknownLines: number;
	madeAt: string;
}

/** Everything the pages about one draft show. Plain data. */
export interface DraftView {
	id: string;
	dataset: { id: string; kind: KindId; name: string };
	mode: 'replace' | 'append' | 'correct';
	fileName: string;
	fileSize: number | null;
	stage: DraftStage;
	/** Message key below `data.` or an issue code that says why a draft failed or was interrupted. */
	stageNote: string | null;
	progress: { done: number; total: number };
	/** Imports that are read or wait before this one; null where it does not wait for its turn. */
	waitsFor: number | null;
	plan: ImportPlan | null;
	questions: Question[];
	inspection: Inspection | null;
	rowCount: number | null;
	excludedCount: number | null;
	/** Exact number of issues by code. */
	issueCounts: Record<string, number>;
	/** The first issues of each code. */
	issues: Issue[];
	/** Errors and warnings grouped by what mends them. */
	findings: Finding[];
	corrections: CorrectionView[];
	difference: Difference | null;
	/** Named when confirming: publishing refuses when the draft has changed since. */
	planHash: string | null;
	/** Number of the version this draft would replace, and its own number. */
	baseVersion: number | null;
	number: number;
	createdAt: string;
}
