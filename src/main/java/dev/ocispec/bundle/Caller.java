package dev.ocispec.bundle;

import dev.ocispec.preset.IdMappings;
import java.util.Optional;

/**
 * Whose files this process can make and remove.
 *
 * @param uid its user
 * @param gid its group
 * @param subordinate for an ordinary user, the host ids that are its own besides
 */
record Caller(long uid, long gid, Optional<IdMappings> subordinate) {
  boolean isRoot() {
    return uid == 0;
  }

  boolean is(long otherUid, long otherGid) {
    return uid == otherUid && gid == otherGid;
  }
}
