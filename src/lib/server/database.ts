import postgres from 'postgres';

/** A query function inside one transaction; throws once the transaction is over. */
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

/** Whose data a transaction may see, and who asks. `account` is null for anonymous readers of the library. */
export interface Scope {
	organisation: string;
	account: string | null;
}

export interface Database {
	/** Where it was opened, for a worker thread that opens a connection of its own. Holds a password: never log it. */
	readonly url: string;
	/** Runs `work` in one transaction that sees only `scope.organisation`. Await nothing but the database inside. */
	inOrganisation<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Runs `work` in one transaction without an organisation: accounts, sessions, set-up, rate limits. Tenant tables are empty. */
	inSystem<T>(work: (tx: Transaction) => Promise<T>, account?: string | null): Promise<T>;
	/** True when a trivial query is answered. */
	isReady(): Promise<boolean>;
	close(): Promise<void>;
}

const DATE_OID = 1082;
const BIGINT_OID = 20;

/** Opens the pool. `date` columns arrive as 'YYYY-MM-DD' text and `bigint` as numbers. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): Database {
	const sql = postgres(url, {
		max: options.poolSize ?? 10,
		connect_timeout: 2,
		idle_timeout: 60,
		onnotice: () => {},
		connection: { application_name: 'muster' },
		types: {
			date: { to: DATE_OID, from: [DATE_OID], serialize: String, parse: String },
			bigint: { to: BIGINT_OID, from: [BIGINT_OID], serialize: String, parse: Number }
		} as never
	}) as unknown as postgres.Sql<{ bigint: number }>;
	return {
		url,
		inOrganisation: (scope, work) => transact(sql, scope.organisation, scope.account, work),
		inSystem: (work, account = null) => transact(sql, null, account, work),
		isReady: () =>
			sql`select 1 as one`.then(
				(rows) => rows.length === 1,
				() => false
			),
		close: () => sql.end({ timeout: 5 })
	};
}

async function transact<T>(
	sql: postgres.Sql<{ bigint: number }>,
	organisation: string | null,
	account: string | null,
	work: (tx: Transaction) => Promise<T>
): Promise<T> {
	const fence = { over: false };
	try {
		return (await sql.begin(async (raw) => {
			await raw`select set_config('app.organisation', ${organisation ?? ''}, true),
				set_config('app.account', ${account ?? ''}, true)`;
			return work(fenced(raw, fence));
		})) as T;
	} finally {
		fence.over = true;
	}
}

function fenced(raw: Transaction, fence: { over: boolean }): Transaction {
	const assertOpen = () => {
		if (fence.over) throw new Error('This transaction is over; its query was not sent.');
	};
	return new Proxy(raw, {
		apply(target, self, args) {
			assertOpen();
			return Reflect.apply(target, self, args);
		},
		get(target, key) {
			assertOpen();
			if (key === 'savepoint' || key === 'unsafe') throw new Error(`${String(key)} is not allowed in a transaction.`);
			return Reflect.get(target, key);
		}
	});
}
