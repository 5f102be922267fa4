import type { Figure, FigureCell, FigureColumn, FigureSource } from '#lib/charts/figure.ts';
import type { Language } from '#lib/messages/language.ts';
import type { Note, VersionReference } from '#lib/metrics/metric.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { PINS_PARAMETER, versionPins } from '#lib/server/version-pins.ts';
import { datasetName } from './dataset-name.ts';
import { noteHref } from './o/[organisation]/notes/note-figures.ts';

/** Where a figure stands: the page that shows it and everything that is the same for all figures of that page. */
export interface FigurePlace {
	/** Absolute address of the page, without its query. */
	page: string;
	/** Filters of the page, as they stand in its address. */
	query: string;
	/** What the downloads need beside it to find the same view again, e.g. the event of an event page. */
	subject?: Record<string, string>;
	/** Path below which the page's figures are served, e.g. '/o/acme/figures'. */
	figures: string;
	isSample: boolean;
	/** Civil date of this reading. */
	retrievedOn: string;
	isPublic?: boolean;
	/** Path below which the rows of datasets are served; only for readers who may have them. */
	rows?: string;
	/** What the reader has filtered by, in words. */
	filters?: string | null;
	/** When the facts of a case were read in, in words. */
	dataDate?: string;
}

/** Where the rows behind figures are served for this reader: analysts have them, executives figures only. */
export function rowsFor({ tier, organisation }: Pick<Reader, 'tier' | 'organisation'>): Pick<FigurePlace, 'rows'> {
	return tier === 'analyst' ? { rows: `/o/${organisation.slug}/data` } : {};
}

export type FigureFrame = Pick<
	Figure,
	| 'id'
	| 'filters'
	| 'dataDate'
	| 'sources'
	| 'downloads'
	| 'permalink'
	| 'retrievedOn'
	| 'isPublic'
	| 'isSample'
	| 'noteHref'
>;

/** The part of a figure that does not depend on its numbers: downloads, link, data date. */
export function figureFrame(
	id: string,
	place: FigurePlace,
	basis: { versions: VersionReference[]; sources?: FigureSource[]; dataDate?: string; hasFullData?: boolean },
	{ t, format }: Language
): FigureFrame {
	const pins = place.isPublic ? '' : versionPins(basis.versions);
	const query = new URLSearchParams(place.query);
	const frozen = pins === '' ? query : new URLSearchParams([...query, [PINS_PARAMETER, pins]]);
	// Files are those of the versions that were read, whatever is published meanwhile.
	const search = searchOf(new URLSearchParams([...Object.entries(place.subject ?? {}), ...frozen]));
	const address = (kind: string) => `${place.figures}/${id}/${kind}${search}`;
	const names = basis.versions.map((version) =>
		t('figures.version', {
			dataset: datasetName(t, { kind: version.kind, name: version.dataset }),
			version: version.version
		})
	);
	const rows = basis.versions.map(({ datasetId, version }, at) => ({
		text: names[at],
		href: `${place.rows}/${datasetId}/export?version=${version}`
	}));
	const asOf = dataDay(basis.versions);
	const note = noteHref(id, place.figures);
	return {
		id,
		sources: [...names.map((text) => ({ text })), ...(basis.sources ?? [])],
		dataDate:
			basis.dataDate ??
			(asOf === null ? t('figures.no-data-date') : t('figures.data-date', { date: format.date(asOf) })),
		downloads: {
			svg: address('svg'),
			png: address('png'),
			csv: address('csv'),
			excelFr: address('excel-fr'),
			json: address('json'),
			pptx: address('pptx'),
			...(basis.hasFullData ? { full: address('full') } : {}),
			...(place.rows && rows.length > 0 ? { rows } : {})
		},
		permalink: {
			live: `${place.page}${searchOf(query)}#${id}`,
			frozen: pins === '' ? null : `${place.page}${searchOf(frozen)}#${id}`
		},
		retrievedOn: place.retrievedOn,
		isPublic: place.isPublic ?? false,
		isSample: place.isSample,
		...(note ? { noteHref: note } : {}),
		...(place.filters ? { filters: place.filters } : {})
	};
}

function searchOf(parameters: URLSearchParams): string {
	return parameters.size > 0 ? `?${parameters}` : '';
}

/** The day the data were true: that of the roster where there is one, else the newest of the versions. */
function dataDay(versions: VersionReference[]): string | null {
	const rosters = versions.filter((version) => version.kind === 'roster');
	const dates = (rosters.length > 0 ? rosters : versions).flatMap((version) => version.asOf ?? []);
	return dates.sort().at(-1) ?? null;
}

export function column(id: string, label: string, align: FigureColumn['align'] = 'start'): FigureColumn {
	return { id, label, align };
}

export function textCell(text: string | null | undefined): FigureCell {
	return { text: text || '–', value: text || null };
}

/** Words of a source of the library, all of which are kept in English. */
export function englishCell(text: string | null | undefined): FigureCell {
	return text ? { text, value: text, lang: 'en' } : textCell(null);
}

/** A count or a measure; null is the en dash. */
export function numberCell(value: number | null, { format }: Language, decimals = 0): FigureCell {
	return { text: format.fixed(value, decimals), value };
}

export function dayCell(day: string | null, { format }: Language): FigureCell {
	return { text: format.shortDate(day), value: day };
}

/** A count that may be hidden: the mark "c" where it is, with no number behind it. */
export function countCell(value: number | null, isSuppressed: boolean, language: Language): FigureCell {
	return isSuppressed && value === null
		? { text: language.t('figures.suppressed-mark'), value: null }
		: numberCell(value, language);
}

/** A proportion with its parts: "38 % (45 of 118)". */
export function shareCell(part: number | null, whole: number | null, language: Language): FigureCell {
	if (part === null || whole === null || whole === 0) return { text: '–', value: null };
	return { text: shareText(part, whole, language), value: part / whole };
}

export function shareText(part: number, whole: number, { t, format }: Language): string {
	return t('figures.share', {
		percent: format.percent(part / whole, whole),
		part: format.number(part),
		whole: format.number(whole)
	});
}

export function noteTexts(notes: Note[], { t }: Language): string[] {
	return notes.map((note) => t(note.key, note.details));
}
