/** Zones offered beside the one of an event. */
export const READER_ZONES = [
	'UTC',
	'Europe/Paris',
	'Europe/London',
	'America/New_York',
	'America/Los_Angeles',
	'Asia/Kolkata',
	'Asia/Tokyo'
];

export interface ReaderZone {
	zone: string;
	/** False where nobody chose: the browser may then use its own zone. */
	isChosen: boolean;
	/** The value of `?zone=` that could not be used. */
	refused: string | null;
}

/** The zone in which a reader wants instants told, from the address; UTC where none or an unknown one is given. */
export function readerZone(parameters: URLSearchParams): ReaderZone {
	const asked = parameters.get('zone')?.trim();
	if (!asked) return { zone: 'UTC', isChosen: false, refused: null };
	const zone = knownZone(asked);
	return zone === null
		? { zone: 'UTC', isChosen: true, refused: asked.slice(0, 60) }
		: { zone, isChosen: true, refused: null };
}

/** The IANA name as the platform spells it, or null. Offsets such as +02:00 are no zones. */
function knownZone(name: string): string | null {
	if (name.length > 60 || !/^[a-z][\w+/-]*$/i.test(name)) return null;
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
	} catch {
		return null;
	}
}

/** 'America/New_York' reads as 'New York'. */
export function zoneName(zone: string): string {
	return zone.split('/').at(-1)!.replaceAll('_', ' ');
}
