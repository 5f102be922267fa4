-- Somebody who was erased may be hired again under the same id: an administrator takes the id off the list, with a reason
-- in the audit log. What was erased does not come back.

grant delete on erased_person to muster_app;
