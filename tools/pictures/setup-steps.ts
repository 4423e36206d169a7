import type { Page } from '@playwright/test';

/** A step of the set-up and how one leaves it for the next. */
interface SetupStep {
  name: string;
  heading: string;
  leave(page: Page): Promise<void>;
}

const goOn = (page: Page) => page.getByRole('button', { name: 'Seguir', exact: true }).click();

/** The set-up in its order, from its link to the board. */
export const setupSteps: readonly SetupStep[] = [
  {
    name: 'inicio',
    heading: 'Pon en marcha Ventanilla',
    async leave(page) {
      await page.getByRole('textbox', { name: 'Tu nombre' }).fill('Camila Sandoval');
      await page.getByRole('textbox', { name: 'Tu correo' }).fill('camila@aulaclara.example');
      await page.getByLabel('Contraseña', { exact: true }).fill('pizarra y tiza 2026');
      await goOn(page);
    },
  },
  {
    name: 'inicio-organizacion',
    heading: 'Tu organización',
    async leave(page) {
      await page.getByRole('textbox', { name: 'Nombre de tu empresa' }).fill('Aula Clara');
      await goOn(page);
    },
  },
  { name: 'inicio-idioma', heading: 'Idioma y hora', leave: goOn },
  { name: 'inicio-como-trabajan', heading: '¿Cómo trabajan?', leave: goOn },
  {
    name: 'inicio-buzon',
    heading: 'Conecta tu primer buzón',
    leave: (page) => page.getByRole('button', { name: 'Más tarde' }).click(),
  },
  { name: 'inicio-ejemplo', heading: '¿Con qué empiezas?', leave: goOn },
  { name: 'inicio-listo', heading: 'Todo listo, Camila', leave: async () => undefined },
];
