import { test, expect } from 'vitest';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, openSync } from 'node:fs';
import { startProduct } from '../../support/product.ts';
import { openCompany } from '../company.ts';
test('scan', async () => {
	const product = await startProduct();
	const company = await openCompany(product.database.io, product.origin);
	const run = async (name: string, args: string[], out: string) => {
		const fd = openSync(out, 'w');
		const child = spawn(name, args, { stdio: ['ignore', fd, fd] });
		await once(child, 'exit');
	};
	const count = () =>
		product
			.output()
			.split('\n')
			.filter((line) => line.includes('A request failed')).length;
	await run(
		'timeout',
		[
			'240',
			'wapiti',
			'-u',
			`${product.origin}/`,
			'--flush-session',
			'--max-scan-time',
			'120',
			'-f',
			'txt',
			'-o',
			'/tmp/wapiti-public.txt',
			'--no-bugreport',
			'-v',
			'1',
			'-m',
			'csp,http_headers,cookieflags,crlf,sql,xss,permanentxss,redirect,methods,htaccess,shellshock,xxe,backup'
		],
		'/tmp/wapiti-public.log'
	);
	const publicErrors = count();
	await run(
		'timeout',
		[
			'400',
			'wapiti',
			'-u',
			`${product.origin}/o/${company.organisation.slug}/overview`,
			'--scope',
			'domain',
			'-H',
			`Cookie: ${company.cookie}`,
			'-x',
			`${product.origin}/logout`,
			'-x',
			`${product.origin}/sample`,
			'-x',
			`${product.origin}/o/*/events?*`,
			'--flush-session',
			'--max-scan-time',
			'150',
			'--max-links-per-page',
			'60',
			'-f',
			'txt',
			'-o',
			'/tmp/wapiti-analyst.txt',
			'--no-bugreport',
			'-v',
			'1',
			'-m',
			'csp,http_headers,cookieflags,crlf,sql,xss,permanentxss,redirect,methods,htaccess,shellshock,xxe,backup'
		],
		'/tmp/wapiti-analyst.log'
	);
	const analystErrors = count();
	const alive = (await fetch(`${product.origin}/login`)).status;
	writeFileSync(
		'/tmp/scan.txt',
		JSON.stringify(
			{
				publicErrors,
				analystErrors,
				end: count(),
				alive,
				failed: product
					.output()
					.split('\n')
					.filter((line) => line.includes('A request failed'))
					.slice(0, 20)
			},
			null,
			1
		)
	);
	await product.stop();
	expect(alive).toBe(200);
});
