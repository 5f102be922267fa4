import type { Language } from '#lib/messages/language.ts';
import { computeRoleCoverage } from '#lib/metrics/registry.server.ts';
import type { Reader } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { FindEntry } from '#lib/ui/find-match.ts';
import { eventTitle } from '../event-titles.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { sectionsFor } from '../sections.ts';

/** Every page, role and event of an organisation that this reader may open, and what can be done from anywhere. */
export async function findEntries(reader: Reader, language: Language): Promise<FindEntry[]> {
	const { t } = language;
	const home = `/o/${reader.organisation.slug}`;
	const entry = (kind: string, label: string, path: string) => ({
		kind: t(`find.kind-${kind}`),
		label,
		href: home + path
	});
	const sections = sectionsFor(reader.roles);
	const pages = sections.map((section) => entry('page', t(`shell.nav-${section}`), `/${section}`));
	const acts = actEntries(language);
	if (!sections.includes('overview')) return [...pages, ...acts];
	const facts = await organisationFacts(reader);
	const roles =
		facts.asOf === null ? null : await computeRoleCoverage(getRuntime(), reader, { on: facts.asOf, clock: 'worked' });
	return [
		...pages,
		...(roles?.rows ?? []).map((row) =>
			entry('role', row.name, `/coverage?role=${encodeURIComponent(row.functionId)}`)
		),
		...facts.data.events.map((event) =>
			entry('event', eventTitle(event, language), `/events/${encodeURIComponent(event.eventId)}`)
		),
		...(roles === null ? [] : [entry('action', t('find.slides'), '/figures/brief/pptx')]),
		...acts
	];
}

/** What can be done on any page: its link into the clipboard, its language. */
function actEntries({ t, locale }: Language): FindEntry[] {
	const other = locale === 'fr' ? 'en' : 'fr';
	return [
		{ kind: t('find.kind-act'), label: t('find.copy'), href: '', act: { kind: 'copy-link', done: t('find.copied') } },
		{ kind: t('find.kind-act'), label: t('find.language'), href: '', act: { kind: 'language', value: other } }
	];
}
