import type { KindId } from '#lib/datasets/dataset.ts';
import type { Issue } from '../issue.ts';
import type { ImportPlan, Inspection, Question } from '../plan.ts';

export type DraftStage =
	'receiving' | 'reading' | 'asking' | 'checking' | 'checked' | 'publishing' | 'done' | 'failed' | 'interrupted';

/** What publishing would change against the published version. */
export interface Difference {
	added: number;
	removed: number;
	changed: number;
	unchanged: number;
	/** Up to 20 changes of one field of one record; `record` is a line, never an id. */
	samples: { line: number; field: string; before: string; after: string }[];
	/** Rosters: headcount at month ends that differ, old against new. */
	headcountByMonth: { month: string; before: number | null; after: number | null }[];
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
	plan: ImportPlan | null;
	questions: Question[];
	inspection: Inspection | null;
	rowCount: number | null;
	excludedCount: number | null;
	/** Exact number of issues by code. */
	issueCounts: Record<string, number>;
	/** The first issues of each code. */
	issues: Issue[];
	difference: Difference | null;
	/** Named when confirming: publishing refuses when the draft has changed since. */
	planHash: string | null;
	/** Number of the version this draft would replace, and its own number. */
	baseVersion: number | null;
	number: number;
	createdAt: string;
}
