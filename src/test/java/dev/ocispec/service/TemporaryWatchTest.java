package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a file system in memory counts as full. */
@Tag("unit")
class TemporaryWatchTest {
  @Test
  void lessThanAUsefulRoomIsFull() {
    assertThat(TemporaryWatch.full(64 << 10, 16 << 20, "/tmp", "x")).isEmpty();
    assertThat(TemporaryWatch.full(4096, 16 << 20, "/tmp", "x").orElseThrow())
        .isEqualTo(
            new LimitReached(
                ReasonCode.DISK_FULL,
                "its /tmp had been full and held 16773120 bytes; the limit is 16777216, set by x"));
  }

  @Test
  void ofASmallLimitASmallerRoomIsFull() {
    assertThat(TemporaryWatch.full(4096, 64 << 10, "/dev/shm", "x")).isEmpty();
    assertThat(TemporaryWatch.full(0, 64 << 10, "/dev/shm", "x")).isPresent();
  }
}
