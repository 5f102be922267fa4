import { fail } from '@sveltejs/kit';
import type { Language } from '#lib/messages/language.ts';
import { recordAudit } from '#lib/server/audit.ts';
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
import { organisationFacts } from '../organisation-facts.server.ts';
import { lookOut } from './watch-run.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Finished on the server: no hydration. */
export const csr = false;

const MOST_DAYS = 3650;

export const load: PageServerLoad = async (event) => {
	const reader = requireRole(event, 'analyst', 'executive');
	const language = serverLanguage(event.locals.locale);
	await lookOut(reader, await organisationFacts({ ...reader, pins: null }));
	const { rules, findings } = await getRuntime().database.inOrganisation(reader.scope, async (tx) => ({
		rules: await listRules(tx, reader.scope),
		findings: await listFindings(tx, reader.scope)
	}));
	return {
		isAnalyst: reader.tier === 'analyst',
		kinds: WATCH_KINDS.map((kind) => {
			const rule = rules.find((each) => each.kind === kind);
			return { kind, isSet: rule !== undefined, days: rule?.days ?? null };
		}),
		findings: findings.map((finding) => ({
			key: `${finding.kind} ${finding.key}`,
			foundOn: finding.foundAt.toISOString().slice(0, 10),
			text: sentenceOf(finding, language)
		}))
	};
};

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
	}
};

function act(action: string, kind: string, requestId: string) {
	return { action, objectType: 'watch-rule', details: { kind }, requestId };
}
