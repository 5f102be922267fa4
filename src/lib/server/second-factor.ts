import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Transaction } from './database.ts';
import { sealing, type Sealed } from './sealing.ts';
import { tokenHash } from './tokens.ts';

const ISSUER = 'Muster';
const STEP_SECONDS = 30;
/** Codes of the step before and after are taken too: clocks differ. */
const WINDOW = 1;
const RECOVERY_CODES = 10;
const RECOVERY_LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

export type FactorKey = Uint8Array;
export interface FactorState {
	isOn: boolean;
	recoveryCodesLeft: number;
}
export interface Enrolment {
	/** Base32, to type into an app. */
	secret: string;
	/** otpauth:// address, to be shown as a QR code. */
	address: string;
}

/** Whether the second factor of an account is in force, and how many recovery codes are left. */
export async function factorState(tx: Transaction, accountId: string): Promise<FactorState> {
	const [row] = await tx<FactorState[]>`
		select exists (select from second_factor where account_id = ${accountId} and confirmed_at is not null) as "isOn",
			(select count(*)::int from recovery_code where account_id = ${accountId}) as "recoveryCodesLeft"`;
	return row;
}

/** The secret of an enrolment that is not yet confirmed: the one begun before, or a new one. Null when already on. */
export async function beginFactor(
	tx: Transaction,
	key: FactorKey,
	account: { id: string; email: string }
): Promise<Enrolment | null> {
	const made: Sealed = sealing(key).seal(new Secret({ size: 20 }).base32);
	await tx`insert into second_factor (account_id, secret) values (${account.id}, ${tx.json(made as never)})
		on conflict do nothing`;
	const [row] = await tx<{ secret: Sealed; isOn: boolean }[]>`
		select secret, confirmed_at is not null as "isOn" from second_factor where account_id = ${account.id}`;
	const secret = row.isOn ? null : sealing(key).open<string>(row.secret);
	return secret === null ? null : { secret, address: totpOf(secret, account.email).toString() };
}

/** Puts the factor in force if the code is right, and gives the recovery codes, which are shown only now. */
export async function confirmFactor(
	tx: Transaction,
	key: FactorKey,
	accountId: string,
	code: string
): Promise<string[] | null> {
	if (!(await isCodeRight(tx, key, accountId, code, false))) return null;
	await tx`update second_factor set confirmed_at = now() where account_id = ${accountId}`;
	const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
	for (const one of codes)
		await tx`insert into recovery_code (account_id, code_hash) values (${accountId}, ${tokenHash(one)})`;
	return codes;
}

/** True for the code of the moment, once, or for a recovery code, which is used up. Needs a factor in force. */
export async function isFactorRight(tx: Transaction, key: FactorKey, accountId: string, text: string) {
	const typed = text.toLowerCase().replace(/[\s-]/g, '');
	if (/^\d{6}$/.test(typed)) return isCodeRight(tx, key, accountId, typed, true);
	const used = await tx`delete from recovery_code where account_id = ${accountId} and code_hash = ${tokenHash(typed)}`;
	return used.count === 1;
}

export async function removeFactor(tx: Transaction, accountId: string): Promise<void> {
	await tx`delete from second_factor where account_id = ${accountId}`;
}

/** A code counts once: the step it belongs to must be later than the last one used. The database's clock decides. */
async function isCodeRight(tx: Transaction, key: FactorKey, accountId: string, code: string, isOn: boolean) {
	const [row] = await tx<{ secret: Sealed; lastStep: number; now: number }[]>`
		select secret, last_step as "lastStep", (extract(epoch from clock_timestamp()) * 1000)::float8 as now
		from second_factor where account_id = ${accountId} and (confirmed_at is not null) = ${isOn} for update`;
	const secret = row ? sealing(key).open<string>(row.secret) : null;
	const typed = code.replace(/\s/g, '');
	if (secret === null || !/^\d{6}$/.test(typed)) return false;
	const delta = totpOf(secret, '').validate({ token: typed, timestamp: row.now, window: WINDOW });
	if (delta === null) return false;
	const step = Math.floor(row.now / 1000 / STEP_SECONDS) + delta;
	if (step <= row.lastStep) return false;
	await tx`update second_factor set last_step = ${step} where account_id = ${accountId}`;
	return true;
}

function totpOf(secret: string, label: string): TOTP {
	return new TOTP({ issuer: ISSUER, label: label || ISSUER, secret: Secret.fromBase32(secret), period: STEP_SECONDS });
}

/** Ten letters and digits that are not mistaken for one another: 49 bits, and tries are limited. */
function newRecoveryCode(): string {
	return Array.from({ length: 10 }, () => RECOVERY_LETTERS[randomInt(RECOVERY_LETTERS.length)]).join('');
}
