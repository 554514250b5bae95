package dev.ocispec.service;

import dev.ocispec.host.internal.LimitedFileSystem.Room;
import dev.ocispec.sandbox.SandboxLimits;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notes how full the file system of a build's scratch folders becomes, which itself holds the
 * limits.
 */
final class VolumeWatch implements DiskGuard {
  private static final long PAUSE_MILLIS = 50;

  private final ScratchVolume volume;
  private final SandboxLimits limits;
  private final Path folder;
  private final Optional<Future<?>> watch;
  private final LeastRoom least = new LeastRoom();

  /**
   * Begins to watch.
   *
   * @param folder on the file system below
   */
  VolumeWatch(
      ScratchVolume volume, SandboxLimits limits, Path folder, ScheduledExecutorService timer) {
    this.volume = volume;
    this.limits = limits;
    this.folder = folder;
    this.watch = watch(timer);
  }

  private Optional<Future<?>> watch(ScheduledExecutorService timer) {
    try {
      return Optional.of(
          timer.scheduleWithFixedDelay(
              this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      return Optional.empty(); // The service is closed, and the build about to be cancelled.
    }
  }

  private void look() {
    least.saw(volume.place().toFile().getUsableSpace());
  }

  @Override
  public Optional<LimitReached> full() {
    Room room = Room.at(volume.place());
    return full(limits, new Room(Math.min(least.bytes(), room.bytes()), room.files()))
        .or(() -> FullDisk.at(folder));
  }

  /** Whether so little room is a full disk. */
  static Optional<LimitReached> full(SandboxLimits limits, Room room) {
    long bytes = limits.disk().orElseThrow();
    if (LeastRoom.isFull(room.bytes(), bytes)) {
      return reached(
          Math.max(0, bytes - room.bytes()) + " bytes; the limit is " + bytes,
          "SandboxLimits.disk (--disk)");
    }
    if (limits.diskFiles().isPresent() && room.files() == 0) {
      long files = limits.diskFiles().getAsLong();
      return reached(
          files + " files and folders; the limit is " + files,
          "SandboxLimits.diskFiles (--disk-files)");
    }
    return Optional.empty();
  }

  private static Optional<LimitReached> reached(String held, String setBy) {
    return Optional.of(
        new LimitReached(
            ReasonCode.DISK_FULL,
            "its writable folders were full and held " + held + ", set by " + setBy));
  }

  @Override
  public Optional<LimitReached> over() {
    return Optional.empty();
  }

  @Override
  public void close() {
    watch.ifPresent(future -> future.cancel(false));
  }
}
