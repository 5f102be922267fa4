import postgres from 'postgres';
import { DatabaseBusy } from './database-errors.ts';
import { limiter, type Limiter } from './limiter.ts';

/** A query function inside one transaction; throws once the transaction is over. */
export type Transaction = postgres.TransactionSql<{ bigint: number }>;

/** Whose data a transaction may see, and who asks. `account` is null for anonymous readers of the library. */
export interface Scope {
	organisation: string;
	account: string | null;
	/** The reader may see releases and nothing behind them: rows about people, datasets and audits are empty. */
	readsReleasesOnly?: true;
}

export interface Database {
	/** Where a worker thread opens connections of its own. A function, so that printing the database shows no password. */
	urlForWorker(): string;
	/** Runs `work` in one transaction that sees only `scope.organisation`. Await nothing but the database inside. */
	inOrganisation<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Runs `work` in one transaction without an organisation: accounts, sessions, set-up, rate limits. Tenant tables are empty. */
	inSystem<T>(work: (tx: Transaction) => Promise<T>, account?: string | null): Promise<T>;
	/**
	 * Runs one statement by itself, in one exchange instead of four. It belongs to no organisation and no account: tenant
	 * tables are empty to it. Every query of `work` is such a statement of its own.
	 */
	alone<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** True when a trivial query is answered. */
	isReady(): Promise<boolean>;
	close(): Promise<void>;
}

export interface DatabaseOptions {
	/** Transactions at once; further ones wait. */
	poolSize?: number;
	/** How long a transaction may wait for a connection before it fails with DatabaseBusy. */
	waitMs?: number;
}

const DATE_OID = 1082;
const BIGINT_OID = 20;
const READY_WITHIN_MS = 2000;
const FORBIDDEN = new Set<string | symbol>(['savepoint', 'unsafe', 'begin', 'reserve', 'end', 'close']);

type Pool = postgres.Sql<{ bigint: number }>;

/** Opens the pool. `date` columns arrive as 'YYYY-MM-DD' text and `bigint` as numbers. */
export function openDatabase(url: string, { poolSize = 10, waitMs = 5000 }: DatabaseOptions = {}): Database {
	const sql = openPool(url, poolSize);
	const slots = limiter(poolSize, waitMs, () => new DatabaseBusy(waitMs));
	return {
		urlForWorker: () => url,
		inOrganisation: (scope, work) => transact(sql, slots, scope, work),
		inSystem: (work, account = null) => transact(sql, slots, { organisation: '', account }, work),
		alone: (work) => outside(sql, slots, work),
		isReady: () => isAnswering(sql),
		close: () => sql.end({ timeout: 5 })
	};
}

function openPool(url: string, poolSize: number): Pool {
	return postgres(url, {
		// One more than transactions use, so that the readiness check never waits for them.
		max: poolSize + 1,
		connect_timeout: 2,
		idle_timeout: 60,
		// Constant, in seconds: the driver's own grows to 20 s, in which a page would hang and a recovery go unseen.
		backoff: () => 0.1,
		onnotice: () => {},
		connection: { application_name: 'muster', idle_in_transaction_session_timeout: 120_000 },
		types: {
			date: { to: DATE_OID, from: [DATE_OID], serialize: String, parse: String },
			bigint: { to: BIGINT_OID, from: [BIGINT_OID], serialize: String, parse: Number }
		} as never
	}) as unknown as Pool;
}

async function isAnswering(sql: Pool): Promise<boolean> {
	const answer = sql`select 1 as one`.then(
		(rows) => rows.length === 1,
		() => false
	);
	let timer: NodeJS.Timeout | undefined;
	const silence = new Promise<boolean>((resolve) => {
		timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
	});
	const isReady = await Promise.race([answer, silence]);
	clearTimeout(timer);
	return isReady;
}

async function transact<T>(sql: Pool, slots: Limiter, scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
	const release = await slots.enter();
	const fence = { over: false };
	try {
		return (await sql.begin(async (raw) => {
			// On its way at once, and not awaited by itself: the server takes the queries of `work` after it.
			const named = raw`select set_config('app.organisation', ${scope.organisation}, true),
				set_config('app.account', ${scope.account ?? ''}, true),
				set_config('app.reads', ${scope.readsReleasesOnly ? 'releases' : ''}, true)`.execute();
			try {
				const [, result] = await Promise.all([named, begun(work, fenced(raw, fence))]);
				return result;
			} finally {
				// Before the commit or the rollback: a query that comes later would run outside the transaction.
				fence.over = true;
			}
		})) as T;
	} finally {
		fence.over = true;
		release();
	}
}

/** A promise also where `work` throws at once. */
async function begun<T>(work: (tx: Transaction) => Promise<T>, tx: Transaction): Promise<T> {
	return work(tx);
}

async function outside<T>(sql: Pool, slots: Limiter, work: (tx: Transaction) => Promise<T>): Promise<T> {
	const release = await slots.enter();
	const fence = { over: false };
	try {
		return await work(fenced(sql as unknown as Transaction, fence));
	} finally {
		fence.over = true;
		release();
	}
}

function fenced(raw: Transaction, fence: { over: boolean }): Transaction {
	const assertOpen = () => {
		if (fence.over) throw new Error('This transaction is over; its query was not sent.');
	};
	return new Proxy(raw, {
		apply(target, self, args) {
			assertOpen();
			return checked(Reflect.apply(target, self, args));
		},
		get(target, key) {
			assertOpen();
			if (FORBIDDEN.has(key)) throw new Error(`${String(key)} is not allowed in a transaction.`);
			return Reflect.get(target, key);
		}
	});
}

/**
 * Column names in a statement. The driver's own list helper writes values instead wherever `insert` or `values` stands
 * before it, also inside `insert into t (…) select …`.
 */
export function columnNames(tx: Transaction, names: readonly string[]): postgres.PendingQuery<postgres.Row[]>[] {
	return names.map((name, i) => (i === 0 ? tx`${tx(name)}` : tx`, ${tx(name)}`));
}

interface SettledQuery {
	resolve(result: unknown): void;
	reject(error: Error): void;
}

// After a query that failed part-way, the driver may hand out the next result with holes in front.
function checked(query: unknown): unknown {
	if (!isQuery(query)) return query;
	const { resolve, reject } = query;
	query.resolve = (result) => {
		if (isWhole(result)) resolve(result);
		else reject(new Error('The database driver returned a result with holes; nothing of it was used.'));
	};
	return query;
}

function isQuery(value: unknown): value is SettledQuery {
	return value instanceof Promise && 'resolve' in value && 'reject' in value;
}

/** A driver's result holds as many rows as the server said it sent; commands that send no rows are whole. */
export function isWhole(result: unknown): boolean {
	if (!Array.isArray(result) || result.length === 0) return true;
	const count: unknown = 'count' in result ? result.count : null;
	return typeof count !== 'number' || result.length === count;
}
