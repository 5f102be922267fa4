/**
 * A company small enough to count by hand. 32 people on 16 November 2022: 12 in security (101 to 112), 10 in site
 * reliability (113 to 122), 6 in payroll (123 to 128), 4 in sales (129 to 132). Asked to say yes by Thursday
 * 17 November, 17:00 New York; silence is resignation.
 *
 * security: 7 yes, 2 no, 3 silent: 12 -> 7, minimum 8, below by 1 from 18 November
 * site reliability: 6 yes, 1 no, 3 silent: 10 -> 6, minimum 6, no slack
 * payroll: 5 yes, 1 who answers on the 18th (late, so silent): 6 -> 5, minimum 4, one spare
 * sales: 4 yes, no minimum
 *
 * Together: 22 yes, 3 no, 7 silent of 32; 10 count as leaving; 1 late.
 */
export const ROLES = [
	{ title: 'Security Engineer', department: 'Security', from: 101, to: 112, yes: 7, no: 2 },
	{ title: 'Site Reliability Engineer', department: 'Infrastructure', from: 113, to: 122, yes: 6, no: 1 },
	{ title: 'Payroll Specialist', department: 'Finance', from: 123, to: 128, yes: 5, no: 0 },
	{ title: 'Account Executive', department: 'Sales', from: 129, to: 132, yes: 4, no: 0 }
];
const LATE = 128;

const ROSTER_HEADER =
	'EmployeeID,FirstName,LastName,StartDate,ExitDate,Title,Supervisor,ADEmail,BusinessUnit,EmployeeStatus,EmployeeType,' +
	'PayZone,EmployeeClassificationType,TerminationType,TerminationDescription,DepartmentType,Division,DOB,State,' +
	'JobFunctionDescription,GenderCode,LocationCode,RaceDesc,MaritalDesc,PerformanceScore,CurrentEmployeeRating';

function people(): { id: number; title: string; department: string; answer: 'yes' | 'no' | 'silent' }[] {
	return ROLES.flatMap((role) =>
		Array.from({ length: role.to - role.from + 1 }, (_, place) => {
			const answer = place < role.yes ? 'yes' : place < role.yes + role.no ? 'no' : 'silent';
			return { id: role.from + place, title: role.title, department: role.department, answer };
		})
	);
}

/**
 * The roster in the shape of a common HR export: every start date has day and month below 13, exits prove the order.
 * `former` more people left in 2015, long before anything happens here.
 */
export function rosterFile(former = 0): Buffer {
	const past = Array.from({ length: former }, (_, place) => ({
		...{ id: 10_001 + place, title: 'Account Executive', department: 'Sales', start: 2010, exit: '12/15/2015' }
	}));
	const present = people().map((person) => ({
		...person,
		start: 2019,
		exit: person.answer === 'yes' ? '' : '11/17/2022'
	}));
	const lines = [...present, ...past].map(({ id, title, department, start: year, exit }) => {
		const hasLeft = exit !== '';
		const start = `${(id % 9) + 1}/${(id % 12) + 1}/${year}`;
		const cells = Array<string>(26).fill('');
		cells.splice(0, 6, String(id), `First${id}`, `Canary${id}`, start, exit, title);
		cells.splice(
			7,
			5,
			`canary${id}@example.org`,
			'BU',
			hasLeft ? 'Voluntarily Terminated' : 'Active',
			'Full-Time',
			'Zone A'
		);
		cells.splice(13, 1, hasLeft ? 'Resignation' : 'Unk');
		cells.splice(15, 3, `${department}       `, 'Division', `${(id % 12) + 13}-06-1980`);
		return cells.join(',');
	});
	return Buffer.from([`\uFEFF${ROSTER_HEADER}`, ...lines].join('\r\n') + '\r\n');
}

export function staffingFile(): Buffer {
	return Buffer.from(
		[
			'function_id,name,role_family,required_min,critical,from_date,owner,source',
			'SEC,Security,security,8,yes,2022-01-01,CISO,Staffing plan 2022',
			'SRE,Site reliability,sre-operations,6,yes,2022-01-01,VP Infrastructure,Staffing plan 2022',
			'PAY,Payroll,payroll,4,yes,2022-01-01,CFO,Staffing plan 2022'
		].join('\n')
	);
}

/** The answers as a French export: semicolons, dd/mm/yyyy, Windows-1252. */
export function answersFile(): Buffer {
	const answered = people().filter(({ answer }) => answer !== 'silent');
	const lines = answered.map(({ id, answer }) => `${id};${answer === 'yes' ? 'oui' : 'non'};16/11/2022 1${id % 10}:05`);
	lines.push(`${LATE};oui;18/11/2022 09:00`);
	return Buffer.from(['Matricule;Réponse;Répondu le', ...lines].join('\r\n') + '\r\n', 'latin1');
}
