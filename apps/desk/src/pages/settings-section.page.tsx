export function SettingsSectionPage() {
  return null;
}
