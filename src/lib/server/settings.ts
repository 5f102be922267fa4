import { resolve } from 'node:path';
import * as v from 'valibot';
import { isMailAddress, isSmtpUrl, mailSettingsOf, type MailSettings } from './mail-settings.ts';
import type { Quotas } from './quotas.ts';

const DEFAULT_PORT = 3000;
const GIBIBYTE = 1024 ** 3;

const wholeNumber = (from: number, to: number, advice: string) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,15}$/, advice),
		v.transform(Number),
		v.minValue(from, advice),
		v.maxValue(to, advice)
	);

const byteCount = (advice: string) =>
	v.pipe(
		v.string(),
		v.regex(/^\d{1,9}[KMG]?$/i, advice),
		v.transform((text) => parseInt(text, 10) * { K: 1024, M: 1024 ** 2, G: GIBIBYTE, '': 1 }[sizeLetter(text)])
	);

function sizeLetter(text: string): 'K' | 'M' | 'G' | '' {
	const letter = text.slice(-1).toUpperCase();
	return letter === 'K' || letter === 'M' || letter === 'G' ? letter : '';
}

function isOrigin(text: string): boolean {
	return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);
}

function isIssuer(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}

/** An address for reports of weaknesses, as RFC 9116 wants it. */
function isContact(text: string): boolean {
	return /^mailto:[^\s@]+@[^\s@]+$/.test(text) || isHttps(text);
}

function isHttps(text: string): boolean {
	return !/\s/.test(text) && URL.canParse(text) && new URL(text).protocol === 'https:';
}

function isDatabaseUrl(text: string): boolean {
	return URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol);
}

const databaseUrl = v.pipe(
	v.string(),
	v.check(isDatabaseUrl, 'must look like postgres://user:password@host:5432/name')
);

// Every environment variable Muster reads. .env.example says the same in words; a test compares the two.
const environment = v.object({
	NODE_ENV: v.optional(
		v.picklist(['production', 'development', 'test'], 'must be production, or unset; npm run dev sets development'),
		'production'
	),
	HOST: v.optional(
		v.pipe(v.string(), v.minLength(1, 'must be an address to listen on, such as 127.0.0.1')),
		'127.0.0.1'
	),
	PORT: v.optional(wholeNumber(0, 65_535, 'must be a port number from 0 to 65535'), String(DEFAULT_PORT)),
	ORIGIN: v.optional(
		v.pipe(v.string(), v.check(isOrigin, 'must be the address people type, without a path: https://muster.example.org'))
	),
	ALLOWED_HOSTS: v.optional(v.string(), ''),
	MUSTER_DATA_DIR: v.optional(v.pipe(v.string(), v.minLength(1, 'must name a folder, or be unset')), './data'),
	MUSTER_MASTER_KEY_FILE: v.optional(v.string()),
	DATABASE_URL: v.optional(databaseUrl),
	DATABASE_APP_URL: v.optional(databaseUrl),
	DATABASE_POOL_SIZE: v.optional(wholeNumber(2, 50, 'must be a number of connections from 2 to 50'), '10'),
	BODY_SIZE_LIMIT: v.optional(byteCount('must be a size such as 512M or 1G'), '1G'),
	LOG_LEVEL: v.optional(
		v.picklist(
			['debug', 'info', 'warn', 'error', 'fatal', 'silent'],
			'must be debug, info, warn, error, fatal or silent'
		),
		'info'
	),
	SHUTDOWN_TIMEOUT: v.optional(wholeNumber(1, 600, 'must be seconds from 1 to 600'), '10'),
	SESSION_IDLE_HOURS: v.optional(wholeNumber(1, 720, 'must be hours from 1 to 720'), '8'),
	SESSION_ABSOLUTE_DAYS: v.optional(wholeNumber(1, 30, 'must be days from 1 to 30'), '7'),
	OIDC_ISSUER: v.optional(
		v.pipe(v.string(), v.check(isIssuer, 'must be the https address of the provider; http only on loopback'))
	),
	OIDC_CLIENT_ID: v.optional(v.string()),
	OIDC_CLIENT_SECRET: v.optional(v.string()),
	OIDC_NAME: v.optional(v.pipe(v.string(), v.maxLength(60, 'must be a name of at most 60 characters'))),
	SMTP_URL: v.optional(
		v.pipe(
			v.string(),
			v.check(isSmtpUrl, 'must look like smtps://user:password@mail.example.org:465 or smtp://mail.example.org:587')
		)
	),
	MAIL_FROM: v.optional(
		v.pipe(v.string(), v.check(isMailAddress, 'must be one bare address, such as muster@example.org'))
	),
	QUOTA_ROWS: v.optional(wholeNumber(1, 1e12, 'must be a number of rows')),
	QUOTA_BYTES: v.optional(byteCount('must be a size such as 500M or 20G')),
	QUOTA_DRAFTS: v.optional(wholeNumber(1, 1_000_000, 'must be a number of drafts')),
	IMPORTS_AT_ONCE: v.optional(wholeNumber(1, 100, 'must be a number of imports from 1 to 100')),
	METRICS_TOKEN: v.optional(
		v.pipe(v.string(), v.regex(/^[\w.~+/=-]{16,200}$/, 'must be 16 to 200 letters and digits'))
	),
	SECURITY_CONTACT: v.optional(
		v.pipe(v.string(), v.check(isContact, 'must be mailto:… or an https address that takes reports'))
	),
	SECURITY_POLICY: v.optional(v.pipe(v.string(), v.check(isHttps, 'must be an https address'))),
	ADDRESS_HEADER: v.optional(v.string()),
	PROTOCOL_HEADER: v.optional(v.string()),
	HOST_HEADER: v.optional(v.string()),
	XFF_DEPTH: v.optional(wholeNumber(1, 10, 'must be the number of trusted proxies, from 1 to 10'))
});

/** Names of every variable that is read, for the test of .env.example. */
export const VARIABLE_NAMES: string[] = Object.keys(environment.entries);

export interface Settings {
	mode: 'production' | 'development' | 'test';
	host: string;
	port: number;
	/** The origin people type; null until the server knows the loopback address it prints. */
	origin: string | null;
	/** Further values of the Host header that are answered. */
	allowedHosts: string[];
	dataFolder: string;
	masterKeyFile: string | null;
	/** The owner's URL of a server of one's own; null for the embedded database. */
	databaseUrl: string | null;
	databaseAppUrl: string | null;
	poolSize: number;
	uploadLimitBytes: number;
	logLevel: string;
	shutdownSeconds: number;
	sessionIdleHours: number;
	sessionAbsoluteDays: number;
	/** Number of trusted proxies in front; 0 means the socket's address counts. */
	proxyDepth: number;
	addressHeader: string | null;
	/** What each organisation may hold. */
	quotas: Quotas;
	/** Imports that are read at once over all organisations; null: by the number of cores. */
	importsAtOnce: number | null;
	/** What a reader of /metrics must know; null: there is no such address. */
	metricsToken: string | null;
	securityContact: string | null;
	securityPolicy: string | null;
	/** Sign-in by an OpenID Connect provider; null where none is set. */
	provider: ProviderSettings | null;
	/** Where mail is handed in; null: links are passed on by hand. */
	mail: MailSettings | null;
}

export interface ProviderSettings {
	issuer: string;
	clientId: string;
	clientSecret: string;
	/** What the button says. */
	name: string;
}

/** Checks every variable at once; throws one plain line per wrong one, with its name and the fix, never its value. */
export function readSettings(variables: Record<string, string | undefined>): Settings {
	const given = Object.fromEntries(
		Object.entries(variables).filter(([, value]) => value !== undefined && value !== '')
	);
	const result = v.safeParse(environment, given);
	if (!result.success) {
		throw new Error(result.issues.map((issue) => `${v.getDotPath(issue)} ${issue.message}.`).join('\n'));
	}
	const env = result.output;
	if (env.DATABASE_APP_URL !== undefined && env.DATABASE_URL === undefined) {
		throw new Error('DATABASE_APP_URL is set without DATABASE_URL: set both, or neither for the embedded database.');
	}
	return {
		mode: env.NODE_ENV,
		host: env.HOST,
		port: env.PORT,
		origin: env.ORIGIN ?? null,
		allowedHosts: env.ALLOWED_HOSTS.split(',')
			.map((host) => host.trim().toLowerCase())
			.filter((host) => host !== ''),
		dataFolder: resolve(env.MUSTER_DATA_DIR),
		masterKeyFile: env.MUSTER_MASTER_KEY_FILE ?? null,
		databaseUrl: env.DATABASE_URL ?? null,
		databaseAppUrl: env.DATABASE_APP_URL ?? null,
		poolSize: env.DATABASE_POOL_SIZE,
		uploadLimitBytes: env.BODY_SIZE_LIMIT,
		logLevel: env.LOG_LEVEL,
		shutdownSeconds: env.SHUTDOWN_TIMEOUT,
		sessionIdleHours: env.SESSION_IDLE_HOURS,
		sessionAbsoluteDays: env.SESSION_ABSOLUTE_DAYS,
		proxyDepth: env.XFF_DEPTH ?? 0,
		addressHeader: env.ADDRESS_HEADER ?? null,
		quotas: { rows: env.QUOTA_ROWS ?? null, bytes: env.QUOTA_BYTES ?? null, drafts: env.QUOTA_DRAFTS ?? null },
		importsAtOnce: env.IMPORTS_AT_ONCE ?? null,
		metricsToken: env.METRICS_TOKEN ?? null,
		securityContact: env.SECURITY_CONTACT ?? null,
		securityPolicy: env.SECURITY_POLICY ?? null,
		provider: providerOf(env),
		mail: mailSettingsOf(env.SMTP_URL, env.MAIL_FROM)
	};
}

function providerOf(env: v.InferOutput<typeof environment>): ProviderSettings | null {
	const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
	if (issuer === undefined && clientId === undefined && clientSecret === undefined) return null;
	if (issuer === undefined || clientId === undefined || clientSecret === undefined)
		throw new Error('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three, or none.');
	return { issuer, clientId, clientSecret, name: env.OIDC_NAME ?? new URL(issuer).host };
}
