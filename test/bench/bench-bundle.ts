import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

/** Builds the importing process and its worker as the product is built, in a folder beside `node_modules`. */
export async function bundleImport(): Promise<string> {
	const outDir = mkdtempSync(join(process.cwd(), '.bench-'));
	await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		build: {
			ssr: true,
			outDir,
			target: 'node20',
			rollupOptions: {
				input: {
					'import-child': 'test/bench/import-child.ts',
					'import-worker': 'src/lib/imports/staging/import-worker.server.ts',
					'key-worker': 'src/lib/imports/staging/key-worker.server.ts'
				},
				output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' }
			}
		}
	});
	return outDir;
}
