import { Select, type SelectProps } from '@mantine/core';

/** A zone of the IANA database; typing finds it by city. */
export function TimeZoneSelect({ value, ...props }: Omit<SelectProps, 'data' | 'multiple'>) {
  const zones = Intl.supportedValuesOf('timeZone');
  // The browser's list leaves out some names that are valid, UTC among them.
  const data = value && !zones.includes(value) ? [value, ...zones] : zones;
  return <Select {...props} value={value} data={data} searchable limit={60} />;
}
