package dev.ocispec.sandbox;

import dev.ocispec.host.IdRange;

/**
 * The user and group ids that a build runs under, as seen in the container.
 *
 * @param uid user id, 0 to 4294967294
 * @param gid group id, 0 to 4294967294
 */
public record BuildIds(long uid, long gid) {
  /**
   * Checks the bounds.
   *
   * @param uid user id, 0 to 4294967294
   * @param gid group id, 0 to 4294967294
   * @throws IllegalArgumentException when an id can't exist
   */
  public BuildIds {
    if (uid < 0 || uid > IdRange.LAST_ID || gid < 0 || gid > IdRange.LAST_ID) {
      throw new IllegalArgumentException(
          "expected ids from 0 to " + IdRange.LAST_ID + ", found " + uid + ":" + gid);
    }
  }

  /** As it is usually written: {@code uid:gid}. */
  @Override
  public String toString() {
    return uid + ":" + gid;
  }
}
