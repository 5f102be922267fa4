/** Qualified people of each function on two days, and how often the number changed between `from` and `on`. */
export const COVERAGE = `with step as (
	select role, hire_date as day, count(*) as change from roster where role in (select role from wanted) group by all
	union all
	select role, (coalesce(last_working_day, exit_date) + 1)::date, -count(*) from roster
	where exit_date is not null and role in (select role from wanted) group by all
), day as (
	select role, day, sum(change) as change from step group by all
)
select function_id,
	sum(change) filter (where day <= $on::date)::int as on_day,
	sum(change) filter (where day <= $before::date)::int as before_day,
	count(*) filter (where change <> 0 and day > $from::date and day <= $on::date)::int as changes
from wanted join day using (role) group by function_id order by function_id`;

/** Headcount, hires and separations of each role by month end. */
export const HEADCOUNT = `with per_day as materialized (
	select role, hire_date as day, true as is_hire, count(*) as people from roster group by role, hire_date
	union all
	select role, exit_date, false, count(*) from roster where exit_date is not null group by role, exit_date
), change as (
	select role, last_day(day) as month, sum(people) filter (where is_hire) as hires,
		sum(people) filter (where not is_hire) as separations, 0 as gone from per_day group by all
	union all
	select role, last_day((day + 1)::date), 0, 0, sum(people) from per_day where not is_hire group by all
	union all
	select role, last_day(month::date), 0, 0, 0
	from (select distinct role from per_day), range($from::date, $to::date, interval 1 month) as months(month)
), month as (
	select role, month, coalesce(sum(hires), 0) as hires, coalesce(sum(separations), 0) as separations, sum(gone) as gone
	from change group by all
), level as (
	select *, sum(hires - gone) over (partition by role order by month) as headcount from month
)
select month::text, role::text, headcount::int, hires::int, separations::int from level
where month between $from::date and last_day($to::date) order by month, role::text`;

/** Exits of each department by type, the regretted ones, and the days everybody was employed. */
export const ATTRITION = `select department::text,
	count(*) filter (where exit_date <= $to::date)::int as separations,
	count(*) filter (where exit_date <= $to::date and separation_type = 'voluntary')::int as voluntary,
	count(*) filter (where exit_date <= $to::date and separation_type = 'involuntary')::int as involuntary,
	count(*) filter (where exit_date <= $to::date and regretted = 'yes')::int as regretted,
	sum(least(coalesce(exit_date, $to::date), $to::date) - greatest(hire_date, $from::date) + 1)::double as days
from roster where hire_date <= $to::date and coalesce(exit_date, $to::date) >= $from::date
group by department order by department::text`;

/** Kaplan-Meier share of each role after one, two, five and ten years, with late entry. */
export const SURVIVAL = `with seen as (
	select role, greatest(0, $from::date - hire_date) + 1 as entered,
		least(coalesce(exit_date, $to::date), $to::date) - hire_date + 1 as time,
		coalesce(exit_date <= $to::date, false) as ended
	from roster where coalesce(exit_date, $to::date) >= $from::date and hire_date <= $to::date
), step as (
	select role, t, sum(come) as come, sum(events) as events, sum(gone) as gone from (
		select role, entered as t, count(*) as come, 0 as events, 0 as gone from seen group by all
		union all
		select role, time, 0, count(*) filter (where ended), count(*) from seen group by all
	) group by role, t
), risk as (
	select role, t, events, sum(come) over own - sum(gone) over own + gone as at_risk
	from step window own as (partition by role order by t)
), curve as (
	select role, t, exp(sum(case when events >= at_risk then -1e9 else ln(1 - events::double / at_risk) end)
		over (partition by role order by t)) as share from risk where at_risk > 0
)
select role::text, max_by(share, t) filter (where t <= 365), max_by(share, t) filter (where t <= 730),
	max_by(share, t) filter (where t <= 1826), max_by(share, t) filter (where t <= 3652)
from curve group by role order by role::text`;

// The square of the normal quantile of 0.975.
const Z2 = 3.8414588206941254;

/** What the people asked answered in time, the last answer of each, by `groups`; with Wilson limits of those not staying. */
const answersBy = (groups: string) => `with answered as (
	select person, max_by(answer, place) as answer from response
	where responded_at between $announced::timestamp and $deadline::timestamp group by person
), tally as (
	select ${groups}, count(*)::double as asked, count(*) filter (where answer = 'stay') as stay,
		count(*) filter (where answer = 'leave') as leave
	from roster left join answered using (person)
	where hire_date <= $on::date and coalesce(exit_date, $on::date) >= $on::date group by ${groups}
), spread as (
	select *, asked - stay as gone, sqrt(${Z2} * ((asked - stay) * stay / asked + ${Z2 / 4})) as half from tally
), rows as (
	select *, (gone + ${Z2 / 2} - half) / (asked + ${Z2}) as lower, (gone + ${Z2 / 2} + half) / (asked + ${Z2}) as upper
	from spread
)`;

export const ANSWERS = `${answersBy('role')}
select role::text, asked, stay::int, leave::int, lower, upper from rows order by role::text`;

export const ANSWERS_BY_LEVEL = `${answersBy('role, level')}
select role::text, level::text, asked, gone, lower, upper from rows order by role::text, level::text`;

/** Of the people of each department employed on the first of a month, how many left in it; ten years of months. */
export const MONTHS = `with per_day as materialized (
	select department, hire_date - 1 as day, count(*) as come, 0 as gone, 0 as ended
	from roster group by department, hire_date
	union all
	select department, exit_date, 0, count(*), count(*) filter (where exit_date - hire_date >= day(exit_date) - 1)
	from roster where exit_date is not null group by department, exit_date
), change as (
	select department, greatest(last_day(day) + 1, $from::date) as month, sum(come) - sum(gone) as change, 0 as ended
	from per_day group by all
	union all
	select department, date_trunc('month', day)::date, 0, sum(ended) from per_day where day >= $from::date group by all
	union all
	select department, month::date, 0, 0
	from (select distinct department from per_day), range($from::date, $to::date, interval 1 month) as months(month)
), month as (
	select department, month, sum(change) as change, sum(ended) as ended from change group by all
), level as (
	select *, sum(change) over (partition by department order by month)::double as people from month
), spread as (
	select *, sqrt(${Z2} * (ended * (people - ended) / people + ${Z2 / 4})) as half from level
	where people > 0 and month between $from::date and $to::date
)
select strftime(month, '%Y-%m'), department::text, people::int, ended::int,
	(ended + ${Z2 / 2} - half) / (people + ${Z2}), (ended + ${Z2 / 2} + half) / (people + ${Z2})
from spread order by month, department::text`;

/** What the people asked answered in time, the last answer of each, and how many of them left until a day, by role. */
export const JOIN = `with answered as (
	select person, max_by(answer, place) as answer from response
	where responded_at between $announced::timestamp and $deadline::timestamp group by person
)
select role::text, count(*)::int,
	count(*) filter (where answer = 'stay' and exit_date <= $until::date)::int,
	count(*) filter (where answer = 'leave' and exit_date <= $until::date)::int,
	count(*) filter (where answer is null and exit_date <= $until::date)::int
from roster left join answered using (person)
where hire_date <= $on::date and coalesce(exit_date, $on::date) >= $on::date group by role order by role::text`;
