import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const SUPPORT = fileURLToPath(new URL('.', import.meta.url));
// Inside node_modules, where what is not bundled is found.
const CACHE = join(SUPPORT, '../../node_modules/.cache');

/** Bundles a program of this folder once for many processes. */
export async function bundledProgram(name: string): Promise<{ path: string; remove(): void }> {
	mkdirSync(CACHE, { recursive: true });
	const folder = mkdtempSync(join(CACHE, 'test-program-'));
	chmodSync(folder, 0o755);
	await build({
		configFile: false,
		publicDir: false,
		logLevel: 'error',
		build: {
			ssr: true,
			outDir: folder,
			target: 'node20',
			rollupOptions: {
				input: { program: join(SUPPORT, `${name}.ts`) },
				output: { entryFileNames: '[name].js' }
			}
		}
	});
	return { path: join(folder, 'program.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
