const columns = [
  { x: 98, top: 186, cards: ['naranja', 'azul', 'verde'] },
  { x: 222, top: 150, cards: ['azul', 'verde', 'naranja', 'naranja'] },
  { x: 346, top: 186, cards: ['verde', 'naranja'] },
];
const widths = [72, 60, 78, 66];

/** A window with the three columns of the board behind it. */
export function AuthArt() {
  return (
    <svg viewBox="0 0 560 520" width="100%" style={{ maxWidth: 560 }}>
      <path
        d="M40 500V252a240 240 0 0 1 480 0v248"
        fill="var(--canvas)"
        stroke="var(--accent-line)"
        strokeWidth={2}
      />
      <path d="M16 500h528" stroke="var(--accent)" strokeWidth={3} strokeLinecap="round" />
      {columns.map(({ x, top, cards }) => (
        <g key={x}>
          <rect x={x} y={top - 20} width={56} height={7} rx={3.5} fill="var(--line-control)" />
          {cards.map((flag, index) => (
            <ArtCard
              // A drawing that never changes.
              key={index}
              x={x}
              y={top + index * 78}
              flag={flag}
              width={widths[index] ?? 70}
              isChosen={x === 346 && index === 0}
            />
          ))}
        </g>
      ))}
    </svg>
  );
}

interface ArtCardProps {
  x: number;
  y: number;
  flag: string;
  width: number;
  isChosen: boolean;
}

function ArtCard({ x, y, flag, width, isChosen }: ArtCardProps) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect
        width={112}
        height={66}
        rx={9}
        fill="var(--surface)"
        stroke={isChosen ? 'var(--accent)' : 'var(--line-strong)'}
        strokeWidth={isChosen ? 2.5 : 1}
      />
      <rect x={8} y={14} width={3} height={38} rx={1.5} fill={`var(--${flag})`} />
      <rect x={20} y={14} width={width} height={7} rx={3.5} fill="var(--line-control)" />
      <rect x={20} y={28} width={width - 16} height={5} rx={2.5} fill="var(--line-strong)" />
      <rect x={20} y={38} width={40} height={5} rx={2.5} fill="var(--line)" />
      <circle cx={97} cy={51} r={7} fill="var(--accent-soft)" />
    </g>
  );
}
