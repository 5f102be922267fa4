-- A mail with the brief in it carries figures out of the house: an administrator allows that first. Until then, and
-- again once it is taken back, a mail holds nothing but a link.
alter table organisation add column brief_by_mail boolean not null default false;
