const columns = [
  { x: 24, flag: 'naranja', count: 3 },
  { x: 98, flag: 'azul', count: 3 },
  { x: 172, flag: 'verde', count: 2 },
];

/** A board with cards in its columns. */
export function ExampleArt() {
  return (
    <svg viewBox="0 0 260 132" width="100%" style={{ maxWidth: 260 }} aria-hidden="true">
      {columns.map(({ x, flag, count }) => (
        <g key={x}>
          <rect x={x} y={18} width={34} height={4} rx={2} fill="var(--line-control)" />
          {Array.from({ length: count }, (_, index) => 30 + index * 27).map((y) => (
            <g key={y}>
              <rect
                x={x}
                y={y}
                width={64}
                height={22}
                rx={4}
                fill="var(--surface)"
                stroke="var(--line-strong)"
              />
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

/** A sheet where something is to be added. */
export function BlankArt() {
  return (
    <svg viewBox="0 0 260 132" width="100%" style={{ maxWidth: 260 }} aria-hidden="true">
      <rect x={70} y={26} width={120} height={82} rx={8} fill="var(--surface)" stroke="var(--line-strong)" />
      <path d="M130 52v30M115 67h30" stroke="var(--line-control)" strokeWidth={2.5} strokeLinecap="round" />
    </svg>
  );
}
