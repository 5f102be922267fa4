import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { ownerSql, type OwnerSql } from '../../../test/support/owner.ts';
import { operatorReset } from '../../start/print-reset-link.ts';
import { beginFactor, confirmFactor, factorState, isFactorRight } from './second-factor.ts';
import { signIn, signInWithCode } from './sign-in.ts';

const PASSWORD = 'seven lost umbrellas';
const client = { address: '192.0.2.7', userAgent: null, requestId: 'r', formerSessionId: null };
let db: TestDatabase;
let owner: OwnerSql;
let key: Buffer;
beforeAll(async () => {
	db = await testDatabase();
	owner = ownerSql(db);
	key = db.io.secrets.key('second factor');
});
afterAll(async () => {
	await owner.end();
	await db.drop();
});

/** RFC 6238 with SHA-1, written anew: six digits of the step `offset` steps from now. */
function codeOf(base32: string, offset = 0, at = Date.now()): string {
	const bits = [...base32].map((letter) =>
		'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
	);
	const bytes = bits.join('').match(/.{8}/g) ?? [];
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000) + offset));
	const mac = createHmac('sha1', Buffer.from(bytes.map((byte) => parseInt(byte, 2))))
		.update(counter)
		.digest();
	const from = mac[19] & 15;
	return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function enrolled() {
	const account = await createAccount(db.database, { password: PASSWORD });
	const system = <T>(work: Parameters<typeof db.database.inSystem<T>>[0]) => db.database.inSystem(work, account.id);
	const enrolment = await system((tx) => beginFactor(tx, key, account));
	const secret = enrolment?.secret ?? '';
	const codes = await system((tx) => confirmFactor(tx, key, account.id, codeOf(secret)));
	// As if the code of the enrolment were long over.
	await owner`update second_factor set last_step = 0 where account_id = ${account.id}`;
	return { account, secret, codes: codes ?? [], system };
}
const passwordStep = async (email: string) => {
	const result = await signIn(db.database, { ...client, email, password: PASSWORD });
	return result.outcome === 'code' ? result.pending : '';
};
const codeStep = (pending: string, code: string) =>
	signInWithCode(db.database, { ...client, pending, code }, { factorKey: key });

test("this test's own codes are those of RFC 6238, appendix B, cut to six digits", () => {
	const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
	expect([59, 1111111109, 20000000000].map((second) => codeOf(secret, 0, second * 1000))).toEqual([
		'287082',
		'081804',
		'353130'
	]);
});

test('before a first right code nothing is in force; after it 10 recovery codes are given once', async () => {
	const account = await createAccount(db.database, { password: PASSWORD });
	const enrolment = await db.database.inSystem((tx) => beginFactor(tx, key, account), account.id);
	expect(enrolment?.address).toMatch(/^otpauth:\/\/totp\/Muster:/);
	const again = await db.database.inSystem((tx) => beginFactor(tx, key, account), account.id);
	expect(again?.secret).toBe(enrolment?.secret);
	expect(await db.database.inSystem((tx) => confirmFactor(tx, key, account.id, '000000x'), account.id)).toBeNull();
	expect(await signIn(db.database, { ...client, email: account.email, password: PASSWORD })).toMatchObject({
		outcome: 'done'
	});
	const { codes, system, account: on } = await enrolled();
	expect(new Set(codes).size).toBe(10);
	expect(await system((tx) => factorState(tx, on.id))).toEqual({ isOn: true, recoveryCodesLeft: 10 });
	expect(await system((tx) => beginFactor(tx, key, on))).toBeNull();
});

test('the secret and the recovery codes stand nowhere in the database as they are', async () => {
	const { account, secret, codes } = await enrolled();
	const rows =
		await owner`select f.secret::text, r.code_hash from second_factor f join recovery_code r using (account_id)
		where account_id = ${account.id}`;
	const text = JSON.stringify(rows);
	for (const word of [secret, ...codes]) expect(text).not.toContain(word);
});

test('the password alone gives no session; with the code it does, and the same code not a second time', async () => {
	const { account, secret } = await enrolled();
	const code = codeOf(secret);
	const pending = await passwordStep(account.email);
	expect(pending).toHaveLength(43);
	expect(await codeStep(pending, code)).toMatchObject({ outcome: 'done', accountId: account.id });
	expect(await codeStep(pending, codeOf(secret, 1))).toEqual({ outcome: 'gone' });
	expect(await codeStep(await passwordStep(account.email), code)).toEqual({ outcome: 'wrong' });
	const next = codeOf(secret, 1);
	expect(await codeStep(await passwordStep(account.email), next)).toMatchObject({ outcome: 'done' });
});

test('a recovery code signs in once, whatever its case and spaces', async () => {
	const { account, codes, system } = await enrolled();
	const typed = ` ${codes[3].slice(0, 5).toUpperCase()}-${codes[3].slice(5)} `;
	expect(await codeStep(await passwordStep(account.email), typed)).toMatchObject({ outcome: 'done' });
	expect(await codeStep(await passwordStep(account.email), codes[3])).toEqual({ outcome: 'wrong' });
	expect(await system((tx) => isFactorRight(tx, key, account.id, codes[4]))).toBe(true);
	expect((await system((tx) => factorState(tx, account.id))).recoveryCodesLeft).toBe(8);
});

test('after 5 wrong codes the sixth needs the password again; after 20 in an hour the account waits', async () => {
	const { account, secret } = await enrolled();
	for (let round = 0; round < 4; round++) {
		const pending = await passwordStep(account.email);
		for (let count = 0; count < 5; count++) expect(await codeStep(pending, 'abcdefghij')).toEqual({ outcome: 'wrong' });
		expect(await codeStep(pending, codeOf(secret, 1))).toEqual({ outcome: 'gone' });
	}
	expect(await codeStep(await passwordStep(account.email), codeOf(secret, 1))).toMatchObject({ outcome: 'limited' });
});

test('a second step 10 minutes old, of a disabled account, or made up, is gone', async () => {
	const { account, secret } = await enrolled();
	const [old, disabled] = [await passwordStep(account.email), await passwordStep(account.email)];
	await owner`update pending_sign_in set expires_at = now() where account_id = ${account.id}
		and id = encode(sha256(${Buffer.from(old)}), 'hex')`;
	expect(await codeStep(old, codeOf(secret, 1))).toEqual({ outcome: 'gone' });
	await owner`update account set disabled_at = now() where id = ${account.id}`;
	expect(await codeStep(disabled, codeOf(secret, 1))).toEqual({ outcome: 'gone' });
	for (const made of ['', 'x', 'x'.repeat(43), '\0'.repeat(43)])
		expect(await codeStep(made, '000000')).toEqual({ outcome: 'gone' });
});

test('whoever runs the installation takes the factor off an account with the link for a new password', async () => {
	const { account, system } = await enrolled();
	expect(await operatorReset(db.database, 'nobody@example.org', true)).toBeNull();
	expect(await operatorReset(db.database, account.email, false)).toMatch(/^\/reset\/[\w-]{43}$/);
	expect((await system((tx) => factorState(tx, account.id))).isOn).toBe(true);
	await operatorReset(db.database, ` ${account.email.toUpperCase()}`, true);
	expect(await system((tx) => factorState(tx, account.id))).toEqual({ isOn: false, recoveryCodesLeft: 0 });
});
