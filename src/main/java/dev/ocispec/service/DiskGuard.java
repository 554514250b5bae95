package dev.ocispec.service;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.sandbox.SandboxLimits;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Watches what one run of a build writes to its folders. */
interface DiskGuard extends AutoCloseable {
  /** What a command that failed came to grief on; to be asked once the run is over. */
  Optional<LimitReached> full();

  /** What keeps a command that ended well from being a success; to be asked as late. */
  Optional<LimitReached> over();

  /** Ends the watch. */
  @Override
  void close();

  /**
   * Begins to watch.
   *
   * @param volume the file system of the scratch folders; empty when they have none of their own
   * @param reached hears of a limit that the build is to be ended for
   */
  static DiskGuard start(
      Bundle bundle,
      SandboxLimits limits,
      Optional<ScratchVolume> volume,
      ScheduledExecutorService timer,
      Consumer<LimitReached> reached) {
    return volume
        .<DiskGuard>map(own -> new VolumeWatch(own, limits, bundle.folder(), timer))
        .orElseGet(() -> DiskWatch.start(bundle, limits, reached));
  }
}
