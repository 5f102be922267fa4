import { test, expect } from 'vitest';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync, openSync } from 'node:fs';
import { startProduct } from '../support/product.ts';
import { openCompany } from './company.ts';
test('scan', async () => {
	const product = await startProduct();
	const company = await openCompany(product.database.io, product.origin);
	const run = async (name: string, args: string[], out: string) => {
		const fd = openSync(out, 'w');
		const child = spawn(name, args, { stdio: ['ignore', fd, fd] });
		await once(child, 'exit');
	};
	const failed = () => product.output().split('\n').filter((line) => line.includes('A request failed'));
	await run('timeout', ['420', 'wapiti', '-u', `${product.origin}/o/${company.organisation.slug}/overview`, '--scope', 'domain', '-H', `Cookie: ${company.cookie}`, '-x', `${product.origin}/logout`, '-x', `${product.origin}/sample`, '-d', '2', '--flush-session', '--max-scan-time', '60', '--max-attack-time', '80', '--max-links-per-page', '25', '-m', 'crlf,xss,permanentxss,sql,redirect,methods', '-f', 'txt', '-o', '/tmp/wapiti-analyst.txt', '--no-bugreport', '-v', '1'], '/tmp/wapiti-analyst.log');
	const alive = (await fetch(`${product.origin}/login`)).status;
	writeFileSync('/tmp/scan.txt', JSON.stringify({ alive, requests: product.output().length, failed: failed().length, first: failed().slice(0, 10) }, null, 1));
	await product.stop();
	expect(alive).toBe(200);
});
