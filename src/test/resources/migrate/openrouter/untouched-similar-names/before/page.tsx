export const Page = ({ title }: { title: string }) => (
  <main>
    <h1>openrouter.ai</h1>
    <code>OPENROUTER_API_KEY=sk-or-v1-…</code> {title}
  </main>
);
