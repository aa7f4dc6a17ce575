import { SkeletonBar, SkeletonRows } from '@trellis/ui/react';

/** The frame of a workspace while it loads: the real places, so that nothing jumps when they fill. */
export function BootSkeleton() {
  return (
    <div className="w-shell">
      <div className="w-rail" />
      <div className="w-menu">
        <div className="w-menu-head">
          <SkeletonBar width={120} height={16} />
        </div>
        <SkeletonRows rows={6} columns={1} />
      </div>
      <div className="w-main">
        <div className="w-top">
          <SkeletonBar width={160} height={16} />
        </div>
        <div className="w-content">
          <PageSkeleton />
        </div>
      </div>
    </div>
  );
}

/** The content of a page while it loads. */
function PageSkeleton() {
  return (
    <>
      <div className="w-page-skeleton-bar">
        <SkeletonBar width={88} height={24} />
        <SkeletonBar width={88} height={24} />
        <SkeletonBar width={160} height={24} style={{ marginInlineStart: 'auto' }} />
      </div>
      <SkeletonRows rows={14} columns={5} />
    </>
  );
}
