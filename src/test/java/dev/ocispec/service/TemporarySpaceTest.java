package dev.ocispec.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a file system in memory counts as full, and what it is said to have held. */
@Tag("unit")
class TemporarySpaceTest {
  @Test
  void lessThanAUsefulRoomIsFull() {
    TemporarySpace space = new TemporarySpace("/tmp", 16 << 20, "x");

    space.saw(64 << 10);
    assertThat(space.full()).isEmpty();

    space.saw(4096);
    assertThat(space.full().orElseThrow())
        .isEqualTo(
            new LimitReached(
                ReasonCode.DISK_FULL,
                "its /tmp had been full and held 16773120 bytes; the limit is 16777216, set by x"));
  }

  @Test
  void ofASmallLimitASmallerRoomIsFull() {
    TemporarySpace space = new TemporarySpace("/dev/shm", 64 << 10, "x");

    space.saw(4096);
    assertThat(space.full()).isEmpty();

    space.saw(0);
    assertThat(space.full()).isPresent();
  }

  @Test
  void whatWasSeenWhileItFilledAndAfterFilesWereRemovedDoesNotCount() {
    TemporarySpace space = new TemporarySpace("/tmp", 8 << 20, "x");
    space.saw(61440);
    space.saw(0);
    space.saw(4 << 20);

    assertThat(space.full().orElseThrow().clause())
        .isEqualTo("its /tmp had been full and held 8388608 bytes; the limit is 8388608, set by x");
  }

  @Test
  void nobodyHasSeenTheFileSystemOfAnotherSize() {
    TemporarySpace space = new TemporarySpace("/", 4096, "x");
    space.look(new File("/"));

    assertThat(space.full()).isEmpty();
  }
}
