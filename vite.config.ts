import { availableParallelism } from 'node:os';
import { sveltekit } from '@sveltejs/kit/vite';
import { pageScript } from './src/lib/charts/page-script.ts';
import { compileMessages } from './src/lib/messages/compile-messages.ts';
import { defineConfig } from 'vitest/config';

// Vitest itself would leave one core idle.
const CORES = availableParallelism();

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
						'row-thread': 'src/lib/imports/staging/row-thread.server.ts'
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
			expect: { requireAssertions: true, poll: { timeout: 60_000, interval: 25 } },
			setupFiles: ['test/support/seed.ts'],
			projects: [
				{
					extends: true,
					test: {
						name: 'unit',
						environment: 'node',
						css: { include: [/\.css\?raw$/] },
						include: ['src/**/*.test.ts', 'test/*.test.ts'],
						exclude: ['src/**/*.database.test.ts'],
						testTimeout: 60_000,
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
						testTimeout: 120_000,
						hookTimeout: 180_000,
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
						testTimeout: 180_000,
						hookTimeout: 180_000,
						maxWorkers: Math.min(CORES, 4),
						sequence: { groupOrder: 2 }
					}
				}
			]
		}
	};
});
