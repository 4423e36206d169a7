// Sets the theme before the first paint. A file of its own, because the page's policy allows no inline script.
{
  let chosen = null;
  try {
    chosen = localStorage.getItem('ventanilla.theme');
  } catch {
    // Storage may be closed (private mode): the system's theme is used.
  }
  const dark =
    chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
}
