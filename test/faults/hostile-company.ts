import { importFile } from '../../src/lib/imports/drafts/draft.server.ts';
import { ensureDefaultRoleFamilies } from '../../src/lib/roles/role-families.server.ts';
import type { KindId } from '../../src/lib/datasets/dataset.ts';
import { ROLES, type Role } from '../../src/lib/server/permissions.ts';
import type { Io } from '../../src/lib/server/runtime.ts';
import { createAccount, createOrganisation } from '../support/database.ts';
import { visitor, type Answer, type Visitor } from '../support/visitor.ts';
import { PASSWORD } from './company.ts';

/** What a script that ran would leave behind. */
export const MARK = 'zqran';
export const HOSTILE = [
	`<script>window.${MARK}=1</script>`,
	`"><img src=x onerror="window.${MARK}=1">`,
	`'><svg onload='window.${MARK}=1'>`,
	`</script><script>window.${MARK}=1</script>`,
	`</title><script>window.${MARK}=1</script>`,
	`javascript:window.${MARK}=1`,
	`{{constructor.constructor('window.${MARK}=1')()}}`,
	`\${window.${MARK}=1}<!--`
];
/** Markup of HOSTILE that would be one in a page; whoever escapes writes it otherwise. */
export const RAW = new RegExp(`<script>window\\.${MARK}|<img src=x|<svg onload|=["']?javascript:window`, 'i');
const EVENT = 'hostile-2023-ultimatum';
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const one = (place: number) => quoted(HOSTILE[place % HOSTILE.length]);
const two = (value: number) => String(value).padStart(2, '0');

export interface HostileCompany {
	organisation: { id: string; slug: string };
	readers: Record<Role, Visitor>;
}

/** A company of 160 people whose every text is an attack, with an account for each role, all of them named as attacks. */
export async function hostileCompany(io: Io, origin: string): Promise<HostileCompany> {
	const organisation = await createOrganisation(io.database, { name: HOSTILE[1] });
	const scope = { organisation: organisation.id, account: null };
	await io.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	const file = (kind: KindId, text: string, more = {}) =>
		importFile(io, scope, {
			kind,
			datasetName: HOSTILE[0],
			fileName: `${HOSTILE[2]}.csv`,
			bytes: Buffer.from(text),
			...more
		});
	await file('events', events());
	await file('roster', roster(), { plan: { asOf: '2023-12-31', exitConvention: 'last-day' } });
	await file('ultimatum-responses', answers(), { eventId: EVENT });
	const readers = {} as Record<Role, Visitor>;
	for (const role of ROLES) readers[role] = await signedIn(io, organisation.id, role, origin);
	return { organisation, readers };
}

async function signedIn(io: Io, organisation: string, role: Role, origin: string): Promise<Visitor> {
	const account = { organisation, roles: [role], password: PASSWORD, displayName: HOSTILE[3] };
	const { email } = await createAccount(io.database, account);
	const guest = visitor(origin);
	const { status } = await guest.post('/login', { email, password: PASSWORD });
	if (status !== 303) throw new Error(`Signing in was answered ${status}.`);
	return guest;
}

function roster(): string {
	const lines = Array.from({ length: 160 }, (_, i) => {
		const exit = i % 4 === 0 ? `2023-${two((i % 8) + 3)}-15` : '';
		const cells = [one(i), one(i + 1), one(i + 2), one(i + 3)].join(',');
		return `H-${i},20${two(10 + (i % 9))}-${two((i % 12) + 1)}-01,${exit},${cells}`;
	});
	return ['person_id,hire_date,exit_date,job_title,department,location,level', ...lines].join('\n') + '\n';
}

function events(): string {
	const columns = 'event_id,organisation,event_type,title,announced_on,deadline_on,source';
	return `${columns}\n${EVENT},${one(0)},ultimatum,${one(1)},2023-02-01,2023-02-28,https://example.org/?q=${encodeURIComponent(HOSTILE[0])}\n`;
}

function answers(): string {
	const lines = Array.from(
		{ length: 160 },
		(_, i) => `H-${i},${i % 4 === 0 ? 'leave' : 'stay'},2023-02-${two((i % 27) + 1)}`
	);
	return ['person_id,response,responded_at', ...lines].join('\n') + '\n';
}

/** Pages that a reader reaches by links, from the first on, without their parameters; with the parameters that are seen. */
export async function reachable(guest: Visitor, first: string, most: number): Promise<Map<string, Set<string>>> {
	const found = new Map<string, Set<string>>([[first, new Set()]]);
	const visited = new Set<string>();
	for (let next = unvisited(); next !== undefined && visited.size < most; next = unvisited()) {
		visited.add(next);
		let answer = await guest.get(next);
		if (answer.location?.startsWith('/')) answer = await guest.get(answer.location);
		for (const { path, names } of linksOf(answer, next)) {
			const known = found.get(path) ?? new Set();
			for (const name of names) known.add(name);
			found.set(path, known);
		}
	}
	return new Map([...found].filter(([path]) => visited.has(path)));

	function unvisited(): string | undefined {
		return [...found.keys()].find((path) => !visited.has(path));
	}
}

function linksOf({ text, headers }: Answer, from: string): { path: string; names: string[] }[] {
	if (!headers.get('content-type')?.startsWith('text/html')) return [];
	const hrefs = [...text.matchAll(/href="([^"]+)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
	const links = hrefs
		.filter((href) => URL.canParse(href, `http://site${from}`))
		.map((href) => new URL(href, `http://site${from}`))
		.filter(({ host, pathname }) => host === 'site' && !/^\/(?:_app|logout)|\.\w{2,5}$/.test(pathname))
		.map(({ pathname, searchParams }) => ({ path: pathname, names: [...new Set(searchParams.keys())] }));
	const fields = [...text.matchAll(/<form[^>]*method="GET"[^>]*>([\s\S]*?)<\/form>/gi)].flatMap(([, inner]) =>
		[...inner.matchAll(/name="([^"]+)"/g)].map(([, name]) => name)
	);
	return [...links, { path: from, names: fields }];
}
