import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { labourTurnover, type TurnoverMonth } from './labour-turnover.server.ts';

const text = v.pipe(v.string(), v.minLength(1));
const resourceSchema = v.object({
	name: v.literal('labour-turnover'),
	path: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.csv$/)),
	title: text,
	bytes: v.number(),
	hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
	vintage: v.pipe(v.string(), v.isoDate()),
	sources: v.tupleWithRest([v.object({ title: text, path: text })], v.object({ title: text, path: text }))
});
const packageSchema = v.object({ resources: v.strictTuple([resourceSchema]) });

/** An official series that belongs to no case, with where it comes from. */
export interface ReferenceTurnover {
	months: TurnoverMonth[];
	/** The day its source was true; figures of another day may differ. */
	vintage: string;
	/** Who publishes the figures. */
	publisher: { title: string; href: string };
}

/**
 * The monthly labour turnover of the United States that ships with Muster, below `folder`
 * (`<folder>/us-labour-turnover/datapackage.json`), every line checked.
 *
 * @throws where the package or its file is not what it should be
 * @example March 2020 in the vintage of February 2024: quits 1.9, layoffs and discharges 8.6 per cent of employment
 */
export function referenceTurnover(folder: string): ReferenceTurnover {
	const home = join(folder, 'us-labour-turnover');
	const path = join(home, 'datapackage.json');
	const parsed = v.safeParse(packageSchema, JSON.parse(readFileSync(path, 'utf8')));
	if (!parsed.success) {
		const [issue] = parsed.issues;
		throw new Error(`${path}: ${v.getDotPath(issue) ?? 'package'}: ${issue.message}`);
	}
	const [{ hash, sources, ...resource }] = parsed.output.resources;
	return {
		months: labourTurnover(home, { ...resource, sha256: hash.slice('sha256:'.length) }),
		vintage: resource.vintage,
		publisher: { title: sources[0].title, href: sources[0].path }
	};
}
