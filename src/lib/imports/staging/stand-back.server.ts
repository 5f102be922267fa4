import { constants, getPriority, platform, setPriority } from 'node:os';

/**
 * Puts the calling thread behind those that answer readers. On Linux a priority is that of the thread that asks for it;
 * elsewhere it would be that of the whole process, so nothing is done there.
 */
export function standBack(): void {
	const { PRIORITY_BELOW_NORMAL: behind } = constants.priority;
	if (platform() !== 'linux' || getPriority() >= behind) return;
	try {
		setPriority(behind);
	} catch {
		// Where a system refuses, readers wait a little longer.
	}
}
