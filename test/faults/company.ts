import { createWriteStream, openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sampleFiles } from '../../src/lib/sample-company/sample-files.ts';
import { openSample } from '../../src/lib/sample-company/sample-company.server.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { createAccount } from '../support/database.ts';
import { rosterSender, untilStage, type RosterSender } from '../support/roster-sender.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

export const PASSWORD = 'seven lost umbrellas';
const READ_WITHIN_MS = 900_000;
const ROWS_A_PERSON = 1.5625;

/** The sample company of 7,500 people with all its files, opened by an analyst who is signed in. */
export interface Company {
	organisation: { id: string; slug: string };
	analyst: Visitor;
	cookie: string;
	sender: RosterSender;
}

export async function openCompany(io: Io, origin: string): Promise<Company> {
	const { id, email } = await createAccount(io.database, { password: PASSWORD });
	const organisation = await openSample(io, { account: id, name: 'Tumblebird', language: 'en' });
	const analyst = await signedIn(origin, email);
	const sender = rosterSender(analyst, organisation.slug, origin);
	return { organisation, analyst, cookie: cookieOf(analyst), sender };
}

/** Cookies of `count` executives of the company, each with an account and a session of his own. */
export async function executiveCookies(io: Io, origin: string, company: Company, count: number): Promise<string[]> {
	const cookies: string[] = [];
	while (cookies.length < count) {
		const { email } = await createAccount(io.database, {
			organisation: company.organisation.id,
			roles: ['executive'],
			password: PASSWORD
		});
		cookies.push(cookieOf(await signedIn(origin, email)));
	}
	return cookies;
}

async function signedIn(origin: string, email: string): Promise<Visitor> {
	const person = visitor(origin);
	const { status } = await person.post('/login', { email, password: PASSWORD });
	if (status !== 303) throw new Error(`Signing in was answered ${status}.`);
	return person;
}

export function cookieOf({ cookies }: Visitor): string {
	return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Answers what a draft asks and publishes it, or throws. */
export async function publish(sender: RosterSender, draft: string): Promise<void> {
	if ((await untilStage(sender, draft, /^(?:asking|checked)$/, READ_WITHIN_MS)) === 'asking')
		await sender.answer(draft);
	await untilStage(sender, draft, /^checked$/, READ_WITHIN_MS);
	const page = await sender.publish(draft);
	if (!page.includes('rows published')) throw new Error(`The draft ${draft} was not published.`);
}

/** A roster of about `rows` rows on disk. */
export async function rosterFile(rows: number): Promise<{ path: string; remove(): Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'muster-roster-'));
	const path = join(folder, 'roster.csv');
	const [roster] = sampleFiles({ people: Math.round(rows / ROWS_A_PERSON) });
	await pipeline(Readable.from(roster.chunks()), createWriteStream(path));
	return { path, remove: () => rm(folder, { recursive: true }) };
}

/** Sends a file from disk as the next version of the company's roster; gives the draft's id, or throws. */
export async function sendFile({ organisation, cookie }: Company, origin: string, file: string): Promise<string> {
	const headers = { origin, cookie, 'content-type': 'text/csv', accept: 'application/json' };
	const body = await openAsBlob(file);
	const path = `/o/${organisation.slug}/data/new?kind=roster&name=roster&file=roster.csv`;
	const response = await fetch(origin + path, { method: 'POST', headers, body });
	const text = await response.text();
	if (response.status !== 201) throw new Error(`The upload was answered ${response.status}: ${text}`);
	return (JSON.parse(text) as { draft: string }).draft;
}
