import type { DatasetKind, KindId, Layout } from '../datasets/dataset.ts';
import { dateQuestions } from './questions/date-questions.ts';
import { fillMapping } from './drafts/draft-plan.ts';
import { eventQuestions, takeEvent, twinQuestions } from './questions/event-questions.ts';
import { evidenceOf } from './values/evidence.ts';
import { headerOnly, type FileProfile } from './file/file-profile.ts';
import { fieldQuestions, headerChangeQuestion } from './questions/file-questions.ts';
import type { InspectHints, ShapeEvidence } from './inspect.ts';
import type { Issue } from './issue.ts';
import { suggestMapping, type Mapping } from './mapping.ts';
import { headerChange } from './header-change.ts';
import { misfitOf } from './misfit.ts';
import { likelierKind } from './suggest-kind.ts';
import type { ImportPlan, InspectedColumn, Inspection, Question } from './plan.ts';
import type { MappedColumn } from './questions/question-context.ts';
import { layoutQuestions } from './questions/layout-questions.ts';
import { panelOf } from './panel.ts';
import { privacyQuestions } from './questions/privacy-questions.ts';
import { rosterQuestions } from './questions/roster-questions.ts';
import { typeQuestions } from './questions/type-questions.ts';
import { shapeQuestions } from './questions/shape-questions.ts';
import { isSensitive } from './questions/special-words.ts';
import { valueQuestions } from './questions/value-questions.ts';
import type { Watchers } from './questions/watchers.ts';

export interface Inspected {
	plan: ImportPlan;
	questions: Question[];
	inspection: Inspection;
	fatal: Issue | null;
}
interface Findings {
	kind: DatasetKind;
	layout: Layout;
	plan: ImportPlan;
	/** The mapping was given with the plan. */
	isMapped: boolean;
	profile: FileProfile;
	watchers: Watchers;
	evidence: ShapeEvidence;
	hints: InspectHints;
}

/** Turns what all rows showed into a plan, its evidence and the questions that stay open. */
export function finishInspection(findings: Findings): Inspected {
	const { layout, plan, isMapped, profile, evidence, hints } = findings;
	const mapping = suggestMapping(layout, evidence.shape.headers, profile.columns);
	const change = headerChange(hints.profile, evidence.shape.headers);
	if (!isMapped) fillMapping(plan, layout, mapping);
	else if (change && !hints.overrides?.columns?.length) fillMapping(plan, layout, mapping, change.added);
	const columns = plan.columns.map((_, index) => inspectedColumn(findings, mapping, index));
	takeEvent(plan, hints.events ?? []);
	const mapped = mappedColumns(findings);
	const names = new Set(plan.columns.map(({ field }) => field));
	const types = typeQuestions(layout, plan, findings.watchers.types);
	for (const name of namesOfTypes(plan, types.find(isOpen))) names.add(name);
	const isRoster = findings.kind.id === 'roster';
	const { watchers } = findings;
	const records = profile.counts.records;
	const periods = watchers.periods;
	const shape = shapeQuestions(plan, profile, evidence);
	const openShape = shape.filter(isOpen);
	// Which columns there are is asked before what they hold.
	const isShapeOpen = openShape.some(({ code }) =>
		['FILE_SHEET', 'FILE_DELIMITER', 'FILE_ESCAPE', 'FILE_NO_HEADER'].includes(code)
	);
	const layoutAsked =
		isRoster && !isShapeOpen ? layoutQuestions({ layout, plan, columns: profile.columns, records, periods }) : [];
	const meaning = () => [
		...headerChangeQuestion(plan, change),
		...(isShapeOpen ? [] : types),
		...(isShapeOpen ? [] : fieldQuestions(layout, mapping, columns, names, plan)),
		...eventQuestions(findings.kind, plan, hints.events ?? []),
		...mapped.flatMap((column) => [
			...dateQuestions(column, plan, hints.events ?? []),
			...valueQuestions(column, plan)
		]),
		...(isRoster ? rosterQuestions({ plan, mapped, watchers, today: hints.today ?? null }) : []),
		...(layout.isAboutPeople ? privacyQuestions(plan, profile.columns) : []),
		...twinQuestions(plan, watchers.twins)
	];
	// What one row is decides what everything else means.
	const asked = [...shape, ...(layoutAsked.length > 0 ? layoutAsked : meaning())];
	const questions = asked.filter(isOpen);
	const other = openShape.length > 0 ? null : otherKind(findings);
	const inspection: Inspection = {
		rowCount: profile.counts.records,
		lineCount: profile.scanner.nextLine - 1,
		evidence: evidenceOf(plan, profile, evidence),
		columns,
		guesses: asked.filter((question) => !isOpen(question)),
		...(other && { otherKind: other }),
		sample: profile.sample
	};
	// Another delimiter or header may give other columns, and so may another layout.
	const isPanel = openShape.length === 0 && layoutAsked[0]?.code !== 'SPELL_MOVEMENTS';
	const panel = isPanel ? panelOf(plan, profile, periods) : null;
	const isWhole = openShape.length === 0 && layoutAsked.length === 0 && other === null;
	const misfit = panel ?? (isWhole ? misfitOf(findings.kind, layout, plan, mapping, profile.columns) : null);
	return { plan, questions, inspection, fatal: headerOnly(profile) ?? misfit };
}

const isOpen = ({ answer }: Question) => answer === undefined;

/** Fields that columns by type give, or would give once they are asked about. */
function namesOfTypes({ typeColumns }: ImportPlan, asked: Question | undefined): string[] {
	const { value, name } = asked?.details ?? {};
	return [typeColumns?.name, value, name].filter((field) => typeof field === 'string');
}

function otherKind({ kind, evidence, profile }: Findings): KindId | null {
	const samples = profile.sample.map(({ cells }) => cells);
	return likelierKind(kind.id, evidence.shape.headers, samples);
}

function mappedColumns({ plan, layout, profile }: Findings): MappedColumn[] {
	const isPublic = layout.keepsUnreadableCells ?? false;
	return plan.columns.flatMap((column, index): MappedColumn[] => {
		const field = layout.fields.find(({ name }) => name === column.field);
		return field ? [{ column, field, profile: profile.columns[index], isPublic }] : [];
	});
}

function inspectedColumn(
	{ layout, plan, profile, evidence }: Findings,
	mapping: Mapping,
	index: number
): InspectedColumn {
	const column = profile.columns[index];
	const suggestion = mapping.suggestions[index];
	const field = layout.fields.find(({ name }) => name === suggestion?.field);
	const dates = column.dates.count > 0 && column.dates.count * 2 > column.filled ? column.dates.decide() : null;
	const decimals = dates === null && column.numbers.count * 2 > column.filled ? column.numbers.decide() : null;
	return {
		position: index + 1,
		header: evidence.shape.headers[index],
		filled: column.filled,
		examples: column.examples,
		suggestion,
		isIdentifier: field?.isIdentifier ?? (layout.isAboutPeople && isSensitive(evidence.shape.headers[index])),
		...(dates && {
			dateOrder: {
				order: plan.columns[index].dateOrder ?? dates.order,
				proofs: dates.proofs,
				examples: dates.examples,
				isSplit: dates.isSplit
			}
		}),
		...(decimals && { decimalMark: { mark: decimals.mark, proofs: decimals.proofs, examples: decimals.examples } })
	};
}
