import type { Figure } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import { UnfitParameter } from '#lib/metrics/metric-definition.server.ts';
import { computeFourFifths, computeOwbpaWorksheet } from '#lib/metrics/registry-selection.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { isCivilDate } from '#lib/statistics/civil-date.ts';
import { readBroughtList, type BroughtPerson } from './brought-list.server.ts';
import { fourFifthsFigure } from './four-fifths-figure.ts';
import { groupNamer, selectionPlace } from './selection-view.server.ts';
import { worksheetFigure } from './worksheet-figure.ts';

/** The figure, or why there is none: a message key after `selection.problem-`, with the line of the list. */
export type Answer = { figure: Figure } | { problem: string; line: number };

const FORMS = ['multipart/form-data', 'application/x-www-form-urlencoded'];

/** What a form with a brought list asks for; the list is read, used once and not kept. */
export async function answerBrought(
	event: { request: Request; url: URL },
	reader: Reader,
	language: Language
): Promise<Answer> {
	const type = event.request.headers.get('content-type') ?? '';
	if (!FORMS.some((each) => type.startsWith(each))) return { problem: 'list', line: 0 };
	const form = await event.request.formData();
	const file = form.get('list');
	const list = readBroughtList(file instanceof File ? await file.text() : (file ?? ''));
	if ('line' in list) return { problem: list.line === 0 ? 'list' : 'line', line: list.line };
	try {
		const figure = await figureOf(form, list.people, { reader, url: event.url, language });
		return figure === null ? { problem: 'days', line: 0 } : { figure };
	} catch (refusal) {
		if (refusal instanceof UnfitParameter) return { problem: refusal.parameter, line: 0 };
		throw refusal;
	}
}

async function figureOf(
	form: FormData,
	people: BroughtPerson[],
	{ reader, url, language }: { reader: Reader; url: URL; language: Language }
): Promise<Figure | null> {
	const text = (name: string) => String(form.get(name) ?? '');
	const [from, to, agesOn] = ['from', 'to', 'agesOn'].map(text);
	if (![from, to, agesOn].every(isCivilDate)) return null;
	const common = { from, to, isPlanned: form.has('isPlanned'), isAskedByCounsel: form.has('isAskedByCounsel') };
	const place = selectionPlace(reader, url, '');
	const dimension = text('question');
	const isScreen = dimension === 'age' || dimension === 'group';
	const figure = isScreen ? await screenFigure() : await worksheet();
	// It rests on a list that is not kept: no address restores it.
	return figure && { ...figure, downloads: null, permalink: null };

	async function screenFigure() {
		const screen = await computeFourFifths(getRuntime(), reader, { ...common, dimension: dimension as 'age' }, people);
		return screen && fourFifthsFigure(screen, groupNamer(dimension, [], language), place, language);
	}
	async function worksheet() {
		const unit = { department: text('department') || null, site: text('site') || null };
		const kinds = { declinedAs: kindOf(text('declinedAs')), silentAs: kindOf(text('silentAs')) };
		const asked = { ...common, agesOn, ...unit, ...kinds };
		const found = await computeOwbpaWorksheet(getRuntime(), reader, asked, people);
		return found && worksheetFigure(found, place, language);
	}
}

function kindOf(value: string): 'voluntary' | 'involuntary' | null {
	return value === 'voluntary' || value === 'involuntary' ? value : null;
}
