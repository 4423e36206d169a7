-- With what is noted by default every word that is not among the thousand most frequent counts as in one message of two
-- hundred; with millions of messages that makes reading them backwards look quicker than the index of words.
alter table message_search alter column vector set statistics 500;
