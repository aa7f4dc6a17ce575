import { ErrorState } from '@trellis/ui/react';
import { Button } from 'antd';
import type { ReactNode } from 'react';

/** What is known of a list that comes page by page. */
interface Paging {
  readonly isPending: boolean;
  readonly data: unknown;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  refetch(): unknown;
  fetchNextPage(): unknown;
}

/** A list that comes page by page: what stands there before it has come, why it has not, and the way to more of it. */
export function PagedList(props: {
  readonly query: Paging;
  readonly skeleton: ReactNode;
  /** What the button for the next page says; pressed again where that page did not come. */
  readonly more: string;
  readonly children: ReactNode;
}) {
  const { query } = props;
  if (query.isPending) return props.skeleton;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      {props.children}
      {query.hasNextPage ? (
        <Button
          block
          type="text"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {props.more}
        </Button>
      ) : null}
    </>
  );
}
