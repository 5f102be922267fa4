import { error } from '@sveltejs/kit';
import { caseArchive } from '#lib/library/event-export.server.ts';
import { casesFolder } from '#lib/server/installation.ts';
import { shippedCases } from '../../case-data.server.ts';
import type { RequestHandler } from './$types';

/** The case as one archive, which another installation reads. */
export const GET: RequestHandler = ({ params }) => {
	const described = shippedCases().find((entry) => entry.id === params.case);
	if (!described) error(404, 'Not found');
	return new Response(new Uint8Array(caseArchive(casesFolder(), described)), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="muster-${described.id}-${described.version}.zip"`,
			'cache-control': 'public, max-age=300'
		}
	});
};
