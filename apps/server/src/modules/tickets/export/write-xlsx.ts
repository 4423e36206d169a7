import { writeZip } from '../../../platform/files/write-zip.ts';

/** Text, a number, an instant by the wall clock (as if that were UTC), or nothing. */
export type Cell = string | number | Date | null;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const openxml = 'http://schemas.openxmlformats.org';
const main = `${openxml}/spreadsheetml/2006/main`;
const relations = `${openxml}/package/2006/relationships`;
const officeRelations = `${openxml}/officeDocument/2006/relationships`;
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Characters that one cell holds; a spreadsheet refuses the whole file for more. */
const cellCharactersMax = 32_767;
/** Rows of text handed on at once. */
const rowsAtOnce = 100;
/** Places in `cellXfs` of the styles. */
const bold = 1;
const moment = 2;

/**
 * Rows, headings first, as an Excel workbook of one sheet (ECMA-376), read as fast as it is taken. Written here and not by
 * a library: the ones that stream keep what is not taken yet in memory. Text is always text and never a formula (A25).
 */
export function writeXlsx(input: { rows: AsyncIterable<Cell[]>; sheetName: string }): AsyncGenerator<Buffer> {
  return writeZip([
    { name: '[Content_Types].xml', text: [contentTypes] },
    { name: '_rels/.rels', text: [relationsOf([['officeDocument', 'xl/workbook.xml']])] },
    { name: 'xl/workbook.xml', text: [workbookOf(input.sheetName)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: [
        relationsOf([
          ['worksheet', 'worksheets/sheet1.xml'],
          ['styles', 'styles.xml'],
        ]),
      ],
    },
    { name: 'xl/styles.xml', text: [styles] },
    { name: 'xl/worksheets/sheet1.xml', text: sheetOf(input.rows) },
  ]);
}

async function* sheetOf(rows: AsyncIterable<Cell[]>): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" baseColWidth="16"/><sheetData>`;
  let waiting: string[] = [];
  let isHeading = true;
  for await (const row of rows) {
    waiting.push(`<row>${row.map((cell) => cellOf(cell, isHeading)).join('')}</row>`);
    isHeading = false;
    if (waiting.length < rowsAtOnce) continue;
    yield waiting.join('');
    waiting = [];
  }
  yield `${waiting.join('')}</sheetData></worksheet>`;
}

/** From the first of January of 1970 to the day that spreadsheets count from, in days. */
const daysBefore1970 = 25_569;
const dayMs = 86_400_000;

function cellOf(cell: Cell, isHeading: boolean): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (cell instanceof Date) return `<c s="${moment}"><v>${cell.getTime() / dayMs + daysBefore1970}</v></c>`;
  const style = isHeading ? ` s="${bold}"` : '';
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold is left out, and what reads as one of the format's own escapes is escaped itself. */
function xmlText(text: string): string {
  return text
    .slice(0, cellCharactersMax)
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[&<>"]/g, (character: string) => entities[character]!);
}

function relationsOf(targets: readonly (readonly [kind: string, target: string])[]): string {
  const each = targets.map(
    ([kind, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${officeRelations}/${kind}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${relations}">${each.join('')}</Relationships>`;
}

const contentTypes = `${head}<Types xmlns="${openxml}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/></Types>`;

function workbookOf(sheetName: string): string {
  return `${head}<workbook xmlns="${main}" xmlns:r="${officeRelations}"><sheets><sheet name="${xmlText(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`;
}

/** Plain, bold for headings, and the reader's own way of writing day and hour (format 22). */
const styles = `${head}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="22" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;
