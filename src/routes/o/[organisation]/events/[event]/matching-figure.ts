import type { Figure } from '#lib/charts/figure.ts';
import type { HeatmapCell } from '#lib/charts/heatmap/heatmap-layout.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Result } from '#lib/metrics/metric.ts';
import type { AnswerOutcomeRow, AnswerOutcomeSummary } from '#lib/metrics/registry-answers.server.ts';
import {
	column,
	countCell,
	figureFrame,
	noteTexts,
	shareCell,
	shareText,
	textCell,
	type FigurePlace
} from '../../../../figure-frame.ts';
import { wilsonText, type DrawnView } from '../../drawn-view.ts';

export type Matching = Result<AnswerOutcomeRow, AnswerOutcomeSummary>;

// From top to bottom of the table: who said leave, who did not answer, who said stay.
const ANSWERS = ['leave', 'silent', 'stay'] as const;
const DRAWN_ROLES = 12;
const FEW = 10;

/** What people answered against who left, in all and by role; null where nobody was asked. */
export function matchingView(
	matching: Matching,
	{ roleName, place }: { roleName: (role: string) => string; place: FigurePlace },
	language: Language
): DrawnView<{ cells: HeatmapCell[] }> | null {
	const { t, format } = language;
	const { total, until, populationOn } = matching.summary;
	if (total.asked === 0) return null;
	const rows = [total, ...matching.rows];
	const nameOf = (row: AnswerOutcomeRow) => (row.group === null ? t('analysis.matching.all') : roleName(row.group));
	const isFew = rows.some(({ answers }) => ANSWERS.some((answer) => (answers[answer].people ?? FEW) < FEW));
	return {
		props: { cells: rows.slice(0, DRAWN_ROLES + 1).flatMap((row) => cellsOf(row, nameOf(row), language)) },
		figure: {
			...figureFrame('matching', place, matching, language),
			title: matchingTitle(matching.summary, language),
			subtitle: t('analysis.matching.subtitle', { on: format.date(populationOn), until: format.date(until) }),
			summary: matchingWords(matching.summary, language),
			notes: [
				t('analysis.matching.note'),
				...(isFew ? [t('analysis.matching.note-few')] : []),
				...noteTexts(matching.notes, language)
			],
			table: matchingTable(rows, nameOf, language),
			methodHref: '/methods/answer-outcomes'
		}
	};
}

function cellsOf({ answers, isSuppressed }: AnswerOutcomeRow, row: string, { t }: Language): HeatmapCell[] {
	return ANSWERS.map((answer) => {
		const { left, people } = answers[answer];
		const isHidden = isSuppressed && (left === null || people === null);
		const [part, whole] = isHidden ? [null, null] : [left, people];
		return { row, column: t(`analysis.funnel.${answer}`), part, whole, isSuppressed: isHidden };
	});
}

function matchingTitle({ total, resolved, silenceRule, until }: AnswerOutcomeSummary, language: Language): string {
	const { t, format } = language;
	const on = format.date(until);
	if (silenceRule === 'undetermined') return t('analysis.matching.title-unresolved', { until: on });
	const { stay } = total.answers;
	if (resolved.left === null || resolved.people === null || stay.left === null || stay.people === null)
		return t('analysis.matching.title-hidden', { until: on });
	return t('analysis.matching.title', {
		until: on,
		leavers: resolved.people === 0 ? '0' : shareText(resolved.left, resolved.people, language),
		interval: wilsonText(resolved.left, resolved.people, language),
		stayers: stay.people === 0 ? '0' : shareText(stay.left, stay.people, language)
	});
}

/** One sentence an answer, of those that are shown; and how many answers match nobody. */
function matchingWords({ total, unmatched }: AnswerOutcomeSummary, language: Language): string {
	const { t, format } = language;
	const sentences = ANSWERS.flatMap((answer) => {
		const { people, left, stayed } = total.answers[answer];
		if (people === null || people === 0 || left === null || stayed === null) return [];
		const share = shareText(left, people, language);
		const interval = wilsonText(left, people, language);
		const values = { answer: t(`analysis.funnel.${answer}`), share, interval, stayed: format.number(stayed) };
		return [t('analysis.matching.sentence', values)];
	});
	if (unmatched === null) sentences.push(t('analysis.matching.unmatched-hidden'));
	else if (unmatched > 0) sentences.push(t('analysis.matching.unmatched', { count: unmatched }));
	return sentences.join(' ');
}

function matchingTable(
	rows: AnswerOutcomeRow[],
	nameOf: (row: AnswerOutcomeRow) => string,
	language: Language
): Figure['table'] {
	const { t } = language;
	const counts = ['people', 'left', 'stayed'] as const;
	return {
		columns: [
			column('group', t('analysis.matching.column-group')),
			column('answer', t('analysis.matching.column-answer')),
			...counts.map((id) => column(id, t(`analysis.matching.column-${id}`), 'end')),
			column('share', t('analysis.matching.column-share'), 'end'),
			column('interval', t('analysis.interval'), 'end')
		],
		rows: rows.flatMap((row) =>
			ANSWERS.map((answer) => {
				const outcome = row.answers[answer];
				return [
					textCell(nameOf(row)),
					textCell(t(`analysis.funnel.${answer}`)),
					...counts.map((id) => countCell(outcome[id], row.isSuppressed, language)),
					shareCell(outcome.left, outcome.people, language),
					{ text: wilsonText(outcome.left, outcome.people, language), value: null }
				];
			})
		)
	};
}
