import { openSample } from '../../src/lib/sample-company/sample-company.server.ts';
import { createAccount } from '../support/database.ts';
import { SESSION_LIMITS, sessionCookie, startSession } from '../../src/lib/server/sessions.ts';
import type { RunningProduct } from '../support/product.ts';
import { visitor } from '../support/visitor.ts';
import type { BenchServer } from './bench-server.ts';

const PASSWORD = 'seven lost umbrellas';
const EXECUTIVES = 20;

/** A sample company of some size in the running product, and an analyst who has signed in. */
export interface WebSite {
	people: number;
	origin: string;
	/** Header that an answer to the analyst needs. */
	cookie: string;
	/** The same for executives of the company, each with an account of his own. */
	executives: string[];
	/** The pages people read, by name. */
	pages: Record<string, string>;
}

export async function webSite(server: BenchServer, product: RunningProduct, people: number): Promise<WebSite> {
	const { id, email } = await createAccount(server.io.database, { password: PASSWORD });
	const sample = { account: id, name: `Sample of ${people}`, language: 'en' };
	const { slug, id: organisation } = await openSample(server.io, sample, { people });
	const analyst = visitor(product.origin);
	await analyst.post('/login', { email: email, password: PASSWORD });
	const home = `/o/${slug}`;
	const executives: string[] = [];
	for (let place = 0; place < EXECUTIVES; place++) {
		const account = await createAccount(server.io.database, { organisation, roles: ['executive'] });
		const token = await startSession(server.io.database, account.id, { address: null, userAgent: null });
		executives.push(`${sessionCookie(product.origin, SESSION_LIMITS).name}=${token}`);
	}
	const event = /href="([^"]*\/events\/[^"]*ultimatum[^"]*)"/.exec((await analyst.get(`${home}/events`)).text);
	if (event === null) throw new Error('The sample company has no ultimatum.');
	const names = ['overview', 'brief', 'coverage', 'attrition', 'tenure', 'events'];
	return {
		people,
		origin: product.origin,
		executives,
		cookie: [...analyst.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
		pages: { ...Object.fromEntries(names.map((name) => [name, `${home}/${name}`])), event: event[1] }
	};
}
