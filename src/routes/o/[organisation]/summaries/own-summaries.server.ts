import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { listSummaries, type FigureSummary } from '#lib/server/figure-summaries.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { isNotedFigure } from '../notes/note-figures.ts';
import { figurePrint, figuresIn, viewOf } from './figure-print.ts';

/**
 * The view with the summaries that analysts wrote where they were written for exactly what its figures show to this
 * reader; elsewhere the generated ones stay, and an analyst is told. The figures of the view are changed in place.
 */
export async function withOwnSummaries<View extends object>(
	reader: Reader,
	language: Language,
	view: View
): Promise<View> {
	const figures = figuresIn(view).filter(({ id }) => isNotedFigure(id));
	const asked = { figures: figures.map(({ id }) => id), language: language.locale };
	const kept = await getRuntime().database.inOrganisation(reader.scope, (tx) => listSummaries(tx, reader.scope, asked));
	const ofFigure = new Map(kept.map((summary) => [summary.figure, summary]));
	for (const figure of figures) summarise(figure, ofFigure.get(figure.id) ?? null, reader, language);
	return view;
}

function summarise(figure: Figure, own: FigureSummary | null, reader: Reader, { t, format }: Language): void {
	const isOfThis = own !== null && own.prints.includes(figurePrint(figure));
	const said = own && { text: own.body, on: format.date(own.writtenAt.toISOString().slice(0, 10)), basis: own.basis };
	const generated = figure.summary;
	if (reader.tier === 'analyst')
		figure.ownSummary = {
			href: `/o/${reader.organisation.slug}/summaries/${figure.id}${editedView(figure, reader)}`,
			generated,
			stale: said && !isOfThis ? t('kept.summary-stale', said) : null
		};
	if (said && isOfThis) figure.summary = t('kept.summary-own', said);
}

/** The filters of the figure, with its versions only where the reader's address names versions. */
function editedView({ permalink }: Figure, { pins }: Reader): string {
	const link = permalink && { frozen: pins === null ? null : permalink.frozen, live: permalink.live };
	return viewOf({ permalink: link });
}
