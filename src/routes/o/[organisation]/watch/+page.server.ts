import { fail } from '@sveltejs/kit';
import type { Language } from '#lib/messages/language.ts';
import { recordAudit } from '#lib/server/audit.ts';
import { mayMailBrief } from '#lib/server/brief-mail.ts';
import { BRIEF_RHYTHMS, dayIn } from '#lib/server/brief-schedule.ts';
import { keepWish, readWish } from '#lib/server/mail-wishes.ts';
import { organisationSettings } from '#lib/server/organisations.ts';
import { requireRole } from '#lib/server/permissions.ts';
import { getRuntime } from '#lib/server/runtime.ts';
import {
	listFindings,
	listRules,
	removeRule,
	setRule,
	WATCH_KINDS,
	type WatchFinding
} from '#lib/server/watch-rules.ts';
import { serverLanguage } from '../../../language.server.ts';
import { sendMailSoon } from '../../../mail.server.ts';
import { lookOutOf } from '../../../organisation-rounds.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const MOST_DAYS = 3650;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	const { database, settings } = getRuntime();
	await lookOutOf(reader.organisation.id);
	if (settings.mail) sendMailSoon(reader.organisation.id);
	const { rules, findings, wish, hasFigures, zone } = await database.inOrganisation(reader.scope, async (tx) => ({
		rules: await listRules(tx, reader.scope),
		findings: await listFindings(tx, reader.scope),
		wish: await readWish(tx, reader.scope),
		hasFigures: await mayMailBrief(tx, reader.scope),
		zone: (await organisationSettings(tx, reader.scope)).timeZone
	}));
	return {
		mail: settings.mail && { ...wish, hasFigures, zone, address: reader.account.email, rhythms: BRIEF_RHYTHMS },
		isAnalyst: reader.tier === 'analyst',
		kinds: WATCH_KINDS.map((kind) => {
			const rule = rules.find((each) => each.kind === kind);
			return { kind, isSet: rule !== undefined, days: rule?.days ?? null };
		}),
		findings: findings.map((finding) => ({
			key: `${finding.kind} ${finding.key}`,
			foundOn: dayIn(zone, finding.foundAt.getTime()),
			text: sentenceOf(finding, language),
			href: `/o/${reader.organisation.slug}/${placeOf(finding)}`
		}))
	};
};

/** The page that shows what was found. */
function placeOf({ kind, key }: WatchFinding): string {
	if (kind === 'vacancy') return 'events';
	if (kind === 'version-change') return 'overview';
	return `coverage?role=${encodeURIComponent(key.slice(0, key.lastIndexOf(' ')))}`;
}

function sentenceOf({ kind, details }: WatchFinding, { t, format }: Language): string {
	const { role, since, required, qualified, post, days, version, fell, back } = details;
	const day = typeof since === 'string' ? format.date(since) : t('kept.since-before');
	if (kind === 'below-minimum')
		return t('kept.found-below', { role: role ?? '', qualified: qualified ?? 0, required: required ?? 0, since: day });
	if (kind === 'no-slack') return t('kept.found-no-slack', { role: role ?? '', required: required ?? 0, since: day });
	if (kind === 'vacancy') return t('kept.found-vacancy', { post: post ?? '', days: days ?? 0, since: day });
	return t('kept.found-version', { version: version ?? 0, fell: fell ?? '–', back: back ?? '–' });
}

export const actions: Actions = {
	set: async (event) => {
		const reader = requireRole(event, 'analyst');
		const form = await event.request.formData();
		const kind = WATCH_KINDS.find((each) => each === form.get('kind'));
		const days = kind === 'vacancy' ? Number(form.get('days')) : null;
		if (kind === undefined) return fail(400, { problem: 'rule' });
		if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= MOST_DAYS))
			return fail(400, { problem: 'days' });
		await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			await setRule(tx, reader.scope, { kind, days });
			await recordAudit(tx, reader.scope, act('watch.rule-set', kind, event.locals.requestId));
		});
		return { done: 'set' };
	},
	remove: async (event) => {
		const reader = requireRole(event, 'analyst');
		const kind = String((await event.request.formData()).get('kind') ?? '');
		const isGone = await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			const gone = await removeRule(tx, reader.scope, kind);
			if (gone) await recordAudit(tx, reader.scope, act('watch.rule-removed', kind, event.locals.requestId));
			return gone;
		});
		return isGone ? { done: 'removed' } : fail(404, { problem: 'rule' });
	},
	mail: async (event) => {
		const reader = requireRole(event, 'analyst', 'executive');
		const form = await event.request.formData();
		const wish = {
			findings: form.has('findings'),
			brief: BRIEF_RHYTHMS.find((each) => each === form.get('brief')) ?? null,
			imports: reader.tier === 'analyst' && form.has('imports')
		};
		await getRuntime().database.inOrganisation(reader.scope, async (tx) => {
			await keepWish(tx, reader.scope, { ...wish, language: event.locals.locale });
			await recordAudit(tx, reader.scope, {
				...{ action: 'watch.mail-chosen', objectType: 'account', objectId: reader.account.id, details: wish },
				requestId: event.locals.requestId
			});
		});
		return { done: 'mail-chosen' };
	}
};

function act(action: string, kind: string, requestId: string) {
	return { action, objectType: 'watch-rule', details: { kind }, requestId };
}
