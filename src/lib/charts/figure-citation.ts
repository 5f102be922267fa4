import type { Language } from '../messages/language.ts';
import type { Figure } from './figure.ts';

export interface Citation {
	text: string;
	bibtex: string;
	/** Lines that load the figure's CSV; null where it cannot be fetched without signing in. */
	code: { r: string; python: string } | null;
}

export interface BibtexSource {
	key: string;
	title: string;
	howPublished: string;
	address: string;
	/** Civil date of reading. */
	retrievedOn: string;
}

/**
 * A figure as a sentence and as a BibTeX entry that name its data sets with their versions, the day of reading and the
 * address: the frozen one where there is one. Null for a figure without address or day of reading.
 */
export function figureCitation(figure: Figure, { t, format }: Language): Citation | null {
	const { id, title, permalink, retrievedOn } = figure;
	if (permalink === null || retrievedOn === undefined) return null;
	const address = permalink.frozen ?? permalink.live;
	const data = [figure.sources.map((source) => source.text).join(t('charts.between')), figure.dataDate]
		.filter(Boolean)
		.join('. ');
	return {
		text: t('charts.cite-sentence', { title, data, date: format.date(retrievedOn), address }),
		bibtex: bibtexEntry({
			key: `muster-${id}-${retrievedOn.slice(0, 4)}`,
			title,
			howPublished: `Muster. ${data}`,
			address,
			retrievedOn
		}),
		code: figure.isPublic && figure.downloads ? loadingLines(new URL(figure.downloads.csv, address).href) : null
	};
}

/** A `@misc` entry; signs that BibTeX would read are escaped. */
export function bibtexEntry({ key, title, howPublished, address, retrievedOn }: BibtexSource): string {
	return [
		`@misc{${key},`,
		`  title        = {${escaped(title)}},`,
		'  author       = {{Muster contributors}},',
		`  howpublished = {${escaped(howPublished)}},`,
		`  url          = {${address}},`,
		`  urldate      = {${retrievedOn}}`,
		'}'
	].join('\n');
}

function escaped(text: string): string {
	return text.replace(/[&%$#_{}]/g, (sign) => `\\${sign}`);
}

function loadingLines(address: string): Citation['code'] {
	return {
		r: `figure <- read.csv("${address}", fileEncoding = "UTF-8-BOM")`,
		python: `figure = pandas.read_csv("${address}", encoding="utf-8-sig")`
	};
}
