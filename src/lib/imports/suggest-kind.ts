import { storedFields, type Field, type KindId, type Layout } from '../datasets/dataset.ts';
import { DATASET_KINDS } from '../datasets/registry.ts';
import { suggestMapping } from './mapping.ts';
import { columnProfiles } from './values/column-profile.ts';

export interface KindSuggestion {
	kind: KindId;
	/** 0 to 1: how much of what the kind needs was found, and how many columns only this kind knows. */
	score: number;
	/** Needed fields without a column. */
	missing: string[];
}

/** Below this a file fits no kind. */
export const LEAST_SCORE = 0.45;

/**
 * The kinds a file may be, likeliest first, from its headers and some of its rows. A need that one value can meet for
 * all rows (the type of event of a list of layoffs) counts little, so a file without it is still recognised.
 */
export function suggestKind(headers: string[], samples: string[][]): KindSuggestion[] {
	const profiles = samples.length > 0 ? columnProfiles(headers.length, samples) : null;
	const readings = Object.values(DATASET_KINDS).flatMap((kind) =>
		[kind, ...(kind.alternative ? [kind.alternative] : [])].map((layout) => {
			const mapping = suggestMapping(layout, headers, profiles);
			const found = mapping.suggestions.map((suggestion) => suggestion?.field ?? null);
			for (const { field, columns } of mapping.ambiguous) found[columns[0]] = field;
			return { kind: kind.id, layout, found };
		})
	);
	const isStored = readings.map(({ layout }) => new Set(storedNames(layout)));
	const knowing = headers.map((_, i) => readings.filter(({ found }, r) => isStored[r].has(found[i] ?? '')).length);
	const scored = readings.map(({ kind, layout, found }, r) => {
		const own = found.map((field, i) => (isStored[r].has(field ?? '') ? 1 / knowing[i] : 0));
		const needs = needsOf(layout).map((need) => ({ ...need, isMet: need.names.some((name) => found.includes(name)) }));
		const weight = sum(needs.map((need) => need.weight));
		const met = sum(needs.filter((need) => need.isMet).map((need) => need.weight)) / weight;
		const missing = needs.filter((need) => !need.isMet).map((need) => need.names[0]);
		return { kind, score: Math.round((0.7 * met + 0.3 * Math.min(1, sum(own) / 4)) * 100) / 100, missing };
	});
	scored.sort((a, b) => b.score - a.score);
	return scored.filter((entry, at) => scored.findIndex(({ kind }) => kind === entry.kind) === at);
}

/** The kind a file is far likelier to be than the one it was sent as; null where there is none. */
export function likelierKind(kind: KindId, headers: string[], samples: string[][]): KindId | null {
	const [likeliest, ...others] = suggestKind(headers, samples);
	const own = others.find((other) => other.kind === kind);
	return likeliest.score >= LEAST_SCORE && own && likeliest.score >= own.score + CLEARLY ? likeliest.kind : null;
}

/** Kinds share columns, so a small lead says nothing. */
const CLEARLY = 0.2;

function needsOf(layout: Layout): { names: string[]; weight: number }[] {
	const weight = (field: Field) => (field.maySuitAllRows ? 0.25 : 1);
	return [
		...layout.fields
			.filter((field) => field.isRequired)
			.map((field) => ({ names: [field.name, ...partsOf(layout, field.name)], weight: weight(field) })),
		...layout.requiredGroups.map((names) => ({ names: names.flatMap((n) => [n, ...partsOf(layout, n)]), weight: 1 }))
	];
}

function partsOf(layout: Layout, name: string): string[] {
	return layout.fields.filter((field) => field.partOf?.field === name).map((field) => field.name);
}

function storedNames(layout: Layout): string[] {
	return [...storedFields(layout), ...layout.fields.filter((field) => field.partOf)].map((field) => field.name);
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
