import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFile } from '#lib/imports/drafts/draft.server.ts';
import type { KindId } from '#lib/datasets/dataset.ts';
import { ensureDefaultRoleFamilies } from '#lib/roles/role-families.server.ts';
import { allowBriefMail } from '#lib/server/brief-mail.ts';
import type { Scope } from '#lib/server/database.ts';
import { keepWish } from '#lib/server/mail-wishes.ts';
import { writeMail } from '#lib/server/outbox.ts';
import { setRuntime } from '#lib/server/runtime.ts';
import { readSettings } from '#lib/server/settings.ts';
import {
	createAccount,
	createOrganisation,
	testDatabase,
	type TestDatabase
} from '../../../../../test/support/database.ts';
import { mailServer, type MailServer } from '../../../../../test/support/mail-server.ts';
import { sendMailOf } from '../../../mail.server.ts';

const EVENTS = `event_id,organisation,event_type,title,announced_on,announced_at_local,deadline_at_local,time_zone,question,silence_rule,source
e1,Acme,ultimatum,Look at evil.example/now,2024-03-01,2024-03-01T09:00,2024-03-05T17:00,Europe/Paris,opt_in_to_stay,resign,memo`;
// 8 people of payroll, of whom 2 leave on the day of the deadline.
const PEOPLE = Array.from(
	{ length: 8 },
	(_, at) => `P${at},2020-01-15,${at < 2 ? '2024-03-05' : ''},Payroll Specialist`
);
const ANSWERS = ['P0,leave', 'P1,leave', 'P2,stay', 'P3,stay'].map((answer) => `${answer},2024-03-04T10:05:00+01:00`);
const FILES: [KindId, string, object][] = [
	['events', EVENTS, {}],
	[
		'roster',
		['person_id,hire_date,exit_date,job_title', ...PEOPLE].join('\n'),
		{ plan: { asOf: '2024-06-30', exitConvention: 'last-day' } }
	],
	['ultimatum-responses', ['person_id,answer,responded_at', ...ANSWERS].join('\n'), { eventId: 'e1' }],
	[
		'staffing-requirements',
		'function_id,name,role_family,required_min,critical,from_date,owner,source\npay,Payroll run,payroll,7,yes,2022-01-01,CFO,plan',
		{}
	]
];

let db: TestDatabase;
let server: MailServer;
let scope: Scope & { account: string };
beforeAll(async () => {
	[db, server] = await Promise.all([testDatabase(), mailServer()]);
	setRuntime({ ...db.io, settings: { ...readSettings({}), mail: server.settings }, shutdownWork: new Set() });
	const { id } = await createOrganisation(db.database, { name: 'Acme' });
	scope = {
		organisation: id,
		account: (await createAccount(db.database, { organisation: id, roles: ['analyst'] })).id
	};
	await db.database.inOrganisation(scope, (tx) => ensureDefaultRoleFamilies(tx, scope));
	for (const [kind, text, more] of FILES)
		await importFile(db.io, scope, {
			...{ kind, datasetName: kind, fileName: `${kind}.csv`, bytes: Buffer.from(`${text}\n`), ...more }
		});
	await db.database.inOrganisation(scope, (tx) =>
		keepWish(tx, scope, { findings: false, brief: 'weekly', imports: false, language: 'fr' })
	);
});
afterAll(async () => {
	await server.stop();
	await db.drop();
});

/** The mail with a brief. */
async function mailed(occasion: string): Promise<string> {
	const mail = { kind: 'brief' as const, occasion, accountId: scope.account, path: '/o/acme/brief', validHours: 1 };
	await db.database.inOrganisation(scope, (tx) => writeMail(tx, scope, db.io.secrets, mail));
	await sendMailOf(scope.organisation);
	return server.mails
		.splice(0)
		.map(({ body }) => body.replaceAll('\r\n', '\n'))
		.join('\n=====\n');
}
const allow = (isAllowed: boolean) => db.database.inOrganisation(scope, (tx) => allowBriefMail(tx, scope, isAllowed));

test('a brief by mail is a link until an administrator allows more; then it says 5 answers in 11 sentences, to an analyst too as executives see them', async () => {
	const link = /^La synthèse de Acme, .*\n\nhttp:\/\/\S+\/brief\n\n.*\n$/s;
	expect(await mailed('one')).toMatch(link);
	expect([await allow(true), await allow(true)]).toEqual([true, false]);
	const said = await mailed('two');
	for (const sentence of [
		'Acme, 30 juin 2024\n\nCe qui s’est passé\n- Look at evil. example/ now, annoncé le 1er mars 2024',
		// 2 of 4 said they leave: analysts read that, executives do not (METHODS 7.1).
		'- Les réponses sont trop peu nombreuses pour être montrées.',
		'de 8 au 29 février 2024 à 6 au 30 juin 2024',
		'- Payroll run (critique)\u202f: 6 sur 7 (−1), en dessous depuis le 6 mars 2024.\nhttp',
		'Registre du personnel, version 1 et Effectifs minimaux, version 1. Données au 30 juin 2024.\nCalculé par Muster'
	])
		expect(said).toContain(sentence);
	expect([said.match(/^- /gm)?.length, said.includes('2 sur 4'), said.includes('CFO')]).toEqual([11, false, false]);
	expect(await allow(false)).toBe(true);
	expect(await mailed('three')).toMatch(link);
});
