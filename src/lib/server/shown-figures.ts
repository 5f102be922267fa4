import { createHash } from 'node:crypto';
import type { Database, Scope, Transaction } from './database.ts';
import type { ShownBefore, ShownTable } from './disclosure/shown-before.ts';

/** The tables of counts a figure is drawn from, by name. */
export interface FigureTables {
	/** What the figure is of; figures of one name are subtracted from each other. */
	figure: string;
	parts: Record<string, ShownTable>;
}

/**
 * So many tables of one part of a figure are kept, and so many rows of an organisation. Nothing is ever forgotten, since
 * whoever saw a table may have written it down; so where there is no room, what has other counts is hidden whole.
 */
export const MOST_SHOWN = { ofPart: 2_000, ofOrganisation: 100_000 };

/** A name that is longer, from an event with a long id, stands as its digest. */
const LONGEST_NAME = 200;

interface StoredPart {
	part: string;
	fingerprint: string;
	content: ShownTable;
}

/**
 * Gives executives a figure as it was shown before, where its counts are the same; else `protect` decides what of it may
 * be shown beside everything that was shown in its place, and that is kept.
 *
 * What was decided for some counts is never decided anew, so a page that is kept, or another process keeps, shows what
 * this one would; that somebody looked changes nothing but what later counts are compared with.
 *
 * One statement where everything is known. Else whoever decides holds a lock on the figure, so that of two who see two
 * versions at the same time the second knows what the first was shown.
 *
 * @param counts the tables with nothing hidden
 * @param most how many tables are kept; beyond, a table with counts that were never shown has every count hidden
 * @param shown the tables of what `protect` gave
 * @see METHODS 7.4
 */
export async function asShown<Figure>(
	database: Database,
	scope: Scope,
	{ counts, threshold }: { counts: FigureTables; threshold: number },
	{ protect, shown }: { protect: (before: ShownBefore) => Figure; shown: (figure: Figure) => FigureTables['parts'] },
	most: typeof MOST_SHOWN = MOST_SHOWN
): Promise<Figure> {
	const figure = counts.figure.length <= LONGEST_NAME ? counts.figure : digest(counts.figure);
	const prints = new Map(
		Object.entries(counts.parts).map(([part, table]) => [part, fingerprintOf(table, threshold)] as const)
	);
	const known = await database.inOrganisation(scope, (tx) => readShown(tx, scope, figure, [...prints.values()]));
	const isKnown = ([part, print]: readonly [string, string]) =>
		known.some((each) => each.part === part && each.fingerprint === print);
	if ([...prints].every(isKnown)) return protect(beforeOf(known, prints));
	return database.inOrganisation(scope, async (tx) => {
		await tx`select pg_advisory_xact_lock(hashtextextended(${`shown ${scope.organisation} ${figure}`}, 0))`;
		const before = await readShown(tx, scope, figure);
		const full = await fullParts(tx, scope, { before, most });
		const result = protect(beforeOf(before, prints, full));
		const parts = Object.entries(shown(result)).filter(([part]) => !full(part));
		await keepShown(tx, scope, figure, Object.fromEntries(parts), prints);
		return result;
	});
}

/** Of which parts no further table can be kept. */
async function fullParts(
	tx: Transaction,
	scope: Scope,
	{ before, most }: { before: readonly StoredPart[]; most: typeof MOST_SHOWN }
): Promise<(part: string) => boolean> {
	const [{ rows }] = await tx<{ rows: number }[]>`
		select count(*)::integer as rows from executive_shown where organisation_id = ${scope.organisation}`;
	const kept = (name: string) => before.filter(({ part }) => part === name).length;
	return (part) => rows >= most.ofOrganisation || kept(part) >= most.ofPart;
}

/** What was shown of a figure; where fingerprints are named, as it was shown with these counts. */
function readShown(tx: Transaction, scope: Scope, figure: string, prints?: string[]): Promise<StoredPart[]> {
	const named = prints ? tx`and fingerprint = any(${prints})` : tx``;
	return tx<StoredPart[]>`select part, fingerprint, content from executive_shown
		where organisation_id = ${scope.organisation} and figure = ${figure} ${named} order by shown_at, part, fingerprint`;
}

async function keepShown(
	tx: Transaction,
	scope: Scope,
	figure: string,
	parts: FigureTables['parts'],
	prints: ReadonlyMap<string, string>
): Promise<void> {
	const rows = Object.entries(parts).flatMap(([part, content]) => {
		const fingerprint = prints.get(part);
		return fingerprint === undefined ? [] : [{ part, fingerprint, content }];
	});
	await tx`insert into executive_shown (organisation_id, figure, part, fingerprint, content)
		select ${scope.organisation}, ${figure}, r.part, r.fingerprint, r.content
		from jsonb_to_recordset(${tx.json(rows as never)}) as r (part text, fingerprint text, content jsonb)
		on conflict do nothing`;
}

/** A table as it is shown where it was never shown and cannot be kept: nothing of it. */
const NOTHING_OF_IT: ShownTable = { totals: {}, rows: {} };

function beforeOf(
	known: readonly StoredPart[],
	prints: ReadonlyMap<string, string>,
	isFull: (part: string) => boolean = () => false
): ShownBefore {
	return (part) => {
		const own = known.filter((each) => each.part === part);
		const settled = own.find((each) => each.fingerprint === prints.get(part));
		return {
			settled: settled?.content ?? (isFull(part) ? NOTHING_OF_IT : null),
			former: own.filter((each) => each !== settled).map(({ content }) => content)
		};
	};
}

function fingerprintOf({ totals, rows }: ShownTable, threshold: number): string {
	const sorted = (record: object) => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
	const groups = sorted(rows).map(([group, counts]) => [group, counts && sorted(counts as object)]);
	return digest(JSON.stringify([threshold, sorted(totals), groups]));
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
