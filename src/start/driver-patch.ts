import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

// One line of each change in patches/postgres+3.4.9.patch.
const MARKS: [file: string, text: string][] = [
	['src/connection.js', 'if (socket === null) {\n      chunk = null'],
	['src/connection.js', 'query = results = errorResponse = final = null'],
	['src/index.js', 'connection.onclose = e => (over = e, reject(e))']
];

/** The folder of the installed database driver. */
export function driverFolder(): string {
	return join(dirname(require.resolve('postgres')), '..', '..');
}

/** Whether the driver carries the changes without which a dying backend can break transactions (patches/). */
export function isDriverPatched(folder = driverFolder()): boolean {
	return MARKS.every(([file, text]) =>
		readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').includes(text)
	);
}

/** Applies patches/ where the install did not (npm ci --ignore-scripts). Call it before the driver is imported. */
export function ensureDriverPatch(root: string): void {
	if (isDriverPatched()) return;
	const patchPackage = join(dirname(require.resolve('patch-package/package.json')), 'index.js');
	const run = spawnSync(process.execPath, [patchPackage], { cwd: root, encoding: 'utf8' });
	if (run.status !== 0 || !isDriverPatched()) {
		throw new Error('The database driver lacks our corrections and they could not be applied: run npx patch-package.');
	}
}
