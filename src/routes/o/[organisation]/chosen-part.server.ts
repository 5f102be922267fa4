import type { Language } from '#lib/messages/language.ts';
import type { RosterPart } from '#lib/metrics/roster-part.server.ts';
import { rosterWords } from '#lib/metrics/registry-tables.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { Refused } from './filter-reader.ts';
import { hasPart, parsePeoplePart, partSentence, type PartChoices, type PeoplePart } from './people-part.ts';

/** The people an address asks for, and a reader of only those. */
export interface ChosenPart {
	parts: PartChoices;
	part: PeoplePart;
	/** The part in words; null for everybody. */
	filters: string | null;
	reader: Reader & { part?: RosterPart };
}

/** Reads the part of the people from the address; what this reader cannot choose is added to `refused`. */
export async function chosenPart(
	reader: Reader,
	parameters: URLSearchParams,
	refused: Refused[],
	language: Language
): Promise<ChosenPart> {
	const parts = await rosterWords(getRuntime(), reader);
	const part = parsePeoplePart(parameters, parts, refused);
	return { parts, part, filters: partSentence(part, language), reader: hasPart(part) ? { ...reader, part } : reader };
}
