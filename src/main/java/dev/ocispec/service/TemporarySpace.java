package dev.ocispec.service;

import java.io.File;
import java.util.Optional;

/** A file system in memory of a container, and the least room that was seen in it. */
final class TemporarySpace {
  private static final long PAGE = 4096;

  private final String path;
  private final long limit;
  private final String setBy;
  private final LeastRoom room = new LeastRoom();

  /**
   * One that nobody has looked at.
   *
   * @param path where the container has it
   * @param limit the bytes that it may hold
   * @param setBy for people, what sets that limit
   */
  TemporarySpace(String path, long limit, String setBy) {
    this.path = path;
    this.limit = limit;
    this.setBy = setBy;
  }

  /** Looks at it below the root of a container's first process. */
  void look(File root) {
    File place = new File(root, path);
    // Another size is that of another file system: of the host's, or of a scratch folder's.
    if (place.getTotalSpace() == (limit + PAGE - 1) / PAGE * PAGE) {
      saw(place.getUsableSpace());
    }
  }

  /** Takes note of the bytes that are left. */
  void saw(long left) {
    room.saw(left);
  }

  /** What a command that failed may have come to grief on: that so little room was left. */
  Optional<LimitReached> full() {
    return LeastRoom.isFull(room.bytes(), limit)
        ? Optional.of(
            new LimitReached(
                ReasonCode.DISK_FULL,
                "its "
                    + path
                    + " had been full and held "
                    + Math.max(0, limit - room.bytes())
                    + " bytes; the limit is "
                    + limit
                    + ", set by "
                    + setBy))
        : Optional.empty();
  }
}
