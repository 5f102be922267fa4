// https://github.com/nodejs/Release#release-schedule
const SUPPORTED_UNTIL: Record<string, string> = {
	'20': '2026-04-30',
	'22': '2027-04-30',
	'24': '2028-04-30',
	'26': '2029-04-30'
};

/** One line when this Node.js gets no more security fixes; null while it does, or when it is newer than we know. */
export function nodeNotice(version: string, now: Date): string | null {
	const major = version.split('.')[0];
	const until = SUPPORTED_UNTIL[major];
	const isKnownAsOld = until === undefined ? Number(major) < 26 : now.toISOString().slice(0, 10) > until;
	if (!isKnownAsOld) return null;
	return `Node.js ${version} gets no more security fixes. Muster runs on it; use Node.js 24 or 26 for real data.`;
}
