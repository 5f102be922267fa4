import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { recordAudit } from '#lib/server/audit.ts';
import { requireRole, type Reader } from '#lib/server/permissions.ts';
import {
	differencesFromFormer,
	giveRelease,
	listReleases,
	listWithheldReleases,
	releaseAudit,
	releaseContent,
	storeRelease,
	withdrawRelease
} from '#lib/server/releases.ts';
import { readThresholds } from '#lib/server/thresholds.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import type { Language } from '#lib/messages/language.ts';
import { requireFresh } from '../../../fresh-session.server.ts';
import { serverLanguage } from '../../../language.server.ts';
import { releaseTables } from '../../../release-tables.ts';
import { shownRelease } from '../../../shown-release.ts';
import { organisationFacts } from '../organisation-facts.server.ts';
import { releaseDraft } from './release-draft.server.ts';
import { auditTableOf } from './release-view.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function load(event) {
	const reader = requireRole(event, 'administrator', 'analyst', 'researcher');
	const language = serverLanguage(event.locals.locale);
	const { releases, withheld, threshold } = await getRuntime().database.inOrganisation(reader.scope, async (tx) => ({
		releases: await listReleases(tx, reader.scope),
		withheld: await listWithheldReleases(tx, reader.scope),
		threshold: (await readThresholds(tx, reader.scope)).research
	}));
	const folder = `/o/${reader.organisation.slug}/releases`;
	return {
		releases: releases.map((release) => shownRelease(release, folder, language)),
		withheld,
		threshold,
		mayGive: reader.roles.includes('administrator') && !reader.organisation.isSample,
		// Nothing below is read for a researcher.
		analyst: reader.tier === 'analyst' ? await analystView(reader, event.url, language) : null
	};
}

async function analystView(reader: Reader, url: URL, language: Language) {
	const { data } = await organisationFacts(reader);
	const events = data.events
		.filter(({ deadlineAtLocal, silenceRule }) => deadlineAtLocal !== null && silenceRule !== null)
		.map(({ eventId, title }) => ({ value: eventId, label: title ?? eventId }));
	const asked = url.searchParams.get('event');
	const draft = asked === null ? null : await releaseDraft(reader, asked, language);
	if (!draft?.release) return { events, asked, preview: null };
	const content = releaseContent(draft.release, draft.silenceRule, draft);
	const lines = releaseAudit(draft.release);
	return {
		events,
		asked,
		preview: {
			tables: releaseTables(content, language),
			withheld: content.withheld.map((grouping) => language.t(`releases.grouping-${grouping}`)),
			hidden: lines.length,
			audit: auditTableOf(lines, content, draft.release.threshold, language)
		}
	};
}

export const actions = {
	make: async (event) => {
		const reader = requireRole(event, 'analyst');
		const form = await event.request.formData();
		const [eventId, title] = [String(form.get('event') ?? ''), String(form.get('title') ?? '').trim()];
		if (title === '' || title.length > 200 || /\d{4}/.test(title)) return fail(400, { problem: 'title' });
		const draft = await releaseDraft(reader, eventId, serverLanguage('en'));
		if (draft === null) error(404, 'Not found');
		const { release } = draft;
		if (release === null) return fail(400, { problem: 'small' });
		const content = releaseContent(release, draft.silenceRule, draft);
		const { scope } = reader;
		const problem = await getRuntime().database.inOrganisation(scope, async (tx) => {
			if ((await differencesFromFormer(tx, scope, release)).length > 0) return 'differences';
			if (!(await storeRelease(tx, scope, { eventId, title, content, release }))) return 'released';
			await recordAudit(tx, scope, { action: 'release.made', objectType: 'event', objectId: eventId });
			return null;
		});
		return problem === null ? { released: title } : fail(400, { problem });
	},

	give: (event) => moveRelease(event, giveRelease, 'given'),
	withdraw: (event) => moveRelease(event, withdrawRelease, 'withdrawn')
};

/** Puts a release into the public library or takes it out, for an administrator who has just given the password. */
async function moveRelease(event: RequestEvent, move: typeof giveRelease, done: 'given' | 'withdrawn') {
	const { scope, organisation } = requireRole(event, 'administrator');
	requireFresh(event);
	const id = String((await event.request.formData()).get('release') ?? '');
	if (organisation.isSample || !UUID.test(id)) error(404, 'Not found');
	const { requestId } = event.locals;
	const isMoved = await getRuntime().database.inOrganisation(scope, async (tx) => {
		if (!(await move(tx, scope, id))) return false;
		await recordAudit(tx, scope, { action: `release.${done}`, objectType: 'release', objectId: id, requestId });
		return true;
	});
	return isMoved ? { moved: done } : fail(400, { problem: done });
}
