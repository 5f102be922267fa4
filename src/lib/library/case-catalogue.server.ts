import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KindId } from '../datasets/dataset.ts';

const text = v.pipe(v.string(), v.minLength(1));
const bound = v.nullable(v.number());

const figureSchema = v.object({ low: bound, best: bound, high: bound, unit: text });
const statementSchema = v.object({
	text_en: text,
	text_fr: text,
	value: v.nullable(figureSchema),
	source: text,
	published: text,
	href: v.nullable(v.pipe(v.string(), v.regex(/^https?:\/\//)))
});
const packageSchema = v.object({
	name: text,
	licenses: v.array(v.object({ name: text, title: text, path: text })),
	muster: v.object({
		version: text,
		organisation: text,
		title_en: text,
		title_fr: text,
		story_en: v.array(text),
		story_fr: v.array(text),
		labels: v.record(v.string(), v.object({ en: text, fr: text })),
		contradictions: v.array(
			v.object({ id: text, about: text, title_en: text, title_fr: text, statements: v.array(statementSchema) })
		)
	}),
	resources: v.array(
		v.object({
			name: v.picklist([
				'events',
				'executive-departures',
				'incidents',
				'headcounts',
				'team-impacts'
			] satisfies KindId[]),
			path: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.csv$/)),
			title: text,
			hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
			bytes: v.number()
		})
	)
});

export interface Bilingual {
	en: string;
	fr: string;
}
/** What one source says, in our words, with the figure it gives. `published` is YYYY, YYYY-MM or YYYY-MM-DD. */
export interface Statement {
	text: Bilingual;
	value: { low: number | null; best: number | null; high: number | null; unit: string } | null;
	source: string;
	published: string;
	href: string | null;
}
/** Sources that disagree, side by side. `about` is an event_id or incident_id of the case. */
export interface Contradiction {
	id: string;
	about: string;
	title: Bilingual;
	statements: Statement[];
}
export interface CaseResource {
	kind: KindId;
	path: string;
	title: string;
	/** SHA-256 of the file in hex, as the package states it. */
	sha256: string;
	bytes: number;
}
/** A public case as its `datapackage.json` describes it; its rows are read from the published datasets. */
export interface LibraryCase {
	id: string;
	organisation: string;
	title: Bilingual;
	story: { en: string[]; fr: string[] };
	/** Titles of events and names of incidents by id, in both languages. */
	labels: Record<string, Bilingual>;
	contradictions: Contradiction[];
	licences: { name: string; title: string; href: string }[];
	resources: CaseResource[];
}

/** The cases below `folder` (`<folder>/<case>/datapackage.json`), by id. Throws where a package breaks its shape. */
export function readCaseCatalogue(folder: string): LibraryCase[] {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => readCase(folder, entry.name))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** One case, or null where there is none of that id. */
export function findCase(folder: string, id: string): LibraryCase | null {
	return readCaseCatalogue(folder).find((entry) => entry.id === id) ?? null;
}

function readCase(folder: string, id: string): LibraryCase {
	const path = join(folder, id, 'datapackage.json');
	const parsed = v.safeParse(packageSchema, JSON.parse(readFileSync(path, 'utf8')));
	if (!parsed.success) {
		const [issue] = parsed.issues;
		throw new Error(`${path}: ${v.getDotPath(issue) ?? 'package'}: ${issue.message}`);
	}
	if (parsed.output.name !== id) throw new Error(`${path} names the case "${parsed.output.name}", not "${id}".`);
	return caseOf(id, parsed.output);
}

function caseOf(id: string, { muster, licenses, resources }: v.InferOutput<typeof packageSchema>): LibraryCase {
	return {
		id,
		organisation: muster.organisation,
		title: { en: muster.title_en, fr: muster.title_fr },
		story: { en: muster.story_en, fr: muster.story_fr },
		labels: muster.labels,
		contradictions: muster.contradictions.map((entry) => ({
			id: entry.id,
			about: entry.about,
			title: { en: entry.title_en, fr: entry.title_fr },
			statements: entry.statements.map(({ text_en, text_fr, ...rest }) => ({
				text: { en: text_en, fr: text_fr },
				...rest
			}))
		})),
		licences: licenses.map(({ name, title, path }) => ({ name, title, href: path })),
		resources: resources.map(({ name, path, title, hash, bytes }) => ({
			kind: name,
			path,
			title,
			sha256: hash.slice('sha256:'.length),
			bytes
		}))
	};
}
