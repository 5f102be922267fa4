/** Which day of an event is day 0; 'given' where a date was asked for instead of an event. */
export type DayZeroKind = 'announcement' | 'deadline' | 'notice' | 'effective';

export interface DayZero {
	eventId: string | null;
	title: string | null;
	organisation: string | null;
	/** Civil date in the zone of the event. */
	on: string;
	kind: DayZeroKind | 'given';
}
