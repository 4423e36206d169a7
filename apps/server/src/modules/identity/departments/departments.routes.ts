import * as ruleContracts from '@ventanilla/contracts/department-rules';
import * as contracts from '@ventanilla/contracts/departments';
import type { Db } from '../../../platform/db/database.ts';
import { type RouteBinding, route } from '../../../platform/http/index.ts';
import { changeDepartmentSettings } from './change-settings.ts';
import { readDepartmentSettings } from './department-settings.ts';
import { listDepartments } from './list-departments.ts';
import { createDepartment, orderDepartments, updateDepartment } from './write-departments.ts';

/** Departments and who works in them. */
export function departmentRoutes(db: Db): RouteBinding[] {
  return [
    route(contracts.listDepartments, async () => ({ items: await listDepartments(db) })),
    route(contracts.createDepartment, async ({ body, transact, reply }) => {
      reply.code(201);
      return transact((work) => createDepartment(body, work));
    }),
    route(contracts.updateDepartment, ({ params, body, ifMatch, transact }) =>
      transact((work) => updateDepartment({ ...params, version: ifMatch, changes: body }, work)),
    ),
    route(contracts.orderDepartments, async ({ body, transact }) => {
      await transact((work) => orderDepartments(body, work));
      return { items: await listDepartments(db) };
    }),
    route(ruleContracts.getDepartmentSettings, ({ params }) => readDepartmentSettings(params, db)),
    route(ruleContracts.updateDepartmentSettings, ({ params, body, ifMatch, transact }) =>
      transact((work) => changeDepartmentSettings({ ...params, ...body, version: ifMatch }, work)),
    ),
  ];
}
