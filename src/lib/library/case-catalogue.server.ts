import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { KindId } from '../datasets/dataset.ts';
import { PACKAGE_KINDS } from './event-package.ts';

const text = v.pipe(v.string(), v.minLength(1));
/** French to be read: a number and its unit stay on one line. */
const frenchText = v.pipe(
	text,
	v.transform((words) => words.replace(/(?<=\d) (?=(?:h|millions?|milliards?)(?!\p{L}))/gu, '\u00a0'))
);
const bound = v.nullable(v.number());

const figureSchema = v.object({ low: bound, best: bound, high: bound, unit: text });
const statementSchema = v.object({
	text_en: text,
	text_fr: frenchText,
	value: v.nullable(figureSchema),
	source: text,
	published: text,
	href: v.nullable(v.pipe(v.string(), v.regex(/^https?:\/\//)))
});
const fileEntries = {
	path: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\.csv$/)),
	title: text,
	hash: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
	bytes: v.number()
};
const changeSchema = v.object({
	version: text,
	on: v.pipe(v.string(), v.isoDate()),
	text_en: text,
	text_fr: frenchText
});
const claimSchema = v.object({
	text_en: text,
	text_fr: frenchText,
	check_en: text,
	check_fr: frenchText,
	status: v.picklist(['reported', 'estimated', 'computed', 'disputed'])
});
/** Official series that may stand beside a case. */
const SERIES = ['separations-by-agency', 'labour-turnover'] as const;

const packageSchema = v.object({
	name: text,
	version: text,
	licenses: v.array(v.object({ name: text, title: text, path: text })),
	muster: v.object({
		version: text,
		organisation: text,
		title_en: text,
		title_fr: frenchText,
		story_en: v.array(text),
		story_fr: v.array(frenchText),
		changes: v.optional(v.array(changeSchema), []),
		articles: v.optional(
			v.array(v.object({ id: text, source_en: text, source_fr: frenchText, claims: v.array(claimSchema) })),
			[]
		),
		labels: v.record(v.string(), v.object({ en: text, fr: text })),
		contradictions: v.array(
			v.object({ id: text, about: text, title_en: text, title_fr: frenchText, statements: v.array(statementSchema) })
		)
	}),
	resources: v.array(
		v.union([
			v.object({ name: v.picklist(PACKAGE_KINDS), ...fileEntries }),
			v.object({ name: v.picklist(SERIES), ...fileEntries, vintage: v.pipe(v.string(), v.isoDate()) })
		])
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
export interface CaseFile {
	path: string;
	title: string;
	/** SHA-256 of the file in hex, as the package states it. */
	sha256: string;
	bytes: number;
}
export interface CaseResource extends CaseFile {
	kind: KindId;
}
/** A series of figures that stands beside a case and is no dataset: never imported, read from its file. */
export interface CaseSeries extends CaseFile {
	name: (typeof SERIES)[number];
	/** The day its source was true; figures of another day may differ. */
	vintage: string;
}
/** What one article says, claim by claim, with what other sources say of it. */
export interface CaseArticle {
	id: string;
	source: Bilingual;
	claims: { text: Bilingual; check: Bilingual; status: 'reported' | 'estimated' | 'computed' | 'disputed' }[];
}
/** What changed between versions of a case, and why. */
export interface CaseChange {
	version: string;
	on: string;
	text: Bilingual;
}
/** A public case as its `datapackage.json` describes it; its rows are read from the published datasets. */
export interface LibraryCase {
	id: string;
	/** Version of the case as a whole, which a citation names. */
	version: string;
	/** Newest first. */
	changes: CaseChange[];
	organisation: string;
	title: Bilingual;
	story: { en: string[]; fr: string[] };
	/** Titles of events and names of incidents by id, in both languages. */
	labels: Record<string, Bilingual>;
	contradictions: Contradiction[];
	/** Articles frenchText claim by claim; none in most cases. */
	articles: CaseArticle[];
	licences: { name: string; title: string; href: string }[];
	resources: CaseResource[];
	series: CaseSeries[];
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

function caseOf(
	id: string,
	{ version, muster, licenses, resources }: v.InferOutput<typeof packageSchema>
): LibraryCase {
	return {
		id,
		version,
		changes: muster.changes
			.map(({ version: changed, on, text_en, text_fr }) => ({
				version: changed,
				on,
				text: { en: text_en, fr: text_fr }
			}))
			.reverse(),
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
		articles: muster.articles.map(({ id: article, source_en, source_fr, claims }) => ({
			id: article,
			source: { en: source_en, fr: source_fr },
			claims: claims.map(({ text_en, text_fr, check_en, check_fr, status }) => ({
				text: { en: text_en, fr: text_fr },
				check: { en: check_en, fr: check_fr },
				status
			}))
		})),
		licences: licenses.map(({ name, title, path }) => ({ name, title, href: path })),
		resources: resources.flatMap((resource) =>
			'vintage' in resource ? [] : [{ kind: resource.name, ...fileOf(resource) }]
		),
		series: resources.flatMap((resource) =>
			'vintage' in resource ? [{ name: resource.name, vintage: resource.vintage, ...fileOf(resource) }] : []
		)
	};
}

function fileOf({ path, title, hash, bytes }: { path: string; title: string; hash: string; bytes: number }): CaseFile {
	return { path, title, sha256: hash.slice('sha256:'.length), bytes };
}
