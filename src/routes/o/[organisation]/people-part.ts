import type { Language } from '#lib/messages/language.ts';
import { acceptReader, type Refused } from './filter-reader.ts';

export const PARTS = ['department', 'site', 'level'] as const;
type Part = (typeof PARTS)[number];

/** What an analyst may choose among; null for an executive, who reads fixed tables (METHODS 7.4). */
export type PartChoices = Record<Part, string[]> | null;
/** The people chosen: those whose newest row has these words. */
export type PeoplePart = Partial<Record<Part, string>>;

/** Reads the part of the people from the address. What cannot be chosen is left out and reported. */
export function parsePeoplePart(parameters: URLSearchParams, choices: PartChoices, refused: Refused[]): PeoplePart {
	const read = acceptReader(parameters, refused);
	const chosen = PARTS.flatMap((name) => {
		const word = read<string | null>(name, (value) => choices?.[name].find((each) => each === value), null);
		return word === null ? [] : [[name, word] as const];
	});
	return Object.fromEntries(chosen);
}

export function hasPart(part: PeoplePart): boolean {
	return Object.keys(part).length > 0;
}

/** The part as an entry of an address after others; everybody adds nothing. */
export function withPeoplePart(search: string, part: PeoplePart): string {
	const parameters = new URLSearchParams(search);
	for (const name of PARTS) if (part[name] !== undefined) parameters.set(name, part[name]);
	return parameters.toString();
}

/** "Only people of site Lyon, level L2", by the newest row of each; null for everybody. */
export function partSentence(part: PeoplePart, { t, format }: Language): string | null {
	const words = PARTS.flatMap((name) =>
		part[name] === undefined ? [] : [t(`reading.part-${name}-is`, { value: part[name] })]
	);
	return words.length === 0 ? null : t('reading.part-only', { part: format.list(words) });
}
