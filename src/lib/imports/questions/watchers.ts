import type { DatasetKind, Layout } from '#lib/datasets/dataset.ts';
import { textReader, type TextReader } from '../file/decode.ts';
import type { RecordWatcher } from '../file/file-profile.ts';
import type { ColumnPlan, ImportPlan } from '../plan.ts';
import { PeriodEvidence } from '../spells/period-evidence.ts';
import { periodDays } from '../spells/period-days.ts';
import { SnapshotPeople } from '../spells/snapshot-people.ts';
import { codeOfWord, codeWords } from '../values/words.ts';
import { EventTwins } from './event-twins.ts';
import { columnsByName, identityEvidence, type IdentityEvidence } from './identity-evidence.ts';
import { StatusCross } from './status-cross.ts';
import { TypeEvidence } from './type-evidence.ts';

/** What is looked at across cells and rows while a file is read; what a kind or a plan has no use for is null. */
export interface Watchers {
	status: StatusCross | null;
	periods: PeriodEvidence | null;
	people: SnapshotPeople | null;
	identities: IdentityEvidence | null;
	twins: EventTwins | null;
	types: TypeEvidence | null;
}

/** The watchers for a kind under the mapping known before the file is read: as decided, or by names. */
export function openWatchers(kind: DatasetKind, plan: ImportPlan, layout: Layout): Watchers {
	const watchers: Watchers = { status: null, periods: null, people: null, identities: null, twins: null, types: null };
	const text = textReader(plan.encoding);
	const columnOf = (field: string) => plan.columns.findIndex((column) => column.field === field);
	if (kind.id === 'events') watchers.twins = twins(columnOf, text);
	watchers.types = typeEvidence(plan, layout, text);
	const person = columnOf('person_id');
	if (kind.id !== 'roster' || person < 0) return { ...watchers, status: statusCross(kind, plan, columnOf, text) };
	const named = columnsByName(plan, layout);
	return {
		...watchers,
		status: statusCross(kind, plan, columnOf, text),
		periods: plan.rowsAre ? null : new PeriodEvidence(person, columnOf('hire_date'), datedColumns(plan, layout, named)),
		people: plan.rowsAre === 'snapshots' ? snapshotPeople(plan, layout, { person, columnOf, text }) : null,
		identities: plan.idConflict ? null : identityEvidence(plan, layout)
	};
}

export function watcherList(watchers: Watchers): RecordWatcher[] {
	return Object.values(watchers).filter((watcher): watcher is NonNullable<typeof watcher> => watcher !== null);
}

type ColumnOf = (field: string) => number;

function statusCross(kind: DatasetKind, plan: ImportPlan, columnOf: ColumnOf, text: TextReader): StatusCross | null {
	const [status, exit] = [columnOf('status'), columnOf('exit_date')];
	if (kind.id !== 'roster' || status < 0 || exit < 0 || plan.rowsAre === 'snapshots') return null;
	return new StatusCross(status, exit, columnOf('rehire_date'), text);
}

function twins(columnOf: ColumnOf, text: TextReader): EventTwins | null {
	const organisation = columnOf('organisation');
	const announced = columnOf('announced_on');
	const date = announced >= 0 ? announced : columnOf('notice_on');
	return organisation < 0 || date < 0 || columnOf('event_id') >= 0
		? null
		: new EventTwins({ organisation, date }, text);
}

/** Of columns that are nothing else, or that were said to be counts by type. */
function typeEvidence(plan: ImportPlan, { countsByType }: Layout, text: TextReader): TypeEvidence | null {
	if (!countsByType) return null;
	const { value } = countsByType;
	const types = plan.typeColumns;
	const isFree = ({ field, position }: ColumnPlan) => field === null && position !== types?.total;
	const own = plan.columns.filter((column) => types?.columns.includes(column.position) ?? isFree(column));
	const total = types ? (types.total ?? 0) : (plan.columns.find(({ field }) => field === value)?.position ?? 0);
	return TypeEvidence.of(
		own.map(({ position }) => position - 1),
		total - 1,
		text
	);
}

/** Columns that are dates of something known: none of them is a period. */
function datedColumns(plan: ImportPlan, layout: Layout, named: (field: string) => number[]): Set<number> {
	const dated = layout.fields.filter((field) => field.type === 'date' || field.name === 'birth_year');
	const names = new Set(dated.map((field) => field.name));
	const mapped = plan.columns.flatMap(({ field }, index) => (field !== null && names.has(field) ? [index] : []));
	return new Set([...mapped, ...[...names].flatMap(named)]);
}

function snapshotPeople(
	plan: ImportPlan,
	layout: Layout,
	{ person, columnOf, text }: { person: number; columnOf: ColumnOf; text: TextReader }
): SnapshotPeople | null {
	const period = columnOf('period');
	const status = columnOf('status');
	if (period < 0) return null;
	const words = new Map(Object.entries(plan.columns[status]?.words ?? {}));
	const known = codeWords(layout.fields.find(({ name }) => name === 'status')?.codes ?? {});
	const isOut = (word: string) => (words.get(word) ?? codeOfWord(word, known)) === 'terminated';
	const read = periodDays(plan.snapshotDay ?? 'last', plan.columns[period]);
	return new SnapshotPeople(person, { column: period, read }, { column: status, isOut }, text);
}
