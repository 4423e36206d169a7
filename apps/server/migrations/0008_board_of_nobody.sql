-- «Nuevos» begins with what nobody has. A search for null promises no order in an index of owners, so all of it was read
-- and sorted for each page; here the condition is the index itself.
create index tickets_board_nobody on tickets (stage, activity_at desc, id desc) where closed_at is null and owner_id is null;
