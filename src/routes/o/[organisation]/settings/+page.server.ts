import { fail, redirect } from '@sveltejs/kit';
import { isTimeZone } from '#lib/imports/values/zones.ts';
import { asLocale } from '#lib/messages/locale.ts';
import { allowBriefMail, mayMailBrief } from '#lib/server/brief-mail.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { endMemberSessions, openSessionCount } from '#lib/server/memberships.ts';
import { organisationSettings, saveOrganisationSettings } from '#lib/server/organisations.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import { isName } from '#lib/server/setup.ts';
import {
	DEFAULT_THRESHOLDS,
	HIGHEST_THRESHOLD,
	readThresholds,
	refusedThresholds,
	RESEARCH_STEP,
	saveThresholds
} from '#lib/server/thresholds.ts';
import { requireFresh } from '../../../fresh-session.server.ts';
import { thresholdsIn } from './threshold-form.ts';
import type { Actions, PageServerLoad } from './$types';

const LIMITS = {
	executive: { least: DEFAULT_THRESHOLDS.executive, most: HIGHEST_THRESHOLD, step: 1 },
	research: { least: DEFAULT_THRESHOLDS.research, most: HIGHEST_THRESHOLD, step: RESEARCH_STEP }
};

export const load: PageServerLoad = async (event) => {
	const { scope } = requireRole(event, 'administrator');
	return getRuntime().database.inOrganisation(scope, async (tx) => ({
		settings: await organisationSettings(tx, scope),
		isBriefMailed: await mayMailBrief(tx, scope),
		thresholds: await readThresholds(tx, scope),
		limits: LIMITS,
		sessions: await openSessionCount(tx, scope)
	}));
};

export const actions: Actions = {
	save: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		const form = await event.request.formData();
		const name = String(form.get('name') ?? '').trim();
		const language = asLocale(form.get('language'));
		const timeZone = String(form.get('zone') ?? '').trim();
		if (!isName(name) || !language) return fail(400, { act: 'save', problem: 'organisation-name' });
		if (!isTimeZone(timeZone)) return fail(400, { act: 'save', problem: 'zone' });
		const { requestId } = event.locals;
		await getRuntime().database.inOrganisation(scope, async (tx) => {
			await saveOrganisationSettings(tx, scope, { name, language, timeZone });
			await recordAudit(tx, scope, {
				action: 'organisation.settings-changed',
				details: { language, timeZone },
				requestId
			});
		});
		return { act: 'saved' };
	},

	'brief-mail': async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const isAllowed = (await event.request.formData()).get('allowed') === 'yes';
		const { requestId } = event.locals;
		await getRuntime().database.inOrganisation(scope, async (tx) => {
			const isChanged = await allowBriefMail(tx, scope, isAllowed);
			const action = isAllowed ? 'brief.mail-allowed' : 'brief.mail-ended';
			if (isChanged) await recordAudit(tx, scope, { action, requestId });
		});
		return { act: 'saved' };
	},

	thresholds: async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const form = await event.request.formData();
		const thresholds = thresholdsIn(form);
		const refused = refusedThresholds(thresholds);
		const sent = { executive: String(form.get('executive') ?? ''), research: String(form.get('research') ?? '') };
		if (refused.length > 0) return fail(400, { act: 'thresholds', problem: 'thresholds', refused, sent });
		const { requestId } = event.locals;
		await getRuntime().database.inOrganisation(scope, (tx) => saveThresholds(tx, scope, thresholds, requestId));
		return { act: 'thresholds-saved' };
	},

	'end-sessions': async (event) => {
		const { scope } = requireRole(event, 'administrator');
		requireFresh(event);
		const { requestId } = event.locals;
		await getRuntime().database.inOrganisation(scope, async (tx) => {
			const ended = await endMemberSessions(tx, scope);
			await recordAudit(tx, scope, { action: 'organisation.sessions-ended', details: { ended }, requestId });
		});
		redirect(303, '/login');
	}
};
