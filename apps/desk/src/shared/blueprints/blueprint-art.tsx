import type { JSX } from 'react';

const columns = [
  { x: 24, flag: 'naranja', count: 3 },
  { x: 98, flag: 'azul', count: 3 },
  { x: 172, flag: 'verde', count: 2 },
];
const sheet = {
  viewBox: '0 0 260 132',
  width: '100%',
  style: { maxWidth: 260 },
  'aria-hidden': true,
} as const;
const paper = { fill: 'var(--surface)', stroke: 'var(--line-strong)' } as const;

/** A board with cards in its columns. */
export function BoardArt() {
  return (
    <svg {...sheet}>
      {columns.map(({ x, flag, count }) => (
        <g key={x}>
          <rect x={x} y={18} width={34} height={4} rx={2} fill="var(--line-control)" />
          {Array.from({ length: count }, (_, index) => 30 + index * 27).map((y) => (
            <g key={y}>
              <rect x={x} y={y} width={64} height={22} rx={4} {...paper} />
              <rect x={x + 3} y={y + 4} width={2} height={14} rx={1} fill={`var(--${flag})`} />
              <rect x={x + 9} y={y + 6} width={34} height={4} rx={2} fill="var(--line-strong)" />
              <rect x={x + 9} y={y + 13} width={22} height={4} rx={2} fill="var(--line)" />
            </g>
          ))}
        </g>
      ))}
    </svg>
  );
}

const rows = [
  { y: 16, dot: 'accent' },
  { y: 52, dot: 'azul' },
  { y: 88, dot: 'verde' },
];
const thread = { stroke: 'var(--line-control)', strokeWidth: 1.5 } as const;

/** Who takes in, who solves and, for all of them, who closes. */
export function DepartmentsArt() {
  return (
    <svg {...sheet}>
      {rows.map(({ y, dot }) => (
        <g key={y}>
          <rect x={24} y={y} width={62} height={26} rx={5} {...paper} />
          <circle cx={37} cy={y + 13} r={5} fill={`var(--${dot})`} />
          <rect x={47} y={y + 11} width={30} height={4} rx={2} fill="var(--line-strong)" />
          <path d={`M88 ${y + 13}h22`} {...thread} />
          <rect x={112} y={y} width={52} height={26} rx={5} {...paper} />
          <rect x={120} y={y + 11} width={34} height={4} rx={2} fill="var(--line-strong)" />
          <path d={`M166 ${y + 13}h20`} {...thread} />
        </g>
      ))}
      <rect x={188} y={16} width={48} height={98} rx={5} {...paper} />
      <path
        d="M202 56l7 7 13-15"
        fill="none"
        stroke="var(--verde)"
        strokeWidth={2.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <rect x={198} y={76} width={28} height={4} rx={2} fill="var(--line-strong)" />
    </svg>
  );
}

/** A sheet where something is to be added. */
export function BlankArt() {
  return (
    <svg {...sheet}>
      <rect x={70} y={26} width={120} height={82} rx={8} {...paper} />
      <path d="M130 52v30M115 67h30" stroke="var(--line-control)" strokeWidth={2.5} strokeLinecap="round" />
    </svg>
  );
}

const arts: Record<string, () => JSX.Element> = { weknow: DepartmentsArt, postcenter: BoardArt };

/** The picture of a way of working, by its key. */
export function BlueprintArt({ of }: { of: string }) {
  const Art = arts[of] ?? BlankArt;
  return <Art />;
}
