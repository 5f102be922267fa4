import { storedFields, type DatasetKind, type Field, type KindId, type Layout } from './dataset.ts';
import { EVENTS } from './events/events.ts';
import { EXECUTIVE_DEPARTURES } from './executive-departures/executive-departures.ts';
import { HEADCOUNTS } from './headcounts/headcounts.ts';
import { INCIDENTS } from './incidents/incidents.ts';
import { REQUISITIONS } from './requisitions/requisitions.ts';
import { ROSTER } from './roster/roster.ts';
import { STAFFING_REQUIREMENTS } from './staffing-requirements/staffing-requirements.ts';
import { TEAM_IMPACTS } from './team-impacts/team-impacts.ts';
import { ULTIMATUM_RESPONSES } from './ultimatum-responses/ultimatum-responses.ts';

/** Everything that may be uploaded, by kind. */
export const DATASET_KINDS: Record<KindId, DatasetKind> = {
	roster: ROSTER,
	'staffing-requirements': STAFFING_REQUIREMENTS,
	'ultimatum-responses': ULTIMATUM_RESPONSES,
	events: EVENTS,
	'executive-departures': EXECUTIVE_DEPARTURES,
	incidents: INCIDENTS,
	headcounts: HEADCOUNTS,
	'team-impacts': TEAM_IMPACTS,
	requisitions: REQUISITIONS
};

/** The kind of that id, or null: ids come from addresses and files. */
export function kindById(id: string): DatasetKind | null {
	return Object.hasOwn(DATASET_KINDS, id) ? DATASET_KINDS[id as KindId] : null;
}

/**
 * The template users download: a header of the stored fields and one example row, as UTF-8 CSV with CRLF. It imports
 * unchanged. `layout` is the kind itself or its alternative.
 */
export function templateCsv(layout: Layout): string {
	const fields = storedFields(layout);
	const lines = [fields.map((field) => field.name), fields.map((field) => field.example)];
	return lines.map((cells) => cells.map(quoted).join(',') + '\r\n').join('');
}

function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** One line of the data dictionary shown before an upload; labels are the messages `fields.<name>`. */
export interface DictionaryLine {
	name: string;
	type: Field['type'];
	isRequired: boolean;
	/** Codes of a code field. */
	codes: string[];
	example: string;
	isStored: boolean;
}

/** What each column of the template means, and which other columns are recognised but not stored. */
export function dataDictionary(layout: Layout): DictionaryLine[] {
	return layout.fields
		.filter((field) => !field.partOf)
		.map((field) => ({
			name: field.name,
			type: field.type,
			isRequired: field.isRequired,
			codes: Object.keys(field.codes ?? {}),
			example: field.example,
			isStored: !field.isIdentifier && !field.isRecognisedOnly
		}));
}
