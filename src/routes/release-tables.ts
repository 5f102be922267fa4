import type { FigureCell, FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { publishedRate } from '#lib/server/disclosure/research-table.ts';
import type { ReleasedCurve } from '#lib/server/disclosure/research-curve.ts';
import type { ReleaseContent } from '#lib/server/releases.ts';
import { wilsonInterval } from '#lib/statistics/wilson-interval.ts';
import { column, textCell } from './figure-frame.ts';
import { releasedName, type GroupName } from './release-names.ts';

export interface CaptionedTable {
	caption: string;
	table: FigureTable;
}

/** The tables of a release as pages show them: rounded counts, the mark "c" for a hidden one, a rate where it may be. */
export function releaseTables(content: ReleaseContent, language: Language): CaptionedTable[] {
	const { t, format } = language;
	const answerName = (answer: string) => t(`releases.answer-${answer}`);
	const answers = content.tables.map(({ grouping, rows, columns, cells }) => ({
		caption: t(`releases.grouping-${grouping}`),
		table: {
			columns: [
				column('group', t(`releases.group-${grouping}`)),
				...columns.map((answer) => column(answer, answerName(answer), 'end')),
				column('total', t('releases.total'), 'end')
			],
			rows: cells.map((counts, index) => {
				const whole = counts.at(-1) ?? null;
				return [
					index < rows.length
						? nameCell(releasedName(content, grouping, rows[index], language))
						: textCell(t('releases.total')),
					...counts.map((count, at) => {
						if (count === null) return { text: t('figures.suppressed-mark'), value: null };
						const rate = at < columns.length ? publishedRate(count, whole) : null;
						const share = rate === null ? '' : ` (${format.percent(rate)})`;
						return { text: `${format.number(count)}${share}`, value: count };
					})
				];
			})
		}
	}));
	return content.curve
		? [...answers, { caption: t('releases.curve'), table: curveTable(content.curve, language) }]
		: answers;
}

/** The name of a group, in the language it is written in. */
export function nameCell({ text, lang }: GroupName): FigureCell {
	return { text, value: text, ...(lang ? { lang } : {}) };
}

/** The curve as numbers: shares and intervals are those of the rounded counts. */
function curveTable({ people, points }: ReleasedCurve, { t, format }: Language): FigureTable {
	const ids = ['day', 'remaining', 'share', 'interval'];
	return {
		columns: ids.map((id) => column(id, t(`releases.curve-${id}`), id === 'day' ? 'start' : 'end')),
		rows: points.map(({ day, remaining }) => {
			const interval = remaining === null ? null : wilsonInterval(remaining, people);
			const count = remaining === null ? t('figures.suppressed-mark') : format.number(remaining);
			return [
				textCell(t('releases.curve-after', { day })),
				{ text: count, value: remaining },
				textCell(remaining === null ? null : format.percent(remaining / people, people)),
				textCell(interval && format.interval(interval.lower, interval.upper, people))
			];
		})
	};
}

/** Everything a release holds as one table, a line for each count: what its download is. */
export function releaseSheet(content: ReleaseContent, language: Language): FigureTable {
	const { t } = language;
	const ids = ['table', 'group', 'answer', 'people'];
	const line = (texts: string[], people: number | null) => [
		...texts.map((text) => textCell(text)),
		{ text: people === null ? t('figures.suppressed-mark') : String(people), value: people }
	];
	const answers = content.tables.flatMap(({ grouping, rows, columns, cells }) =>
		cells.flatMap((counts, row) =>
			counts.map((count, at) => {
				const group =
					row < rows.length ? releasedName(content, grouping, rows[row], language).text : t('releases.total');
				const answer = at < columns.length ? t(`releases.answer-${columns[at]}`) : t('releases.total');
				return line([t(`releases.grouping-${grouping}`), group, answer], count);
			})
		)
	);
	const stays = (content.curve?.points ?? []).map(({ day, remaining }) =>
		line([t('releases.curve'), t('releases.curve-after', { day }), t('releases.curve-remaining')], remaining)
	);
	return {
		columns: ids.map((id) => column(id, t(`releases.sheet-${id}`), id === 'people' ? 'end' : 'start')),
		rows: [...answers, ...stays]
	};
}
