import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { driverFolder, isDriverPatched } from './driver-patch.ts';
import { nodeNotice } from './node-notice.ts';
import { startFailure } from './start-failure.ts';

test.each([
	['20.20.2', '2026-05-01', true],
	['20.20.2', '2026-04-30', false],
	['22.23.0', '2026-11-22', false],
	['24.1.0', '2026-11-22', false],
	['25.2.0', '2026-11-22', true],
	['30.0.0', '2026-11-22', false]
])('Node %s on %s is told to be out of support: %s', (version, day, isTold) => {
	expect(nodeNotice(version, new Date(`${day}T12:00:00Z`)) !== null).toBe(isTold);
});

test('a start that fails says what, where and what to do in one line without a stack trace', () => {
	const failures = [
		Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 3000 }),
		Object.assign(new Error('mkdir'), { code: 'EROFS', path: '/srv/muster' }),
		Object.assign(new Error('password authentication failed'), { code: '28P01' }),
		new Error('PORT must be a port number from 0 to 65535.')
	];
	expect(failures.map(startFailure)).toEqual([
		'Port 3000 is in use. Stop the other program, or set PORT to a free one.',
		'/srv/muster cannot be used (EROFS). Check MUSTER_DATA_DIR and its rights.',
		'DATABASE_URL or DATABASE_APP_URL: the server refuses this user and password.',
		'PORT must be a port number from 0 to 65535.'
	]);
});

test('a driver without one of the corrections is noticed', () => {
	const copy = mkdtempSync(join(tmpdir(), 'muster-driver-'));
	cpSync(driverFolder(), copy, { recursive: true });
	expect(isDriverPatched(copy)).toBe(true);
	const file = join(copy, 'src', 'index.js');
	writeFileSync(file, readFileSync(file, 'utf8').replace('e => (over = e, reject(e))', 'reject'));
	expect(isDriverPatched(copy)).toBe(false);
	rmSync(copy, { recursive: true });
});
