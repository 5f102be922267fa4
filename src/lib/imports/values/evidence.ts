import type { FileProfile } from '../file/file-profile.ts';
import type { ShapeEvidence } from '../inspect.ts';
import type { ImportPlan, Inspection } from '../plan.ts';
import { answerUnder } from './words.ts';

const DELIMITER_NAMES: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' };

/** The sentences shown beside the plan: what was found in the file and in how many rows. */
export function evidenceOf(plan: ImportPlan, profile: FileProfile, evidence: ShapeEvidence): Inspection['evidence'] {
	const { counts } = profile;
	const columns = plan.columns.length;
	const fitting = counts.records - counts.short - counts.long;
	const sentences = [
		...packingSentences(evidence),
		...shapeSentences(plan, evidence, { rows: fitting, total: counts.records, columns }),
		{ key: 'fields.evidence-header', details: { line: plan.headerLine } }
	];
	const remarks: [string, number][] = [
		['fields.evidence-short', counts.short],
		['fields.evidence-long', counts.long],
		['fields.evidence-blank', counts.blank],
		['fields.evidence-trailing', counts.trailing],
		['fields.evidence-unnamed', plan.columns.filter(({ header }) => header.trim() === '').length]
	];
	for (const [key, count] of remarks) if (count > 0) sentences.push({ key, details: { count } });
	for (const { position, header, dateOrder } of plan.columns) {
		const dates = profile.columns[position - 1].dates;
		if (!dateOrder || dateOrder === 'ymd' || dates.count === 0) continue;
		const { isSplit, proofs, examples, otherwise } = dates.decide();
		const span = dates.span(dateOrder);
		sentences.push({
			key: isSplit ? 'fields.evidence-split' : 'fields.evidence-dates',
			details: {
				header,
				order: dateOrder,
				proofs,
				example: examples[0] ?? '',
				first: span.first ?? '',
				last: span.last ?? '',
				...(otherwise && { otherFirst: otherwise.first ?? '', otherLast: otherwise.last ?? '' })
			}
		});
	}
	for (const { header, affix } of plan.columns)
		if (affix)
			sentences.push({ key: 'fields.evidence-affix', details: { header, affix: affix.before || affix.after } });
	return [...sentences, ...answerSentences(plan, profile)];
}

function packingSentences({ origin }: ShapeEvidence): Inspection['evidence'] {
	if (origin?.packing === 'gzip') return [{ key: 'fields.evidence-gzip', details: {} }];
	const count = origin?.emptyFormulas ?? 0;
	return count > 0 ? [{ key: 'fields.evidence-formulas', details: { count } }] : [];
}

function shapeSentences(
	plan: ImportPlan,
	evidence: ShapeEvidence,
	counts: { rows: number; total: number; columns: number }
): Inspection['evidence'] {
	if (plan.sheet !== undefined) return [{ key: 'fields.evidence-sheet', details: { sheet: plan.sheet, ...counts } }];
	const encoding = { encoding: plan.encoding };
	return [
		{ key: evidence.head.hasMark ? 'fields.evidence-mark' : 'fields.evidence-encoding', details: encoding },
		{
			key: evidence.isDeclared ? 'fields.evidence-declared' : 'fields.evidence-delimiter',
			details: { name: DELIMITER_NAMES[plan.delimiter], ...counts }
		}
	];
}

/** What yes and no will count as under the event's question, with how often they occur. */
function answerSentences(plan: ImportPlan, profile: FileProfile): Inspection['evidence'] {
	const column = plan.columns.find(({ field }) => field === 'answer');
	const { event } = plan;
	if (!column || !event) return [];
	const words = [...(profile.columns[column.position - 1].words ?? [])];
	return words.flatMap(([word, count]) => {
		const answer = answerUnder(word, event.question);
		return answer ? [{ key: 'fields.evidence-answers', details: { header: column.header, word, count, answer } }] : [];
	});
}
