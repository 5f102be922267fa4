import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readSettings, VARIABLE_NAMES } from './settings.ts';

test('without any variable Muster listens on 127.0.0.1:3000 with the embedded database in ./data', () => {
	expect(readSettings({})).toEqual({
		mode: 'production',
		host: '127.0.0.1',
		port: 3000,
		origin: null,
		allowedHosts: [],
		dataFolder: resolve('data'),
		masterKeyFile: null,
		databaseUrl: null,
		databaseAppUrl: null,
		poolSize: 10,
		uploadLimitBytes: 1_073_741_824,
		logLevel: 'info',
		shutdownSeconds: 10,
		sessionIdleHours: 8,
		sessionAbsoluteDays: 7,
		proxyDepth: 0,
		addressHeader: null,
		quotas: { rows: null, bytes: null, drafts: null },
		importsAtOnce: null,
		metricsToken: null,
		securityContact: null,
		securityPolicy: null,
		provider: null,
		mail: null
	});
});

test.each([
	['MAIL_FROM', 'muster@example.org', 'SMTP_URL and MAIL_FROM belong together: set both, or neither.'],
	['MAIL_FROM', 'Muster <muster@example.org>', 'MAIL_FROM must be one bare address, such as muster@example.org.'],
	[
		'MAIL_FROM',
		'muster@example.org\r\nBcc: eve@example.org',
		'MAIL_FROM must be one bare address, such as muster@example.org.'
	],
	[
		'SMTP_URL',
		'https://mail.example.org',
		'SMTP_URL must look like smtps://user:password@mail.example.org:465 or smtp://mail.example.org:587.'
	],
	['METRICS_TOKEN', 'short', 'METRICS_TOKEN must be 16 to 200 letters and digits.'],
	['IMPORTS_AT_ONCE', '0', 'IMPORTS_AT_ONCE must be a number of imports from 1 to 100.'],
	['QUOTA_BYTES', '20 GB', 'QUOTA_BYTES must be a size such as 500M or 20G.'],
	['SECURITY_CONTACT', 'x@example.org', 'SECURITY_CONTACT must be mailto:… or an https address that takes reports.'],
	['SECURITY_POLICY', 'http://example.org', 'SECURITY_POLICY must be an https address.'],
	['PORT', 'eighty', 'PORT must be a port number from 0 to 65535.'],
	['PORT', '65536', 'PORT must be a port number from 0 to 65535.'],
	[
		'ORIGIN',
		'muster.example.org',
		'ORIGIN must be the address people type, without a path: https://muster.example.org.'
	],
	[
		'ORIGIN',
		'https://muster.example.org/',
		'ORIGIN must be the address people type, without a path: https://muster.example.org.'
	],
	['DATABASE_URL', 'mysql://localhost/x', 'DATABASE_URL must look like postgres://user:password@host:5432/name.'],
	['BODY_SIZE_LIMIT', '1 gig', 'BODY_SIZE_LIMIT must be a size such as 512M or 1G.'],
	['LOG_LEVEL', 'loud', 'LOG_LEVEL must be debug, info, warn, error, fatal or silent.'],
	[
		'OIDC_ISSUER',
		'http://login.example.org',
		'OIDC_ISSUER must be the https address of the provider; http only on loopback.'
	],
	[
		'OIDC_CLIENT_ID',
		'muster',
		'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three, or none.'
	],
	['DATABASE_POOL_SIZE', '1', 'DATABASE_POOL_SIZE must be a number of connections from 2 to 50.']
])('%s=%s stops the start with its name and the fix', (name, value, message) => {
	expect(() => readSettings({ [name]: value })).toThrow(new Error(message));
});

test('two wrong variables are told in two lines, and no value is repeated', () => {
	expect(() => readSettings({ PORT: 'hunter2', DATABASE_URL: 'hunter2' })).toThrow(
		new Error(
			'PORT must be a port number from 0 to 65535.\nDATABASE_URL must look like postgres://user:password@host:5432/name.'
		)
	);
});

test('an empty variable counts as unset', () => {
	expect(readSettings({ PORT: '', ORIGIN: '' }).port).toBe(3000);
});

test('512M is 536,870,912 bytes and hosts are split at commas', () => {
	const settings = readSettings({ BODY_SIZE_LIMIT: '512M', ALLOWED_HOSTS: 'A.example:80, b.example ,' });
	expect([settings.uploadLimitBytes, settings.allowedHosts]).toEqual([536_870_912, ['a.example:80', 'b.example']]);
});

test('DATABASE_APP_URL alone is refused', () => {
	expect(() => readSettings({ DATABASE_APP_URL: 'postgres://a:b@localhost/c' })).toThrow('without DATABASE_URL');
});

test('.env.example has every variable and no other', () => {
	const named = [...readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map((match) => match[1]);
	expect(named.sort()).toEqual([...VARIABLE_NAMES].sort());
});

test('mail to another machine needs TLS, mail to loopback does not; the ports are 587 and 465', () => {
	const mailOf = (url: string) => readSettings({ SMTP_URL: url, MAIL_FROM: 'muster@example.org' }).mail;
	expect(mailOf('smtp://ada:p%40ss@mail.example.org')).toEqual({
		host: 'mail.example.org',
		port: 587,
		isTlsFromStart: false,
		mustEncrypt: true,
		user: 'ada',
		password: 'p@ss',
		from: 'muster@example.org'
	});
	expect(mailOf('smtps://mail.example.org')).toMatchObject({ port: 465, isTlsFromStart: true, user: null });
	for (const host of ['localhost', '127.0.0.1', '[::1]'])
		expect(mailOf(`smtp://${host}:2525`)).toMatchObject({ port: 2525, mustEncrypt: false });
	expect(mailOf('smtp://[::1]:25')?.host).toBe('::1');
});
