import type { Fan, FanDatum } from '#lib/charts/fan/fan-layout.ts';
import { chanceText, fanTable } from '#lib/charts/fan/fan-table.ts';
import type { FigureTable } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { WhatIfResult, WhatIfRow } from '#lib/metrics/registry-scenarios.server.ts';
import { column, figureFrame, noteTexts, numberCell, type FigurePlace } from '../../../figure-frame.ts';
import type { DrawnView } from '../drawn-view.ts';

type Outlook = WhatIfRow['outlooks'][number] | NonNullable<WhatIfRow['layoff']>;

/** What would remain of each role with a minimum; null where nobody is asked and no post is removed. */
export function whatIfView(
	result: WhatIfResult,
	{ sigma, isLayoff }: { sigma: number; isLayoff: boolean },
	place: FigurePlace,
	language: Language
): DrawnView<{ rows: FanDatum[]; sigma: number | null }> | null {
	const { t, format } = language;
	const rows = result.rows.filter((row) => aloneOf(row, isLayoff) !== null);
	if (rows.length === 0) return null;
	const fans = rows.map((row) => fanDatum(row, sigma, isLayoff));
	const below = fans.filter(({ now, required }) => now < required).length;
	const { on, asked, postsRemoved } = result.summary;
	return {
		props: { rows: fans, sigma: isLayoff ? null : sigma },
		figure: {
			...figureFrame('what-if', place, result, language),
			title: figureTitle(fans, isLayoff, language),
			subtitle: isLayoff
				? t('whatif.layoff-subtitle', { on: format.date(on), posts: postsRemoved })
				: t('whatif.subtitle', { on: format.date(on), people: asked, sigma: format.number(sigma, 1) }),
			summary: t('whatif.summary', { roles: rows.length }),
			notes: [
				t(isLayoff ? 'whatif.note-exact-layoff' : 'whatif.note-exact'),
				...(below > 0 ? [t('whatif.note-below', { roles: below })] : []),
				...noteTexts(
					result.notes.filter(({ key }) => !key.endsWith('.noPay') && !key.endsWith('.moneyLeavesOut')),
					language
				)
			],
			table: withAllShocks(fanTable(fans, language), rows, isLayoff, language),
			methodHref: '/methods/what-if'
		}
	};
}

/** The role at its minimum that is the most likely to fall below it; those below it already say nothing new. */
function figureTitle(fans: FanDatum[], isLayoff: boolean, language: Language): string {
	const [worst] = fans
		.filter(({ now, required }) => now >= required)
		.sort((a, b) => (b.alone?.below ?? 0) - (a.alone?.below ?? 0));
	if (worst === undefined) return language.t('whatif.title-all-below', { roles: fans.length });
	if ((worst.alone?.below ?? 0) === 0 && (worst.together?.below ?? 0) === 0) return language.t('whatif.title-none');
	const chance = (fan: Fan | null) => chanceText(fan?.below ?? 0, language);
	const values = { role: worst.label, alone: chance(worst.alone), together: chance(worst.together) };
	return language.t(isLayoff ? 'whatif.layoff-title' : 'whatif.title-figure', values);
}

function aloneOf(row: WhatIfRow, isLayoff: boolean): Outlook | null {
	return isLayoff ? row.layoff : (row.outlooks.find(({ sigma }) => sigma === 0) ?? null);
}

function fanDatum(row: WhatIfRow, sigma: number, isLayoff: boolean): FanDatum {
	const together = isLayoff ? null : (row.outlooks.find((each) => each.sigma === sigma) ?? null);
	return {
		id: row.functionId,
		label: row.name,
		required: row.required,
		now: row.qualified,
		alone: fanOf(aloneOf(row, isLayoff)),
		together: fanOf(together)
	};
}

function fanOf(outlook: Outlook | null): Fan | null {
	if (outlook === null) return null;
	const [low, from, middle, to, high] = outlook.remaining.map(({ people }) => people);
	return { remaining: [low, from, middle, to, high], below: outlook.breachProbability };
}

/** The table of the drawing, with the leavers and the people short on average and the other shocks. */
function withAllShocks(table: FigureTable, rows: WhatIfRow[], isLayoff: boolean, language: Language): FigureTable {
	const { t, format } = language;
	const sigmas = isLayoff ? [] : (rows[0]?.outlooks.map(({ sigma }) => sigma).filter((sigma) => sigma > 0) ?? []);
	const alone = (row: WhatIfRow) => aloneOf(row, isLayoff);
	return {
		columns: [
			...table.columns,
			column('leavers', t('whatif.column-leavers'), 'end'),
			column('short', t('whatif.column-short'), 'end'),
			...sigmas.map((sigma) =>
				column(`shock-${sigma}`, t('whatif.column-shock', { sigma: format.number(sigma, 1) }), 'end')
			)
		],
		rows: table.rows.map((cells, at) => [
			...cells,
			numberCell(alone(rows[at])?.expectedLeavers ?? null, language, 1),
			numberCell(alone(rows[at])?.expectedShortfall ?? null, language, 1),
			...sigmas.map((sigma) => {
				const value = rows[at].outlooks.find((each) => each.sigma === sigma)?.breachProbability ?? 0;
				return { text: chanceText(value, language), value };
			})
		])
	};
}
