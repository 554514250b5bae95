package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ocispec.host.internal.LimitedFileSystem.Room;
import dev.ocispec.sandbox.SandboxLimits;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a file system of a build's own counts as full. */
@Tag("unit")
class VolumeWatchTest {
  private static final SandboxLimits LIMITS = SandboxLimits.DEFAULT.withDisk(16 << 20);

  @Test
  void lessThanAUsefulRoomIsFull() {
    assertThat(VolumeWatch.full(LIMITS, new Room(64 << 10, 0))).isEmpty();
    assertThat(VolumeWatch.full(LIMITS, new Room((64 << 10) - 1, 9)).orElseThrow())
        .isEqualTo(
            new LimitReached(
                ReasonCode.DISK_FULL,
                "its writable folders were full and held 16711681 bytes; the limit is 16777216, set"
                    + " by SandboxLimits.disk (--disk)"));
  }

  @Test
  void ofASmallLimitASmallerRoomIsFull() {
    SandboxLimits small = SandboxLimits.DEFAULT.withDisk(64 << 10);

    assertThat(VolumeWatch.full(small, new Room(4096, 1))).isEmpty();
    assertThat(VolumeWatch.full(small, new Room(4095, 1))).isPresent();
  }

  @Test
  void filesCountOnlyWhereTheyAreLimited() {
    Room room = new Room(1 << 20, 0);

    assertThat(VolumeWatch.full(LIMITS, room)).isEmpty();
    assertThat(VolumeWatch.full(LIMITS.withDiskFiles(7), room).orElseThrow().clause())
        .isEqualTo(
            "its writable folders were full and held 7 files and folders; the limit is 7, set by"
                + " SandboxLimits.diskFiles (--disk-files)");
    assertThat(VolumeWatch.full(LIMITS.withDiskFiles(7), new Room(1 << 20, 1))).isEmpty();
  }
}
