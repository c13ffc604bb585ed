/** The few icons of the program. They are decoration: the word next to each has the same meaning. */
import type { ReactNode } from 'react';

function Icon({ children, size = 18 }: { children: ReactNode; size?: number | undefined }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      {children}
    </svg>
  );
}

interface Size {
  size?: number;
}

export const OverviewIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M3 19c2-9 6-13 10-13 3 0 5 2 8 5" />
    <path d="M3 21h18" />
  </Icon>
);
export const CustomersIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="9" cy="8" r="3.500" />
    <path d="M2.500 20c.5-4 3-6 6.500-6s6 2 6.500 6" />
    <path d="M16 5a3.500 3.500 0 0 1 0 6.500M18.500 14.500c1.800.8 2.800 2.600 3 5.500" />
  </Icon>
);
export const ProfitIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M3 5v16h18" />
    <path d="M7 8h4v4h4v4h4" />
  </Icon>
);
export const ValueIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M3 17l6-6 4 4 8-9" />
    <path d="M15 6h6v6" />
  </Icon>
);
export const ClassesIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M4 7h9M19 7h1M4 17h1M11 17h9" />
    <circle cx="16" cy="7" r="2.600" />
    <circle cx="8" cy="17" r="2.600" />
  </Icon>
);
export const ImportIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M12 3v12M7 10l5 5 5-5" />
    <path d="M4 17v3h16v-3" />
  </Icon>
);
export const SearchIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="11" cy="11" r="6.500" />
    <path d="m16 16 5 5" />
  </Icon>
);
export const SignOutIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M14 4H5v16h9" />
    <path d="M10 12h11M17 8l4 4-4 4" />
  </Icon>
);
export const LanguageIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="12" cy="12" r="9" />
    <path d="M3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18" />
  </Icon>
);
export const UpIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M12 20V5M6 11l6-6 6 6" />
  </Icon>
);
export const DownIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M12 4v15M6 13l6 6 6-6" />
  </Icon>
);
export const AlertIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M12 3 2.500 20h19z" />
    <path d="M12 10v4M12 17v.1" />
  </Icon>
);
export const ClockIcon = ({ size }: Size) => (
  <Icon size={size}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 7v5l3 3" />
  </Icon>
);
export const TableIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M3 5h18v14H3zM3 10h18M9 5v14" />
  </Icon>
);
export const ChartIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M4 20V11M10 20V5M16 20v-7M22 20H2" />
  </Icon>
);
export const ChevronIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="m9 5 7 7-7 7" />
  </Icon>
);
export const ColumnsIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M4 4h16v16H4zM10 4v16M15 4v16" />
  </Icon>
);
export const CheckIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="m4 13 5 5L20 6" />
  </Icon>
);
export const UndoIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M8 5 3 10l5 5" />
    <path d="M3 10h11a6 6 0 0 1 0 12h-3" />
  </Icon>
);
export const BackIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M20 12H4M10 6l-6 6 6 6" />
  </Icon>
);
export const FilterIcon = ({ size }: Size) => (
  <Icon size={size}>
    <path d="M3 5h18l-7 8v6l-4 2v-8z" />
  </Icon>
);
