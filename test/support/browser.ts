import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
	'--font-render-hinting=none'
];

/**
 * A headless Chromium: the one MUSTER_CHROMIUM names, an installed one, else the one that comes inside the package
 * @sparticuz/chromium, with the libraries and fonts it also carries for systems that have none. Nothing is downloaded.
 */
export async function launchBrowser(): Promise<Browser> {
	const installed = [process.env.MUSTER_CHROMIUM, ...INSTALLED].find((path) => path && existsSync(path));
	if (installed) return chromium.launch({ executablePath: installed, args: ARGS });
	const folder = await unpackedChromium();
	const env = {
		...process.env,
		...(existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') })
	};
	const executablePath = join(folder, 'chromium');
	try {
		return await chromium.launch({ executablePath, args: ARGS, env });
	} catch (cause) {
		if (!/shared libraries/.test(String(cause))) throw cause;
		const libraries = join(folder, 'al2023', 'lib');
		return chromium.launch({ executablePath, args: ARGS, env: { ...env, LD_LIBRARY_PATH: libraries } });
	}
}

/** Unpacks the packaged browser once per account and version; safe when several processes begin at once. */
async function unpackedChromium(): Promise<string> {
	const finished = join(tmpdir(), `muster-chromium-147-${userInfo().uid}`);
	if (existsSync(join(finished, 'chromium'))) return finished;
	const unfinished = mkdtempSync(`${finished}-`);
	const former = { TMPDIR: process.env.TMPDIR, AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME };
	// The package unpacks below TMPDIR, and its libraries only where it believes to run on Amazon Linux.
	Object.assign(process.env, { TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
	try {
		mkdirSync(unfinished, { recursive: true });
		const { default: packaged } = await import('@sparticuz/chromium');
		await packaged.executablePath();
	} finally {
		for (const [name, value] of Object.entries(former))
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
	}
	try {
		renameSync(unfinished, finished);
	} catch {
		rmSync(unfinished, { recursive: true, force: true });
	}
	return finished;
}
