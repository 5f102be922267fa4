import { error, fail, type RequestEvent } from '@sveltejs/kit';
import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { listSummaries, takeSummaryBack, writeSummary } from '#lib/server/figure-summaries.ts';
import { requireRole, type Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { serverLanguage } from '../../../../language.server.ts';
import { figureDrawing } from '../../figures/figure-drawing.server.ts';
import { isNotedFigure } from '../../notes/note-figures.ts';
import { figurePrint, LONGEST_SUMMARY, summaryText, viewOf } from '../figure-print.ts';
import type { Actions, PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

interface Edited {
	/** As analysts see it. */
	figure: Figure;
	/** As executives see it; null where they cannot choose this view. */
	toExecutives: Figure | null;
}

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst');
	const language = serverLanguage(event.locals.locale);
	const { figure, toExecutives } = await edited(event, reader, language);
	const asked = { figures: [figure.id], language: language.locale };
	const [own] = await getRuntime().database.inOrganisation(reader.scope, (tx) =>
		listSummaries(tx, reader.scope, asked)
	);
	const { id, title, subtitle, filters, ownSummary } = figure;
	return {
		figure: { id, title, subtitle, filters, generated: ownSummary?.generated ?? figure.summary },
		own: own && {
			body: own.body,
			basis: own.basis,
			writtenOn: own.writtenAt.toISOString().slice(0, 10),
			isShown: ownSummary?.stale === null
		},
		readers: toExecutives === null ? 'analysts' : isSameTable(figure, toExecutives) ? 'same' : 'less',
		print: figurePrint(figure),
		query: addressOf(event).search.slice(1),
		back: backOf(figure),
		longest: LONGEST_SUMMARY
	};
};

export const actions: Actions = {
	write: async (event) => {
		const reader = requireRole(event, 'analyst');
		const language = serverLanguage(event.locals.locale);
		const form = await event.request.formData();
		const typed = String(form.get('body') ?? '');
		const body = summaryText(typed);
		if (body === null) return fail(400, { problem: 'summary', typed });
		const { figure, toExecutives } = await edited(event, reader, language);
		const print = figurePrint(figure);
		if (form.get('print') !== print) return fail(409, { problem: 'summary-figure', typed });
		const summary = {
			...{ figure: figure.id, body, language: language.locale },
			prints: [...new Set([print, ...(toExecutives ? [figurePrint(toExecutives)] : [])])],
			basis: figure.sources.map(({ text }) => text).join(language.t('charts.between'))
		};
		await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			await writeSummary(tx, reader.scope, summary);
			await recordAudit(tx, reader.scope, act('summary.written', summary, event.locals.requestId));
		});
		return { done: 'written' };
	},
	'take-back': async (event) => {
		const reader = requireRole(event, 'analyst');
		const summary = { figure: event.params.figure, language: event.locals.locale };
		const isGone = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const gone = await takeSummaryBack(tx, reader.scope, summary);
			if (gone) await recordAudit(tx, reader.scope, act('summary.taken-back', summary, event.locals.requestId));
			return gone;
		});
		return isGone ? { done: 'taken-back' } : fail(404, { problem: 'no-summary', typed: '' });
	}
};

function act(action: string, { figure, language }: { figure: string; language: string }, requestId: string) {
	return { action, objectType: 'figure', objectId: figure, details: { language }, requestId };
}

/** The address without the name of an action in it. */
function addressOf({ url }: Pick<RequestEvent, 'url'>): URL {
	const address = new URL(url);
	for (const name of url.searchParams.keys()) if (name.startsWith('/')) address.searchParams.delete(name);
	return address;
}

async function edited(event: RequestEvent, reader: Reader, language: Language): Promise<Edited> {
	const id = event.params.figure ?? '';
	const url = addressOf(event);
	const found = isNotedFigure(id) ? await figureDrawing(id, reader, url, language) : null;
	if (found === null) error(404, 'Not found');
	const executive: Reader = { ...reader, tier: 'executive', roles: ['executive'], moment: new Map() };
	const seen = (await figureDrawing(id, executive, url, language))?.figure ?? null;
	return { figure: found.figure, toExecutives: seen && viewOf(seen) === viewOf(found.figure) ? seen : null };
}

function isSameTable(one: Figure, other: Figure): boolean {
	return JSON.stringify(one.table) === JSON.stringify(other.table);
}

/** The figure on its page, as the address of this page has it. */
function backOf({ permalink }: Figure): string {
	if (permalink === null) return '..';
	const { pathname, search, hash } = new URL(permalink.live);
	return pathname + search + hash;
}
