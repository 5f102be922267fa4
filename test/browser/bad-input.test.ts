import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unflatten } from 'devalue';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DraftView } from '../../src/lib/imports/drafts/draft-view.ts';
import { importFile } from '../../src/lib/imports/import-file.server.ts';
import type { Issue } from '../../src/lib/imports/issue.ts';
import { BAD_INPUT, type BadInput, type Verdict } from '../support/bad-input.ts';
import { createAccount, createOrganisation } from '../support/database.ts';
import { ownerSql } from '../support/owner.ts';
import { startProduct, type Product } from '../support/product.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PASSWORD = 'seven lost umbrellas';
const ROUNDS = 4;
// As many tests as Vitest runs at once.
const LANES = 5;
interface Lane {
	analyst: Visitor;
	/** Address of the data of an organisation. */
	base: string;
	organisation: string;
}

interface Outcome {
	verdict: Verdict;
	status: number;
	fatal?: Issue;
	asked: string[];
	view: DraftView | null;
	found: Issue[];
}

let product: Product;
let owner: postgres.Sql;
let free: Lane[];
/** For the samples that answer an event: it is published there. */
let answering: Lane;
const organisations: string[] = [];
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
	product = await startProduct();
	owner = ownerSql(product.database);
	free = await Promise.all(
		Array.from({ length: LANES }, async () => {
			const lane = await newLane();
			organisations.push(lane.organisation);
			return lane;
		})
	);
	answering = await answeringLane();
});
afterAll(async () => {
	await owner?.end();
	await product?.stop();
});

async function newLane(): Promise<Lane> {
	const { database } = product.database;
	const { id, slug } = await createOrganisation(database);
	const { email } = await createAccount(database, { organisation: id, roles: ['analyst'], password: PASSWORD });
	const analyst = visitor(product.origin);
	await analyst.post('/login', { email, password: PASSWORD });
	return { analyst, base: `/o/${slug}/data`, organisation: id };
}

/** A lane whose organisation has published the event of the samples. */
async function answeringLane(): Promise<Lane> {
	const lane = await newLane();
	const { event } = BAD_INPUT.find((input) => input.event)!;
	const header =
		'event_id,organisation,event_type,announced_on,announced_at_local,deadline_at_local,time_zone,question,source';
	const { announcedAtLocal, deadlineAtLocal, timeZone } = event!;
	const row = `e,Acme,ultimatum,2022-11-16,${announcedAtLocal},${deadlineAtLocal},${timeZone},opt_in_to_stay,memo`;
	const scope = { organisation: lane.organisation, account: null };
	const file = {
		kind: 'events',
		datasetName: 'Events',
		fileName: 'events.csv',
		bytes: Buffer.from(`${header}\n${row}\n`)
	} as const;
	await importFile(product.database.io, scope, file);
	return lane;
}

/** Sends a file as the upload page does; the draft's id or why there is none. */
async function send({ analyst, base }: Lane, { kind, name, fileName, bytes }: BadInput) {
	// An analyst sends 30 files an hour; these send more.
	await owner`delete from rate_limit`;
	const query = new URLSearchParams({ kind, name, file: fileName });
	const cookie = [...analyst.cookies].map((pair) => pair.join('=')).join('; ');
	const response = await fetch(`${product.origin}${base}/new?${query}`, {
		method: 'POST',
		headers: { origin: product.origin, cookie, 'content-type': 'text/csv', accept: 'application/json' },
		body: new Uint8Array(bytes())
	});
	return { ...((await response.json()) as { draft?: string; issue?: Issue }), status: response.status };
}

/** What the page of a draft is made from, once its file is read. */
async function pageOf({ analyst, base }: Lane, draft: string): Promise<DraftView> {
	for (let stage = 'reading'; ['receiving', 'reading', 'checking'].includes(stage);) {
		await new Promise((resolve) => setTimeout(resolve, 25));
		const { text } = await analyst.get(`${base}/drafts/${draft}/progress`);
		({ stage } = JSON.parse(text) as { stage: string });
	}
	const { text } = await analyst.get(`${base}/drafts/${draft}/__data.json`, { accept: 'application/json' });
	const { nodes } = JSON.parse(text) as { nodes: { data?: (number | unknown[])[] }[] };
	return (unflatten(nodes.at(-1)?.data ?? []) as { draft: DraftView }).draft;
}

async function answered(lane: Lane, draft: string, answers: Record<string, string>): Promise<DraftView> {
	const fields = Object.entries(answers).map(([id, answer]) => [`answer:${id}`, answer]);
	await lane.analyst.post(`${lane.base}/drafts/${draft}?/answer`, Object.fromEntries(fields));
	return pageOf(lane, draft);
}

/** What becomes of a file, whose draft is thrown away in the end. */
async function outcomeOf(lane: Lane, input: BadInput): Promise<Outcome> {
	const { draft, issue, status } = await send(lane, input);
	if (!draft) return { verdict: 'refuse', fatal: issue, status, view: null, asked: [], found: [] };
	const outcome = await outcomeOfDraft(lane, draft, input);
	await lane.analyst.post(`${lane.base}/drafts/${draft}?/discard`);
	return { ...outcome, status };
}

/** On the way an analyst takes: asked what every file is asked, then all answers. */
async function outcomeOfDraft(lane: Lane, draft: string, input: BadInput): Promise<Omit<Outcome, 'status'>> {
	let view = await pageOf(lane, draft);
	if (view.stage === 'asking') view = await answered(lane, draft, input.given);
	const asked = view.stage === 'asking' ? view.questions.map(({ code }) => code) : [];
	for (let round = 0; view.stage === 'asking' && round < ROUNDS; round++)
		view = await answered(lane, draft, { ...input.given, ...input.answers });
	const fatal = view.issues.find(({ severity }) => severity === 'fatal');
	const found = view.issues.filter(({ severity }) => severity === 'error' || severity === 'warning');
	const verdict = view.stage === 'failed' ? 'refuse' : found.length > 0 ? 'report' : 'accept';
	return { verdict: asked.length > 0 ? 'ask' : verdict, fatal, view, asked, found };
}

describe.concurrent('bad input has its verdict through the pages', () => {
	test.for(BAD_INPUT.map((input) => ({ ...input, verdict: input.expected.verdict })))(
		'$name: $verdict',
		async (input, { expect }) => {
			const { codes, line, column, rows, verdict } = input.expected;
			const lane = free.pop()!;
			const outcome = await outcomeOf(input.event ? answering : lane, input).finally(() => free.push(lane));
			outcomes.set(input.name, outcome);
			expect(outcome.verdict, JSON.stringify(outcome).slice(0, 2000)).toBe(verdict);
			if (verdict === 'refuse') {
				expect([outcome.fatal?.code]).toEqual(codes);
				if (line !== undefined) expect(outcome.fatal?.line).toBe(line);
				return;
			}
			expect(outcome.view?.stage).toBe('checked');
			if (rows !== undefined) expect(outcome.view?.rowCount).toBe(rows);
			if (verdict === 'ask') expect(outcome.asked).toEqual(codes);
			if (verdict === 'accept')
				expect(codes.filter((code) => !(code in (outcome.view?.issueCounts ?? {})))).toEqual([]);
			if (verdict !== 'report') return;
			expect([...new Set(outcome.found.map(({ code }) => code))]).toEqual(codes);
			expect(outcome.found[0]).toMatchObject({ line, ...(column !== undefined && { column }) });
		}
	);
});

describe('afterwards', () => {
	test('no answer to an upload was a 5xx, the server is well, and nothing was published', async () => {
		expect(outcomes.size).toBe(BAD_INPUT.length);
		expect([...outcomes.values()].filter(({ status }) => status >= 500)).toEqual([]);
		expect((await fetch(`${product.origin}/readyz`)).status).toBe(200);
		const [{ published }] = await owner`select count(*)::int as published from publication
			where organisation_id = any (${organisations})`;
		expect(published).toBe(0);
	});

	test('once the drafts are discarded no dataset, row, person or file of them is left', async () => {
		const [left] =
			await owner`select (select count(*)::int from dataset where organisation_id = any (${organisations})) as datasets,
			(select count(*)::int from roster_spell where organisation_id = any (${organisations})) as spells,
			(select count(*)::int from person_identity where organisation_id = any (${organisations})) as people,
			(select count(*)::int from import_issue where organisation_id = any (${organisations})) as issues`;
		expect({ ...left }).toEqual({ datasets: 0, spells: 0, people: 0, issues: 0 });
		const kept = await owner<
			{ name: string }[]
		>`select raw_file as name from dataset_version where raw_file is not null`;
		const named = new Set(kept.map(({ name }) => name));
		const files = readdirSync(join(product.database.io.dataFolder, 'uploads'));
		expect(files.filter((file) => !named.has(file.slice(0, 32)))).toEqual([]);
	});
});
