import { error } from '@sveltejs/kit';
import { methodNote } from './method-note.ts';
import type { PageServerLoad } from './$types';

const files = import.meta.glob<string>('../../../lib/metrics/*/*.md', {
	eager: true,
	query: '?raw',
	import: 'default'
});
const notes = new Map(
	Object.entries(files).map(([path, text]) => [path.slice(path.lastIndexOf('/') + 1, -'.md'.length), text])
);

/** The method note of a metric, in the reader's language where there is a translation. */
export const load: PageServerLoad = ({ params, locals }) => {
	const translated = notes.get(`${params.metric}.${locals.locale}`);
	const note = translated ?? (params.metric.includes('.') ? undefined : notes.get(params.metric));
	if (note === undefined) error(404, 'Not found');
	const blocks = methodNote(note);
	const first = blocks[0];
	const title = first?.kind === 'heading' ? first.inlines.map((part) => part.text).join('') : params.metric;
	return {
		title,
		blocks: first?.kind === 'heading' ? blocks.slice(1) : blocks,
		noteLocale: translated === undefined ? 'en' : locals.locale,
		others: [...notes.keys()].filter((id) => !id.includes('.') && id !== params.metric).sort()
	};
};
