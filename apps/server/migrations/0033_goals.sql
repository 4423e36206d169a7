-- What is to be reached each working day: by one person, or by each person of a department.
create table goals (
  agent_id uuid references agents (id),
  department_id uuid references departments (id),
  metric text not null check (metric in ('attended', 'closed', 'first_in_time')),
  target integer not null check (target > 0),
  check (num_nonnulls(agent_id, department_id) = 1),
  unique nulls not distinct (agent_id, department_id, metric)
);
