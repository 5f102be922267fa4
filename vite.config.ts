import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { pageScript } from './src/lib/charts/page-script.ts';
import { compileMessages } from './src/lib/messages/compile-messages.ts';
import { defineConfig } from 'vitest/config';

// Vitest itself would leave one core idle.
const CORES = availableParallelism();

// For what hangs, not for what is slow: the machine may be ten times as busy as it is elsewhere.
const PATIENCE_MS = 400_000;

// The long cases, run one after the other by `npm run test:faults`: each may have the whole machine for minutes.
const FAULTS = {
	extends: true as const,
	test: {
		name: 'faults',
		environment: 'node',
		include: ['test/faults/**/*.test.ts'],
		globalSetup: ['test/support/database-server.ts'],
		testTimeout: 4 * 3_600_000,
		hookTimeout: PATIENCE_MS,
		maxWorkers: 1
	}
};
const isFaultRun = (mode: string) => mode === 'faults';

// `vite build` makes the site; `vite build --mode launcher` makes the commands that start and migrate it.
export default defineConfig(({ mode }) => {
	if (mode === 'launcher') {
		return {
			publicDir: false,
			build: {
				ssr: true,
				outDir: 'build',
				emptyOutDir: false,
				target: 'node20',
				rollupOptions: {
					input: {
						start: 'src/start/start.ts',
						migrate: 'src/start/migrate-command.ts',
						'import-worker': 'src/lib/imports/staging/import-worker.server.ts',
						'key-worker': 'src/lib/imports/staging/key-worker.server.ts'
					},
					output: { entryFileNames: '[name].js', chunkFileNames: 'launcher/[name]-[hash].js' },
					external: [/\/handler\.js$/]
				}
			}
		};
	}
	return {
		plugins: [compileMessages(), pageScript(), sveltekit()],
		worker: { format: 'es' as const },
		test: {
			// Conditions are waited for; how long that takes is the machine's business.
			expect: { requireAssertions: true, poll: { timeout: 120_000, interval: 25 } },
			setupFiles: ['test/support/seed.ts'],
			projects: isFaultRun(mode)
				? [FAULTS]
				: [
						{
							extends: true,
							test: {
								name: 'unit',
								environment: 'node',
								css: { include: [/\.css\?raw$/] },
								include: ['src/**/*.test.ts', 'test/*.test.ts'],
								exclude: ['src/**/*.database.test.ts'],
								testTimeout: 120_000,
								hookTimeout: 120_000,
								maxWorkers: CORES,
								sequence: { groupOrder: 0 }
							}
						},
						{
							extends: true,
							test: {
								name: 'database',
								environment: 'node',
								include: ['src/**/*.database.test.ts', 'test/integration/**/*.test.ts'],
								globalSetup: ['test/support/database-server.ts'],
								testTimeout: PATIENCE_MS,
								hookTimeout: PATIENCE_MS,
								// All share one server of 200 connections, and each may have a product with a pool of its own.
								maxWorkers: Math.min(CORES, 4),
								sequence: { groupOrder: 1 }
							}
						},
						{
							extends: true,
							test: {
								name: 'browser',
								environment: 'node',
								include: ['test/browser/**/*.test.ts'],
								globalSetup: ['test/support/database-server.ts'],
								testTimeout: PATIENCE_MS,
								hookTimeout: PATIENCE_MS,
								maxWorkers: Math.min(CORES, 4),
								sequence: { groupOrder: 2 }
							}
						}
					]
		}
	};
});
