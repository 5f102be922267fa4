import type { Component } from 'svelte';
import type { Language } from '../messages/language.ts';
import type { FigureStatus } from './figure-status.ts';
import type { Figure, FigureAnnotation, FigureTable } from './figure.ts';

export interface Drawing {
	width?: number;
}
/** One state of a chart: what the gallery shows, the golden keeps and the export test writes. */
export interface GalleryEntry {
	id: string;
	component: Component<Drawing>;
	/** Properties of the component, without the width. */
	props: object;
	status: FigureStatus;
	figure(language: Language): Figure;
}
export interface Gallery {
	id: string;
	entries: GalleryEntry[];
}

export interface EntryDraft<Props> {
	id: string;
	props: Props;
	title: string;
	subtitle: string;
	summary: string;
	notes?: string[];
	annotations?: (language: Language) => FigureAnnotation[];
	status?: FigureStatus;
	isSample?: boolean;
}

const READY: FigureStatus = { kind: 'ready' };

function figureOf<Props>(chart: string, draft: EntryDraft<Props>, table: FigureTable, language: Language): Figure {
	const id = `${chart}-${draft.id}`;
	const address = `/gallery/${chart}`;
	return {
		id,
		title: draft.title,
		subtitle: draft.subtitle,
		summary: draft.summary,
		notes: draft.notes ?? [],
		annotations: draft.annotations?.(language) ?? [],
		sources: [{ text: 'Gallery fixture', href: 'https://example.org/fixture' }],
		dataDate: 'Data as of 20 November 2022.',
		table,
		methodHref: '/methods/role-coverage',
		downloads: { svg: `${address}/${id}.svg`, png: `${address}/${id}.png`, csv: `${address}/${id}.csv` },
		permalink: { live: `${address}#${id}`, frozen: `${address}?version=3#${id}` },
		retrievedOn: '2026-11-22',
		isSample: draft.isSample ?? false
	};
}

/** The states of one chart. The type of the properties is checked here and forgotten afterwards. */
export function gallery<Props extends object>(
	id: string,
	component: Component<Props & Drawing>,
	table: (props: Props, language: Language) => FigureTable,
	drafts: EntryDraft<Props>[]
): Gallery {
	const entries = drafts.map((draft) => ({
		id: draft.id,
		component: component as Component<Drawing>,
		props: draft.props,
		status: draft.status ?? READY,
		figure: (language: Language) => figureOf(id, draft, table(draft.props, language), language)
	}));
	return { id, entries };
}
