/** A cell of a figure's table, already text in the reader's language, with the number kept for sorting and CSV. */
export interface FigureCell {
	text: string;
	/** Machine value for sorting and the CSV download; null where undefined or suppressed. */
	value: string | number | null;
	/** Language of the text where it is not that of the page. */
	lang?: string;
}
export interface FigureColumn {
	id: string;
	label: string;
	align: 'start' | 'end';
}
/** The table behind a chart: exactly the plotted values. */
export interface FigureTable {
	columns: FigureColumn[];
	rows: FigureCell[][];
}
export interface FigureSource {
	text: string;
	href?: string;
}
/** A dated, sourced remark on the drawing, listed as text below it. */
export interface FigureAnnotation {
	/** What stands for it in the drawing, e.g. '1'. */
	mark: string;
	text: string;
	source?: FigureSource;
}
/** The five companions of every chart (UX-01): everything except the drawing itself. Plain data. */
export interface Figure {
	/** Stable id, used in URLs of downloads and in element ids, e.g. 'coverage'. */
	id: string;
	/** Takeaway title: a sentence with the number. */
	title: string;
	/** Unit and population. */
	subtitle: string;
	/** What a reader who cannot see the chart needs: type, what, range, extreme, interval, suppressed cells. */
	summary: string;
	notes: string[];
	annotations?: FigureAnnotation[];
	/** What the reader has filtered by, in words; part of every exported image. */
	filters?: string;
	sources: FigureSource[];
	/** e.g. "Data as of 20 November 2022, version 3". */
	dataDate: string;
	table: FigureTable;
	/** Link to the method note. */
	methodHref?: string;
	/** Where a note on the figure is written. */
	noteHref?: string;
	/** For who may write the summary: where, what was generated, and what is said where one was written for another view. */
	ownSummary?: { href: string; generated: string; stale: string | null };
	/** Where its files are served, `full` where the drawing leaves some of the data out; null where none are offered. */
	downloads: {
		svg: string;
		png: string;
		csv: string;
		excelFr?: string;
		json?: string;
		pptx?: string;
		full?: string;
		/** The rows of the versions it rests on, for those who may read them. */
		rows?: { text: string; href: string }[];
	} | null;
	/** Address that restores this view: live and, where versions can be pinned, frozen to them. */
	permalink: { live: string; frozen: string | null } | null;
	/** Civil date on which the figure was made, for its citation. */
	retrievedOn?: string;
	/** True where everybody may fetch the downloads. */
	isPublic?: boolean;
	/** Sample data carry a watermark on screen and in exports. */
	isSample: boolean;
}
