import { usePathname } from 'next/navigation';
export function Nav() {
  const pathname = usePathname();
  if (pathname === '/status') return null;
  if (pathname === '/live') { return <nav className="live" />; }
  return <nav />;
}
