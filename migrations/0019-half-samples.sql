-- A sample company is filled in several steps. One whose process died on the way is known by this mark, and removed.
alter table organisation add column is_complete boolean not null default true;
