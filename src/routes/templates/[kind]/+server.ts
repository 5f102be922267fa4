import { error } from '@sveltejs/kit';
import { kindById, templateCsv } from '#lib/datasets/registry.ts';

/** The sample file of a kind, which the importer accepts unchanged; `?layout=alternative` for its second layout. */
export function GET({ params, url }) {
	const kind = kindById(params.kind);
	if (!kind) error(404, 'Not found');
	const alternative = url.searchParams.get('layout') === 'alternative' ? kind.alternative : undefined;
	const name = alternative ? alternative.table.replaceAll('_', '-') : kind.id;
	return new Response(templateCsv(alternative ?? kind), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="muster-${name}.csv"`
		}
	});
}
