/** The mark: a window with a counter and two lines of writing. */
export function Logo({ size = 22 }: { size?: number }) {
  const stroke = { stroke: 'var(--accent)', strokeWidth: 2, strokeLinecap: 'round' } as const;
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M4 21V11a8 8 0 0 1 16 0v10" fill="var(--accent-soft)" {...stroke} />
      <path d="M2.5 21h19" {...stroke} />
      <path d="M8 13.5h8M8 9.7h5" {...stroke} />
    </svg>
  );
}
